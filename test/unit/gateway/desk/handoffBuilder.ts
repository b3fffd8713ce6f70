import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { decideHandoffTime } from '../../../../gateway/desk/decideHandoffTime.ts';
import { deskEventSchema } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { HandoffFacts } from '../../../../gateway/desk/handoffRules.ts';
import type { DeskRules } from '../../../../gateway/desk/rules.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import type { Evidence, Handoff } from '../../../../shared/model/handoff.ts';
import { deskRules } from './deskRules.ts';

export const minuteMs = 60_000;
/** The end of Shift 1 (Asia-Pacific) on 21 November. */
export const boundary = Date.UTC(2026, 10, 21, 8, 0);
export const handoff = 'HND-2026-11-21T08';
/** Minutes before (-) or after the boundary. */
export const at = (minutes: number): number => boundary + minutes * minuteMs;

export const evidence = (over: Partial<Evidence> = {}): Evidence => ({
  state: 'good',
  text: 'All well',
  facts: [],
  mark: 'one',
  ...over,
});

/** What is known: the same beside every item, but for those that are given. */
export const facts = (items: Readonly<Record<string, Evidence>> = {}): HandoffFacts => ({
  evidenceOf: (_handoff, { id }) => items[id] ?? evidence(),
  differenceOf: () => ({ lines: [{ kind: 'opened', subject: 'INC-2001', text: 'known' }], total: 1 }),
});

/** Somebody does something at a minute, by what is known. */
export interface Act {
  readonly by?: string;
  readonly minute?: number;
  readonly known?: HandoffFacts;
  readonly rules?: DeskRules;
}

/** The desk after a command, or the sentence of its refusal; each event as the journal has it. */
export function give(
  state: DeskState,
  command: Command,
  { by = 'M. Tanaka', minute = -10, known = facts(), rules = deskRules }: Act = {},
): DeskState | string {
  const order = { command, person: by, now: at(minute), handoff: known };
  const decided = decideCommand(state, rules, order);
  if (!decided.ok) return decided.error;
  return decided.value.map((event) => deskEventSchema.parse(event)).reduce(evolve, state);
}

/** The desk after commands that must be taken. */
export const after = (state: DeskState, act: Act, ...commands: readonly Command[]): DeskState =>
  commands.reduce<DeskState>((desk, command) => {
    const next = give(desk, command, act);
    if (typeof next === 'string') throw new Error(`${command.name}: ${next}`);
    return next;
  }, state);

/** The desk once time has done what it does by itself. */
export const pass = (state: DeskState, minute: number, known = facts()): DeskState =>
  decideHandoffTime(state, deskRules, known, at(minute))
    .map((event) => deskEventSchema.parse(event))
    .reduce(evolve, state);

export const begin: Command = { name: 'handoff.begin', params: {} };
export const tick = (item: string, over: { comment?: string; seen?: string } = {}): Command => ({
  name: 'handoff.tick',
  params: { handoff, item, ...over },
});
export const untick = (item: string): Command => ({
  name: 'handoff.untick',
  params: { handoff, item, reason: 'too early' },
});
export const note = (base: number, text: string): Command => ({
  name: 'handoff.note',
  params: { handoff, base, text },
});
export const sign = (side: 'outgoing' | 'incoming'): Command => ({
  name: 'handoff.sign',
  params: { handoff, side },
});
export const accept = (incident: string): Command => ({
  name: 'handoff.accept',
  params: { handoff, incident },
});
export const takeover: Command = {
  name: 'handoff.takeover',
  params: { handoff, reason: 'Tanaka was taken ill' },
};
export const declare = (severity: string): Command => ({
  name: 'incident.declare',
  params: { title: 'Auth is slow', severity },
});

/** The handoff under test. */
export function shown(state: DeskState | string): Handoff {
  if (typeof state === 'string') throw new Error(state);
  const one = state.handoffs.all[handoff];
  if (one === undefined) throw new Error('there is no handoff');
  return one;
}

/** It has begun; then every item is ticked; then the outgoing side has signed. */
export const begun = after(emptyDesk, { minute: -30 }, begin);
export const ticked = after(begun, { minute: -20 }, tick('incidents'), tick('notes'));
export const signed = after(ticked, { minute: -10 }, sign('outgoing'));
/** Who takes over in these tests. */
export const incoming: Act = { by: 'L. Meyer', minute: -5 };
