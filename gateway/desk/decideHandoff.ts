import type { Evidence } from '../../shared/model/handoff.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok } from '../../shared/result.ts';
import { handoffIdOf } from '../../shared/rules/handoffs.ts';
import { shiftAt, type ShiftTurn } from '../../shared/rules/shifts.ts';
import type { EventOf } from './events.ts';
import type { DeskState } from './evolve.ts';
import { queueOf } from './evolveNotice.ts';
import { clock, type Handlers } from './handler.ts';
import { withHandoff, withItem, withUnsigned } from './handoffContext.ts';
import { testNotice } from './decideNotice.ts';
import type { DeskRules } from './rules.ts';

type Names =
  | 'handoff.begin'
  | 'handoff.tick'
  | 'handoff.untick'
  | 'handoff.test'
  | 'handoff.note'
  | 'handoff.promise'
  | 'handoff.fulfil';

/** What the commands of the outgoing side do, up to its signature. */
export const handoffHandlers: Handlers<Names> = {
  'handoff.begin': (_params, { state, rules, base }) => {
    const turn = shiftAt(rules.handoff.shifts, base.at);
    if (turn === undefined) return err('No shift is on duty now, so there is nothing to hand over.');
    const id = handoffIdOf(turn.endsAt);
    const known = state.handoffs.all[id];
    if (known !== undefined)
      return err(`${id} began at ${clock(known.begun.at)} UTC; there is one for each end of a shift.`);
    return ok([beginning(state, rules, turn, base)]);
  },

  'handoff.tick': ({ handoff: id, item: wanted, comment, seen }, context) =>
    withItem(context, id, wanted, (item, handoff) => {
      const { tick, changed } = item;
      if (tick !== undefined && changed === undefined)
        return err(`"${item.name}" was ticked by ${tick.by} at ${clock(tick.at)} UTC.`);
      const evidence = context.handoff.evidenceOf(handoff, item);
      if (seen !== undefined && seen !== evidence.mark)
        return err(`"${item.name}" has changed since you looked. Now: ${evidence.text}. Look at it again.`);
      if (evidence.state !== 'good' && comment === undefined) return err(commentWanted(item.name, evidence));
      return ok([{ ...context.base, type: 'handoff.ticked', handoff: id, item: wanted, evidence, comment }]);
    }),

  'handoff.untick': ({ handoff: id, item: wanted, reason }, context) =>
    withItem(context, id, wanted, ({ name, tick }) => {
      if (tick === undefined) return err(`"${name}" is not ticked.`);
      return ok([{ ...context.base, type: 'handoff.unticked', handoff: id, item: wanted, reason }]);
    }),

  'handoff.test': ({ handoff: id }, context) =>
    withUnsigned(context, id, () => {
      const { state, rules, base, person } = context;
      const idle = rules.channels.filter(
        (channel) => !queueOf(state.notices, channel.id).waiting.some(({ notice }) => notice.kind === 'test'),
      );
      if (rules.channels.length === 0) return err('The policy has no channel, so there is none to test.');
      if (idle.length === 0) return err('A test of every channel is under way; wait for the results.');
      return ok(idle.map((channel, place) => testNotice(channel, state.notices.next + place, person, base)));
    }),

  'handoff.note': ({ handoff: id, base: edited, text }, context) =>
    withUnsigned(context, id, ({ notes: { revision, text: before, last } }) => {
      if (edited !== revision) {
        const by = last === undefined ? '' : ` by ${last.by} at ${clock(last.at)} UTC`;
        return err(
          `The notes were changed${by}, to revision ${revision}; yours is of revision ${edited}. Bring both together and keep them again.`,
        );
      }
      if (text === before) return err('The notes are kept like this already.');
      return ok([{ ...context.base, type: 'handoff.noted', handoff: id, revision: revision + 1, text }]);
    }),

  'handoff.promise': ({ handoff: id, text }, context) =>
    withHandoff(context, id, () => {
      const promise = `PRM-${context.state.handoffs.nextPromise}`;
      return ok([{ ...context.base, type: 'handoff.promised', handoff: id, promise, text }]);
    }),

  'handoff.fulfil': ({ promise: id, note }, { state: { handoffs }, base }) => {
    const promise = handoffs.promises[id];
    if (promise === undefined) return err(`This desk has no promise ${id} that is open.`);
    const { done } = promise;
    if (done !== undefined) return err(`${id} was done by ${done.by} at ${clock(done.at)} UTC.`);
    return ok([{ ...base, type: 'handoff.fulfilled', promise: id, note }]);
  },
};

const commentWanted = (name: string, { state, text }: Evidence): string =>
  state === 'bad'
    ? `"${name}" is not all well: ${text}. Tick it with a comment that says what the next shift must know.`
    : `"${name}" rests on nothing fresh: ${text}. Tick it with a comment that says how you know.`;

/** The beginning of the handoff at the end of a shift's turn. */
export function beginning(
  { handoffs }: Pick<DeskState, 'handoffs'>,
  { handoff: { accepts, checklist, shifts, sites } }: Pick<DeskRules, 'handoff'>,
  turn: ShiftTurn,
  base: Pick<EventOf<'handoff.begun'>, 'at' | 'by'>,
): EventOf<'handoff.begun'> {
  const next = shiftAt(shifts, turn.endsAt) ?? turn;
  const side = ({ shift: { id, name, site } }: ShiftTurn) => ({
    ...{ shift: id, name },
    site: sites.get(site) ?? site,
  });
  return {
    ...base,
    type: 'handoff.begun',
    handoff: handoffIdOf(turn.endsAt),
    boundaryAt: turn.endsAt,
    nextEndsAt: next.endsAt,
    from: side(turn),
    to: side(next),
    accepts: [...accepts],
    since: lastClosed(handoffs, turn),
    items: checklist.map(({ id, name, hint, evidence }) => ({ id, name, hint, evidence })),
  };
}

function lastClosed(
  { all }: DeskState['handoffs'],
  { startsAt }: ShiftTurn,
): { readonly at: Instant; readonly handoff?: string } {
  const last = Object.values(all)
    .flatMap(({ id: handoff, closed }) => (closed === undefined ? [] : [{ at: closed.at, handoff }]))
    .toSorted((one, other) => other.at - one.at)[0];
  return last ?? { at: startsAt };
}
