import type { Instant } from '../../../shared/model/instant.ts';
import { burnQuestions, type BurnPolicy, type BurnQuestion } from '../burn/burnQuestions.ts';
import { historyMs, sliceMs, sliceStart } from '../../burn/slices.ts';
import type { Observation } from '../source.ts';
import { countsBetween, playedObjective, type PlayedObjective } from './objectiveCounts.ts';
import type { Script } from './script.ts';

/** An objective that something befalls is told as often as a console could show it; the others take turns. */
const tellEveryMs = 5_000;
const tellQuietEveryMs = 30_000;
const aftermathMs = 3_600_000;
/** A slice is told so long after its end, as with a real source. */
const settleMs = 10_000;
/** Histories that one round makes up: each takes some 10 ms, and the gateway has others to serve. */
const historiesAtOnce = 4;

interface Played {
  readonly question: BurnQuestion;
  readonly objective: PlayedObjective;
  knownUntil: Instant | undefined;
  toldSlot: number | undefined;
}

/** Plays the counts of all objectives of one simulated Prometheus. */
export class ObjectivePlayer {
  readonly #source: string;
  readonly #all: readonly Played[];

  constructor(
    source: string,
    policy: BurnPolicy,
    night: { readonly seed: number; readonly script: Script; readonly startedAt: Instant },
  ) {
    this.#source = source;
    const all = burnQuestions(policy, source).map((question): Played => {
      const objective = playedObjective(question.counted, night);
      return { question, objective, knownUntil: undefined, toldSlot: undefined };
    });
    // Those with most to tell first.
    this.#all = all.toSorted((one, other) => other.objective.spells.length - one.objective.spells.length);
  }

  /** What is due at `now`: slices that are missing, and counts as of now. */
  round(now: Instant): readonly Observation[] {
    const slices = this.#slices(now);
    const due = this.#all.filter((played, index) => {
      const everyMs = isEventful(played.objective, now) ? tellEveryMs : tellQuietEveryMs;
      // Each at a time of its own: what is told is also to be judged.
      const slot = Math.floor((now + index * 1000) / everyMs);
      if (slot === played.toldSlot) return false;
      played.toldSlot = slot;
      return true;
    });
    return [...slices, ...due.map((played) => this.#burn(played, now))];
  }

  #slices(now: Instant): readonly Observation[] {
    const settled = sliceStart(now - settleMs);
    const behind = this.#all.filter(({ knownUntil = 0 }) => knownUntil < settled);
    const first = behind.filter(({ knownUntil }) => knownUntil === undefined).slice(0, historiesAtOnce);
    return [...behind.filter(({ knownUntil }) => knownUntil !== undefined), ...first].map((played) => {
      const startsAt = Math.max(played.knownUntil ?? 0, settled - historyMs);
      played.knownUntil = settled;
      const counts = Array.from({ length: (settled - startsAt) / sliceMs }, (_, index) => {
        const from = startsAt + index * sliceMs;
        return countsBetween(played.objective, from, from + sliceMs);
      });
      return {
        kind: 'slices',
        source: this.#source,
        objective: played.question.counted.id,
        startsAt,
        bad: counts.map(({ bad }) => bad),
        total: counts.map(({ total }) => total),
      };
    });
  }

  #burn({ question, objective, knownUntil }: Played, at: Instant): Observation {
    const since = knownUntil ?? sliceStart(at - settleMs);
    const windows = question.windowsMs
      .map((windowMs) => ({ windowMs, ...countsBetween(objective, at - windowMs, at) }))
      .filter(({ total }) => total > 0);
    const tail = { since, ...countsBetween(objective, since, at) };
    const { id } = question.counted;
    return { kind: 'burn', source: this.#source, objective: id, at, reads: 'simulated', windows, tail };
  }
}

function isEventful({ spells, startedAt }: PlayedObjective, now: Instant): boolean {
  return spells.some(({ fromMs, toMs }) => now >= startedAt + fromMs && now < startedAt + toMs + aftermathMs);
}
