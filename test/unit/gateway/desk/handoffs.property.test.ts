import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyDesk, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import type { Handoff } from '../../../../shared/model/handoff.ts';
import {
  accept,
  after,
  at,
  begin,
  declare,
  evidence,
  facts,
  give,
  handoff,
  note,
  pass,
  sign,
  takeover,
  tick,
  untick,
} from './handoffBuilder.ts';

const people = ['M. Tanaka', 'm. tanaka', 'L. Meyer', 'meyer', 'J. Rao', ''];
const incidents = ['INC-2001', 'INC-2002', 'INC-2003'];
const marks = ['one', 'two'] as const;
const resolve = (incident: string): Command => ({
  name: 'incident.resolve',
  params: { incident, note: 'gone' },
});
const reopen = (incident: string): Command => ({
  name: 'incident.reopen',
  params: { incident, reason: 'back' },
});
const raise = (incident: string): Command => ({
  name: 'incident.reclassify',
  params: { incident, severity: 'P0', reason: 'worse' },
});
const ask: Command = { name: 'handoff.ask', params: { handoff, text: 'Why?' } };
const answer: Command = { name: 'handoff.answer', params: { handoff, question: 1, text: 'So' } };

const incident = fc.constantFrom(...incidents);
const command = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('incidents', 'notes').map((item) => tick(item, { comment: 'c' })) },
  { weight: 4, arbitrary: fc.constantFrom<'outgoing' | 'incoming'>('outgoing', 'incoming').map(sign) },
  { weight: 3, arbitrary: incident.map(accept) },
  fc.constantFrom('P0', 'P2').map(declare),
  fc.constantFrom(takeover, untick('notes'), ask, answer, begin),
  fc.nat(3).map((base) => note(base, `notes ${base}`)),
  fc.oneof(incident.map(resolve), incident.map(reopen), incident.map(raise)),
);
/** What somebody does in one go: sequences that get somewhere are seldom hit one by one. */
const commands = fc.oneof<fc.MaybeWeightedArbitrary<readonly Command[]>[]>(
  { weight: 4, arbitrary: command.map((one) => [one]) },
  fc.constant([tick('incidents', { comment: 'c' }), tick('notes', { comment: 'c' }), sign('outgoing')]),
  fc.constant([...incidents.map(accept), sign('incoming')]),
);
const step = fc.record({
  commands,
  by: fc.constantFrom(...people),
  mark: fc.constantFrom(...marks),
  /** Two acts may fall on one millisecond. */
  lasts: fc.constantFrom(0, 1),
});

type Step = Readonly<typeof step extends fc.Arbitrary<infer Value> ? Value : never>;
type Act = Omit<Step, 'commands'> & { readonly given: Command };
const each = ({ commands: all, ...rest }: Step): readonly Act[] => all.map((given) => ({ ...rest, given }));

const idOf = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : /tanaka/i.test(name) ? 'tanaka' : /meyer/i.test(name) ? 'meyer' : name;

/** Stated apart from the rules: what must be true of every record at the moment of its closing. */
function expectSound(record: Handoff, { incidents: all }: DeskState): void {
  const signer = idOf(record.incoming?.by);
  expect(signer).toBeTruthy();
  if (record.closed?.outcome === 'complete') {
    expect(record.outgoing).toBeDefined();
    expect(idOf(record.outgoing?.by)).not.toBe(signer);
    expect(record.takeover).toBeUndefined();
  } else {
    expect(record.takeover?.reason).toBeTruthy();
    expect(record.outgoing).toBeUndefined();
    expect(idOf(record.takeover?.by)).toBe(signer);
  }
  if (record.outgoing !== undefined)
    expect(
      record.items.filter(({ tick: one, changed }) => one === undefined || changed !== undefined),
    ).toEqual([]);
  for (const open of all.values()) {
    if (open.status === 'resolved' || !['P0', 'P1'].includes(open.severity)) continue;
    const accepted = record.acceptances.find((one) => one.incident === open.id);
    expect(idOf(accepted?.by)).toBe(signer);
    expect(accepted?.severity).toBe(open.severity);
  }
}

it('no sequence closes a record without both signatures by different people and each open P0 and P1 accepted; nothing changes it after', () => {
  let closings = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 60 }), (steps) => {
      let state = after(emptyDesk, { minute: -30 }, begin, declare('P1'));
      let minute = -29;
      let record: Handoff | undefined;
      for (const { given, by, mark, lasts } of steps.flatMap(each)) {
        const known = facts({ notes: evidence({ mark }) });
        minute += lasts;
        state = pass(state, minute, known);
        const next = give(state, given, { by, minute, known });
        if (typeof next !== 'string') state = next;
        const now = state.handoffs.all[handoff];
        if (record === undefined && now?.closed !== undefined) {
          closings += 1;
          record = now;
          expect(now.closed.at).toBe(at(minute));
          expectSound(now, state);
        } else if (record !== undefined) expect(now).toBe(record);
      }
    }),
    { numRuns: 600, seed: 5 },
  );
  // A property that nothing reaches proves nothing.
  expect(closings).toBeGreaterThan(20);
});
