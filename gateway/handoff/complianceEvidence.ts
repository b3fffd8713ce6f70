import type { Evidence } from '../../shared/model/handoff.ts';
import type { Objective } from '../../shared/model/objective.ts';
import type { Service } from '../../shared/model/service.ts';
import { spanText } from '../../shared/rules/durations.ts';
import { wrongHashWords } from '../health/findings.ts';
import { judged } from './judged.ts';
import type { Known } from './known.ts';

type Answer = 'right' | 'wrong' | 'none';

/** A shift's length or less: what lies before it was another shift's. ms */
const shiftMs = 8 * 60 * 60_000;

/** Which services answer the hash that the policy expects, and how much of what was validated was valid. Pure. */
export function complianceEvidence({ services, objectives, hash }: Known): Evidence {
  const asked = services.filter(({ id }) => hash.asked.includes(id));
  const answers = asked.map((service) => ({ service, answer: answerOf(service) }));
  const right = answers.filter(({ answer }) => answer === 'right').length;
  const rated = objectives.filter(({ kind }) => kind === 'compliance').map(rateOf);
  const unknown = rated.filter(({ good }) => good === undefined);
  const below = rated.filter(({ good, target }) => good !== undefined && good < target);
  const isBad = answers.some(({ answer }) => answer === 'wrong') || below.length > 0;
  const isStale = answers.some(({ answer }) => answer === 'none') || unknown.length > 0;
  const words = [
    asked.length === 0
      ? 'No service is asked for its hash'
      : `${right} of ${asked.length} services answer ${hash.expected}`,
    ...(rated.length === 0 ? [] : [rateWords(rated)]),
  ];
  const facts = [
    ...answers.flatMap(({ service, answer }) =>
      answer === 'right'
        ? []
        : [`${service.name}: ${answer === 'wrong' ? 'wrong hash' : 'no answer that is fresh'}`],
    ),
    ...below.map(({ name, good = 0 }) => `${name}: ${percent(good)} valid`),
    ...unknown.map(({ name }) => `${name}: not known`),
  ];
  // A hash that is wrong is bad whatever else is not known.
  return judged(isBad ? 'bad' : isStale ? 'stale' : 'good', words.join('. '), facts, [
    answers.map(({ service: { id }, answer }) => [id, answer]),
    below.map(({ id }) => id),
    unknown.map(({ id }) => id),
  ]);
}

function answerOf({ state, findings }: Service): Answer {
  if (findings.some(({ text }) => text.startsWith(wrongHashWords))) return 'wrong';
  const isUnheard =
    state === 'unknown' || findings.some(({ kind, state: found }) => kind === 'probe' && found === 'down');
  return isUnheard ? 'none' : 'right';
}

interface Rated {
  readonly id: string;
  readonly name: string;
  readonly target: number;
  /** Share of the validations that were valid; absent where it is not known. */
  readonly good: number | undefined;
  readonly windowMs: number | undefined;
}

function rateOf({ id, name, services, target = 1, verdict, burns }: Objective): Rated {
  const burn = burns
    .filter(({ windowMs }) => windowMs <= shiftMs)
    .toSorted((one, other) => other.windowMs - one.windowMs)[0];
  const isKnown = verdict !== 'unknown' && burn !== undefined;
  // No validation at all broke none.
  const good = isKnown ? (burn.total === 0 ? 1 : 1 - burn.bad / burn.total) : undefined;
  return { id, name: `${name} ${services.join(', ')}`, target, good, windowMs: burn?.windowMs };
}

function rateWords(rated: readonly Rated[]): string {
  const known = rated.flatMap(({ good }) => (good === undefined ? [] : [good]));
  if (known.length === 0) return 'How much was valid is not known';
  const windowMs = Math.max(...rated.map((one) => one.windowMs ?? 0));
  const least = `${percent(Math.min(...known))} valid over ${spanText(windowMs)}`;
  return known.length === rated.length ? least : `${least}, of ${known.length} of ${rated.length} known`;
}

/** Rounded down: what is not whole must not read as whole. */
const percent = (share: number): string => `${Math.floor(share * 10_000) / 100} %`;
