import type { Instant } from '../../../shared/model/instant.ts';
import type { CountedObjective } from '../../../shared/policy/objectiveList.ts';
import type { Counts } from '../../../shared/rules/burn.ts';
import { sliceMs } from '../../burn/slices.ts';
import { noise } from './noise.ts';
import type { Spell } from './pastSpells.ts';
import type { Script } from './script.ts';

const dayMs = 24 * 3_600_000;
/** A simulated service is looked at this often. */
const checkMs = 5_000;
/** Burn rates of what the script plays. */
const liveBurn = { slow: 9.8, 'few-hits': 1.4 } as const;

/** One objective, as it is played. */
export interface PlayedObjective {
  readonly counted: CountedObjective;
  readonly seed: number;
  readonly startedAt: Instant;
  /** What befalls its service, before the start and after it; the later of two counts. */
  readonly spells: readonly Spell[];
  /** Instants at which a spell begins or ends, rising. */
  readonly edges: readonly Instant[];
  /** By service and kind: an agreement and an objective on the same thing tell the same. */
  readonly key: string;
  /** Events per ms where they follow the day. */
  readonly traffic: number;
  /** 0 to below 1: how much goes wrong where nothing befalls the service. */
  readonly flaw: number;
}

/** An objective with what its script holds for it. */
export function playedObjective(
  counted: CountedObjective,
  night: { readonly seed: number; readonly script: Script; readonly startedAt: Instant },
): PlayedObjective {
  const { seed, script, startedAt } = night;
  const turns = script.turns.map(({ toMs = Number.POSITIVE_INFINITY, ...turn }): Spell => {
    const { condition } = turn;
    return condition === 'slow' || condition === 'few-hits'
      ? { ...turn, toMs, burn: liveBurn[condition] }
      : { ...turn, toMs };
  });
  const spells = [...script.past, ...turns].filter(
    ({ service, condition }) => counted.services.includes(service) && tells(counted, condition),
  );
  const edges = spells
    .flatMap(({ fromMs, toMs }) => [startedAt + fromMs, startedAt + toMs])
    .toSorted((one, other) => one - other);
  const services = counted.services.join();
  const key = `${counted.objective.kind}/${services}`;
  const traffic = (20 + 200 * noise(seed, `traffic/${services}`)) / 1000;
  return { counted, seed, startedAt, spells, edges, key, traffic, flaw: noise(seed, `flaw/${key}`) };
}

/** Whether a condition shows in an objective: who is down has no latency to tell of. */
function tells({ objective: { kind } }: CountedObjective, condition: Spell['condition']): boolean {
  if (condition === 'slow') return kind === 'latency' || kind === 'response';
  if (condition === 'few-hits') return kind === 'cache';
  return true;
}

/** Bad and all events from one instant to another; parts of events where it cuts through a slice. */
export function countsBetween(played: PlayedObjective, from: Instant, until: Instant): Counts {
  let [bad, total] = [0, 0];
  for (let slice = Math.floor(from / sliceMs); slice * sliceMs < until; slice += 1) {
    const begin = Math.max(from, slice * sliceMs);
    const end = Math.min(until, (slice + 1) * sliceMs);
    const perMs = usualCounts(played, slice);
    for (const [one, next] of stretches(played, begin, end)) {
      const counts = under(played, spellAt(played, one), perMs);
      bad += counts.bad * (next - one);
      total += counts.total * (next - one);
    }
  }
  return { bad, total };
}

/** The time between two instants, cut where a spell begins or ends. */
function stretches(
  { edges }: PlayedObjective,
  begin: Instant,
  end: Instant,
): readonly (readonly [Instant, Instant])[] {
  const inside = edges.filter((edge) => edge > begin && edge < end);
  const cuts = [begin, ...inside, end];
  return cuts.slice(1).map((cut, index) => [cuts[index] ?? begin, cut]);
}

function spellAt({ spells, startedAt }: PlayedObjective, at: Instant): Spell | undefined {
  return spells.findLast(({ fromMs, toMs }) => at >= startedAt + fromMs && at < startedAt + toMs);
}

function under({ counted }: PlayedObjective, spell: Spell | undefined, usual: Counts): Counts {
  const { kind, target = 1 } = counted.objective;
  if (spell === undefined) return usual;
  if (spell.condition === 'down') {
    return kind === 'availability' ? { bad: usual.total, total: usual.total } : { bad: 0, total: 0 };
  }
  const share = Math.min(0.95, (spell.burn ?? 1) * (1 - target));
  return { bad: usual.total * share, total: usual.total };
}

/** What a slice counts where nothing befalls the service, per ms. */
function usualCounts({ counted, seed, key, traffic, flaw }: PlayedObjective, slice: number): Counts {
  const { kind, sli, target = 1 } = counted.objective;
  const now = noise(seed, `${key}/${slice}`);
  if (kind === 'availability' || sli.kind === 'threshold') {
    const total = 1 / (sli.kind === 'threshold' ? sli.slice : checkMs);
    // Now and then one check fails.
    return { bad: target < 1 && now < 0.0015 * flaw ? 1 / sliceMs : 0, total };
  }
  const rhythm = 1 + 0.35 * Math.sin(((slice * sliceMs) / dayMs - 0.4) * 2 * Math.PI);
  const total = traffic * rhythm * (0.95 + 0.1 * now);
  // Under load more goes wrong.
  const burn = (0.1 + 0.35 * flaw) * rhythm * (0.7 + 0.6 * now);
  return { bad: total * burn * (1 - target), total };
}
