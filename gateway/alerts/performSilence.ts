import type { Instant } from '../../shared/model/instant.ts';
import { sameMatchers } from '../../shared/rules/silenceMatch.ts';
import type { SilenceRequest } from '../desk/evolveSilence.ts';
import type { GateFailure, SilenceGate, SourceSilence } from '../sources/source.ts';
import type { Result } from '../../shared/result.ts';
import { markerOf } from './silenceWords.ts';

/** What came of one try. */
export type Attempt =
  | { readonly kind: 'done'; readonly silence: string }
  | { readonly kind: 'failed'; readonly problem: string }
  | { readonly kind: 'again'; readonly problem: string };

/** Alertmanager's answers cut an end off at the millisecond, other engines at the second. */
const sameInstantMs = 1_000;
const done = (silence: string): Attempt => ({ kind: 'done', silence });
const failed = (problem: string): Attempt => ({ kind: 'failed', problem });
const isSame = (one: Instant, other: Instant): boolean => Math.abs(one - other) < sameInstantMs;

/**
 * Does what was asked, unless an earlier try did it whose answer was lost: looks first, always, since a gateway that
 * was killed does not know what it tried. `isLate`: it only looks, for nobody reckons with it any more.
 */
export async function performSilence(
  { id, act, by }: SilenceRequest,
  gate: SilenceGate,
  isLate: boolean,
): Promise<Attempt> {
  const list = await gate.list();
  if (!list.ok) return { kind: 'again', problem: list.error };
  const { silences } = list.value;
  const tooLate = failed('it could not be done in time; give it again if it is still wanted');
  if (act.kind === 'create') {
    const made = silences.filter(({ comment }) => comment.endsWith(markerOf(id)));
    if (made.length > 0) return onlyOne(made, gate);
    if (isLate) return tooLate;
    const { matchers, startsAt, endsAt, comment } = act;
    const put = await gate.put({
      ...{ matchers, startsAt, endsAt, createdBy: by },
      comment: `${comment} ${markerOf(id)}`,
    });
    if (!put.ok) return notDone(put.error);
    // One that was given up for lost may have been made in between.
    const after = await gate.list();
    const all = after.ok ? after.value.silences.filter((one) => one.comment.endsWith(markerOf(id))) : [];
    return all.length > 1 ? onlyOne(all, gate) : done(put.value);
  }
  const found = silences.find((one) => one.id === act.silence);
  const isOver = found === undefined || found.state === 'expired';
  if (act.kind === 'expire') {
    if (isOver) return done(act.silence);
    if (isLate) return tooLate;
    const expired = await gate.expire(act.silence);
    return expired.ok ? done(act.silence) : notDone(expired.error);
  }
  const extended = silences.find(
    (one) =>
      one.state !== 'expired' &&
      isSame(one.endsAt, act.endsAt) &&
      (one.id === act.silence || (found !== undefined && isCopy(one, found))),
  );
  if (extended !== undefined) return done(extended.id);
  if (isOver)
    return failed(`it ${found === undefined ? 'is gone from Alertmanager' : 'has expired'}; make a new one`);
  if (isLate) return tooLate;
  const put = await gate.put({ ...found, endsAt: act.endsAt });
  return put.ok ? done(put.value) : notDone(put.error);
}

/** Alertmanager gives a new id where it can't change a silence in place. */
const isCopy = (one: SourceSilence, other: SourceSilence): boolean =>
  one.comment === other.comment &&
  one.createdBy === other.createdBy &&
  sameMatchers(one.matchers, other.matchers);

/** Keeps one silence of those made for the same request. */
async function onlyOne(made: readonly SourceSilence[], gate: SilenceGate): Promise<Attempt> {
  const inForce = made.filter(({ state }) => state !== 'expired');
  for (const extra of inForce.slice(1)) {
    const expired: Result<true, GateFailure> = await gate.expire(extra.id);
    if (!expired.ok) return notDone({ ...expired.error, isFinal: false });
  }
  return done((inForce[0] ?? made[0])?.id ?? '');
}

const notDone = ({ problem, isFinal }: GateFailure): Attempt => ({
  kind: isFinal ? 'failed' : 'again',
  problem,
});
