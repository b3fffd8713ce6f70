import { describe, expect, it } from 'vitest';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import { deskEventSchema } from '../../../../gateway/desk/events.ts';
import type { DeskRules } from '../../../../gateway/desk/rules.ts';
import { sidesOnCall } from '../../../../gateway/desk/sidesOnCall.ts';
import { handoffSchema } from '../../../../shared/model/handoff.ts';
import type { RotaList } from '../../../../shared/rules/rotaBook.ts';
import { deskRules } from './deskRules.ts';
import {
  after,
  at,
  begin,
  boundary,
  handoff,
  incoming,
  shown,
  sign,
  ticked,
  tick,
} from './handoffBuilder.ts';

const list = (id: string, name: string, members: readonly string[]): RotaList => ({
  ...{ id, name },
  // The turn changes with the shift.
  rotation: { start: boundary - 8 * 3_600_000, rotation: 8 * 3_600_000, members },
});
const rules: DeskRules = {
  ...deskRules,
  rotaLists: () => [
    list('primary', 'Primary', ['tanaka', 'meyer']),
    list('secondary', 'Secondary', ['a calendar’s own', 'tanaka']),
    { ...list('escalation', 'Escalation', ['boss']), calendar: { from: 0, to: at(600), booked: [] } },
  ],
};

const standIn = (state: DeskState): DeskState =>
  evolve(state, {
    ...{ type: 'rota.proposed', at: at(-60), by: { kind: 'person', name: 'J. Rao' } },
    ...{ override: 'ROT-101', kind: 'override', reason: 'ill', emergency: true },
    parts: [{ list: 'primary', person: 'rao', from: at(0), to: at(60) }],
  });

describe('the sides of a handoff', () => {
  it('are named from the rota on either side of the end of the shift', () => {
    expect(sidesOnCall(emptyDesk, rules, boundary)).toEqual({
      outgoing: [
        { list: 'primary', name: 'Primary', person: 'M. Tanaka', hole: undefined },
        { list: 'secondary', name: 'Secondary', person: 'a calendar’s own', hole: undefined },
      ],
      incoming: [
        { list: 'primary', name: 'Primary', person: 'L. Meyer', hole: undefined },
        { list: 'secondary', name: 'Secondary', person: 'M. Tanaka', hole: undefined },
      ],
    });
  });

  it('name whoever stands in, and say a hole', () => {
    const holed = {
      ...rules,
      rotaLists: () => [
        list('primary', 'Primary', ['tanaka']),
        { ...list('secondary', 'Secondary', []), calendar: { from: 0, to: at(-1), booked: [] } },
      ],
    };
    expect(sidesOnCall(standIn(emptyDesk), holed, boundary).incoming).toEqual([
      { list: 'primary', name: 'Primary', person: 'rao', hole: undefined },
      { list: 'secondary', name: 'Secondary', person: undefined, hole: 'its calendar was not read that far' },
    ]);
  });

  it('stand in the record, with signatures of whoever is on the rota, however the name is written', () => {
    const signed = after(ticked, { rules, by: 'm. tanaka' }, sign('outgoing'));
    const record = handoffSchema.parse(shown(after(signed, { ...incoming, rules }, sign('incoming'))));
    expect(record).toMatchObject({
      outgoing: { by: 'm. tanaka', onRota: true },
      incoming: { by: 'L. Meyer', onRota: true },
      rota: { incoming: [{ person: 'L. Meyer' }, { person: 'M. Tanaka' }] },
    });
  });

  it('may be signed for by somebody who is not on the rota, and the record marks it', () => {
    const signed = after(ticked, { rules, by: 'A. Visitor' }, sign('outgoing'));
    expect(shown(signed).outgoing).toEqual({ at: at(-10), by: 'A. Visitor', onRota: false });
  });

  it('are not judged where there is no rota, or by an event of before', () => {
    const signed = after(ticked, {}, sign('outgoing'));
    expect(shown(signed).outgoing?.onRota).toBeUndefined();
    const old = deskEventSchema.parse({
      ...{ type: 'handoff.signed', at: at(-10), by: { kind: 'person', name: 'M. Tanaka' } },
      ...{ handoff, side: 'outgoing', difference: { lines: [], total: 0 } },
    });
    expect(shown(evolve(ticked, old))).toMatchObject({ outgoing: { by: 'M. Tanaka' }, rota: undefined });
  });

  it('count for whoever takes over at the end, not for another week', () => {
    const later = after(emptyDesk, { minute: 7 * 60 }, begin);
    const id = 'HND-2026-11-21T16';
    const params = { handoff: id, side: 'outgoing' } as const;
    const all = ['incidents', 'notes'].map((item) => ({
      ...tick(item),
      params: { handoff: id, item },
    }));
    const acts = all.map(({ params: given }) => ({ name: 'handoff.tick', params: given }) as const);
    const signed = after(later, { minute: 479, rules, by: 'boss' }, ...acts, {
      name: 'handoff.sign',
      params,
    });
    expect(signed.handoffs.all[id]?.outgoing).toMatchObject({ onRota: false });
  });
});
