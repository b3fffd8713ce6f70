import { describe, expect, it } from 'vitest';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { decideTime } from '../../../../gateway/desk/decideTime.ts';
import { deskEventSchema } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { DeskRules } from '../../../../gateway/desk/rules.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import { holdingAt, type RotaList } from '../../../../shared/rules/rotaBook.ts';
import { deskRules } from './deskRules.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const monday = Date.UTC(2026, 10, 23);
const now = monday + 10 * hourMs;
const list = (id: string, name: string, members: readonly string[]): RotaList => ({
  ...{ id, name },
  rotation: { start: monday, rotation: 7 * dayMs, members },
});
const primary = list('primary', 'Primary On-Call', ['tanaka', 'meyer', 'silva']);
const lists = [primary, list('escalation', 'Escalation On-Call', ['eve'])];
const persons = [
  { id: 'tanaka', name: 'M. Tanaka' },
  { id: 'meyer', name: 'L. Meyer' },
  { id: 'silva', name: 'A. Silva' },
  { id: 'eve', name: 'E. Eve' },
  { id: 'noc', name: 'N. Manager' },
];
const nameOf = (id: string | undefined): string | undefined => persons.find((each) => each.id === id)?.name;
const rules: DeskRules = {
  ...deskRules,
  persons,
  rotaLists: () => lists,
  rotaApprovers: { titles: ['NOC Manager'], persons: ['N. Manager'], roles: ['Engineering Manager'] },
  holderOf: (role, _incident, at, overrides = []) => {
    const held =
      role === 'On-call Engineer' ? primary : role === 'Engineering Manager' ? lists[1] : undefined;
    return held === undefined ? undefined : nameOf(holdingAt(held, overrides, at).person);
  },
};

const override = (over: object = {}): Command => ({
  name: 'rota.override',
  params: {
    ...{ role: 'primary', person: 'L. Meyer', reason: 'flu' },
    ...{ from: monday + dayMs, to: monday + 2 * dayMs },
    ...over,
  },
});
const approve: Command = { name: 'rota.approve', params: { override: 'ROT-101' } };
const cancel: Command = { name: 'rota.cancel', params: { override: 'ROT-101', reason: 'well again' } };

function give(state: DeskState, command: Command, person = 'M. Tanaka', at = now): DeskState | string {
  const decided = decideCommand(state, rules, { command, person, now: at });
  return decided.ok
    ? decided.value.map((event) => deskEventSchema.parse(event)).reduce(evolve, state)
    : decided.error;
}
function done(state: DeskState | string): DeskState {
  if (typeof state === 'string') throw new Error(state);
  return state;
}
const holder = (state: DeskState, at: number): string | undefined =>
  holdingAt(primary, Object.values(state.rota.overrides), at).person;
const proposed = done(give(emptyDesk, override()));
const approved = done(give(proposed, approve, 'N. Manager'));

describe('a stand-in', () => {
  it('is in force once approved, by the title or by whoever holds the role, and pages go to them', () => {
    expect(holder(proposed, monday + dayMs)).toBe('tanaka');
    expect(holder(approved, monday + dayMs)).toBe('meyer');
    expect(holder(approved, monday + 2 * dayMs)).toBe('tanaka');
    expect(holder(done(give(proposed, approve, 'E. Eve')), monday + dayMs)).toBe('meyer');
    const open = evolve(approved, opened(monday + dayMs));
    expect(decideTime(open, rules, monday + dayMs)).toMatchObject([
      { role: 'On-call Engineer', person: 'L. Meyer' },
    ]);
  });

  it('is approved by nobody else, and the refusal names who may', () => {
    expect(give(proposed, approve)).toBe(
      'ROT-101 is decided by NOC Manager or Engineering Manager (N. Manager, E. Eve).',
    );
    const byRole = decideCommand(proposed, rules, { command: approve, person: 'X', now, role: 'approver' });
    expect(byRole.ok).toBe(true);
  });

  it('is declined with a reason, and then decided', () => {
    const decline: Command = { name: 'rota.decline', params: { override: 'ROT-101', reason: 'on leave' } };
    const declined = done(give(proposed, decline, 'N. Manager'));
    expect(declined.rota.overrides['ROT-101']).toMatchObject({
      status: 'declined',
      ended: { reason: 'on leave' },
    });
    expect(give(declined, approve, 'N. Manager')).toBe(
      'ROT-101 was declined by N. Manager at Mon 23 Nov 10:00 UTC.',
    );
    expect(give(approved, approve, 'E. Eve')).toContain('was approved by N. Manager');
  });

  it('is in force at once in an emergency, until somebody declines it', () => {
    const emergency = done(give(emptyDesk, override({ emergency: true, from: now })));
    expect(holder(emergency, now)).toBe('meyer');
    const decline: Command = { name: 'rota.decline', params: { override: 'ROT-101', reason: 'no' } };
    const declined = done(give(emergency, decline, 'N. Manager', now + hourMs));
    expect(holder(declined, now + hourMs - 1)).toBe('meyer');
    expect(holder(declined, now + hourMs)).toBe('tanaka');
  });

  it('that overlaps another is refused with who and when, the same one too', () => {
    const taken =
      'ROT-101, proposed by M. Tanaka, has L. Meyer as Primary On-Call from Tue 24 Nov 00:00 to Wed 25 Nov 00:00 UTC; cancel it first.';
    expect(give(proposed, override())).toBe(taken);
    expect(give(proposed, override({ person: 'silva', to: monday + dayMs + 1 }))).toBe(taken);
    expect(give(approved, override({ person: 'silva' }))).toContain('ROT-101, approved by N. Manager, has');
    expect(typeof give(proposed, override({ from: monday + 2 * dayMs, to: monday + 3 * dayMs }))).toBe(
      'object',
    );
    const gone = done(give(proposed, cancel));
    expect(typeof give(gone, override())).toBe('object');
  });

  it('is refused where it says nothing, or nothing sound', () => {
    expect(give(emptyDesk, override({ person: 'tanaka' }))).toBe(
      'M. Tanaka is Primary On-Call then already.',
    );
    expect(give(emptyDesk, override({ to: now }))).toContain('is past');
    expect(give(emptyDesk, override({ from: monday + 3 * dayMs }))).toContain('is not after the beginning');
    expect(give(emptyDesk, override({ to: monday + 90 * dayMs }))).toContain('at most 62 d');
    expect(give(emptyDesk, override({ role: 'tertiary' }))).toBe(
      'The rota has no list "tertiary"; it has primary, escalation.',
    );
    expect(give(emptyDesk, override({ person: 'Meier' }))).toContain('The policy has nobody named "Meier".');
  });

  it('never rewrites what is past', () => {
    const state = done(give(emptyDesk, override({ from: monday })));
    expect(state.rota.overrides['ROT-101']?.parts[0]?.from).toBe(now);
  });

  it('is cancelled by who proposed it or who approves, and ends there', () => {
    expect(give(approved, cancel, 'A. Silva')).toContain(
      "ROT-101 is M. Tanaka's; it is cancelled by them, or by NOC",
    );
    const gone = done(give(approved, cancel, 'M. Tanaka', monday + dayMs + hourMs));
    expect([holder(gone, monday + dayMs), holder(gone, monday + dayMs + hourMs)]).toEqual([
      'meyer',
      'tanaka',
    ]);
    expect(give(approved, cancel, 'M. Tanaka', monday + 2 * dayMs)).toBe(
      'ROT-101 ended at Wed 25 Nov 00:00 UTC.',
    );
  });
});

describe('a swap', () => {
  const swap = (over: object = {}): Command => ({
    name: 'rota.swap',
    params: { role: 'primary', at: now, otherAt: monday + 8 * dayMs, reason: 'wedding', ...over },
  });

  it('exchanges two turns, each from now on at the earliest', () => {
    const state = done(give(done(give(emptyDesk, swap())), approve, 'N. Manager'));
    const people = [now, monday + 7 * dayMs - 1, monday + 7 * dayMs, monday + 14 * dayMs].map((at) =>
      holder(state, at),
    );
    expect(people).toEqual(['meyer', 'meyer', 'tanaka', 'silva']);
    expect(state.rota.overrides['ROT-101']?.parts).toHaveLength(2);
  });

  it('needs turns of two people that are not over', () => {
    expect(give(emptyDesk, swap({ otherAt: now + hourMs }))).toContain("Both turns are M. Tanaka's");
    expect(give(emptyDesk, swap({ at: monday }))).toContain('is past');
    expect(give(done(give(emptyDesk, swap())), swap())).toContain('cancel it first');
  });
});

describe('an open incident', () => {
  it('has a line where its next page goes to somebody else', () => {
    const open = evolve(emptyDesk, opened(now));
    const state = done(give(open, override({ from: now, emergency: true })));
    expect(state.incidents.get('INC-2001')?.timeline.at(-1)?.text).toBe(
      'The next page (On-call Engineer, Mon 23 Nov 10:00 UTC) goes to L. Meyer in place of M. Tanaka: ROT-101',
    );
    const ahead = done(give(open, override({ emergency: true })));
    expect(ahead.incidents.get('INC-2001')?.timeline).toHaveLength(1);
  });
});

function opened(at: number) {
  return deskEventSchema.parse({
    ...{ type: 'incident.opened', at, by: { kind: 'gateway', name: 'gateway' }, incident: 'INC-2001' },
    ...{ title: 'Down', severity: 'P0', service: 'auth', cause: 'auth', firstSignalAt: at },
    ...{ text: 'Opened', alerts: [], runbooks: [] },
  });
}
