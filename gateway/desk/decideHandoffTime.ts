import type { Handoff } from '../../shared/model/handoff.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { handoffIdOf, openHandoffs } from '../../shared/rules/handoffs.ts';
import { owedWords } from '../../shared/rules/handoffWords.ts';
import { shiftAt, type ShiftTurn } from '../../shared/rules/shifts.ts';
import { beginning } from './decideHandoff.ts';
import type { DeskEvent } from './events.ts';
import type { DeskState } from './evolve.ts';
import { incidentsOf } from './handoffContext.ts';
import type { HandoffFacts } from './handoffRules.ts';
import type { DeskRules } from './rules.ts';

const by = { kind: 'gateway', name: 'gateway' } as const;
/** Of more open handoffs than this, only the newest are watched: an old one never moves again by itself. */
const watched = 3;

/**
 * What follows for handoffs from the passing of time: those that begin, ticks whose evidence became another, and roles
 * to be told that one is overdue. A gateway that was down at the end of a shift begins its handoff late.
 */
export function decideHandoffTime(
  state: DeskState,
  rules: DeskRules,
  facts: HandoffFacts,
  now: Instant,
): readonly DeskEvent[] {
  const open = openHandoffs(Object.values(state.handoffs.all)).slice(0, watched);
  return [
    ...dueBeginnings(state, rules, now),
    ...open.flatMap((handoff) => changedTicks(handoff, facts, now)),
    ...open.flatMap((handoff) => overdueSteps(handoff, state, rules, now)),
  ];
}

function dueBeginnings(state: DeskState, rules: DeskRules, now: Instant): readonly DeskEvent[] {
  const { beginsMs, shifts } = rules.handoff;
  const turn = shiftAt(shifts, now);
  if (turn === undefined) return [];
  const before = shiftAt(shifts, turn.startsAt - 1);
  const due: ShiftTurn[] = [];
  if (before !== undefined && before.endsAt === turn.startsAt && wasWatched(state, before)) due.push(before);
  if (now >= turn.endsAt - beginsMs) due.push(turn);
  return due
    .filter(({ endsAt }) => state.handoffs.all[handoffIdOf(endsAt)] === undefined)
    .map((one) => beginning(state, rules, one, { at: now, by }));
}

/** True where this desk was there before the end of a turn: a new one has no shift to hand over that it never saw. */
function wasWatched(state: DeskState, { endsAt }: ShiftTurn): boolean {
  const { all } = state.handoffs;
  // One that is newer was handed over without it, or it is forgotten already.
  if (Object.values(all).some(({ boundaryAt }) => boundaryAt > endsAt)) return false;
  if (Object.keys(all).length > 0) return true;
  return (
    incidentsOf(state).some(({ openedAt }) => openedAt < endsAt) ||
    Object.values(state.changes).some(({ startsAt }) => startsAt < endsAt)
  );
}

function changedTicks(handoff: Handoff, facts: HandoffFacts, now: Instant): readonly DeskEvent[] {
  if (handoff.outgoing !== undefined || handoff.takeover !== undefined) return [];
  return handoff.items.flatMap((item) => {
    if (item.tick === undefined || item.changed !== undefined) return [];
    const evidence = facts.evidenceOf(handoff, item);
    if (evidence.mark === item.tick.evidence.mark) return [];
    return [{ type: 'handoff.changed', at: now, by, handoff: handoff.id, item: item.id, evidence }];
  });
}

function overdueSteps(
  handoff: Handoff,
  state: DeskState,
  rules: DeskRules,
  now: Instant,
): readonly DeskEvent[] {
  return rules.handoff.overdue
    .map((step) => ({ ...step, dueAt: handoff.boundaryAt + step.afterMs }))
    .filter(
      ({ dueAt, afterMs }) => dueAt <= now && !handoff.escalations.some((known) => known.afterMs === afterMs),
    )
    .map(({ afterMs, role, dueAt }) => ({
      ...{ type: 'handoff.escalated', at: now, by, handoff: handoff.id },
      ...{ afterMs, role, dueAt },
      person: rules.holderOf(role, {}, now),
      owed: owedWords(handoff, incidentsOf(state)),
    }));
}
