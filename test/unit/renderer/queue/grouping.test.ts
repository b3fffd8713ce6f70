import { describe, expect, it } from 'vitest';
import type { GroupingKind } from '../../../../renderer/boards/queue/acts.ts';
import { draftOf } from '../../../../renderer/boards/queue/actCommand.ts';
import { choosableFor, groupingCommand } from '../../../../renderer/boards/queue/grouping.ts';
import { passesScope } from '../../../../renderer/boards/queue/queueRows.ts';
import { filteredIncident } from '../../../../renderer/boards/queue/rowFields.ts';
import { foldRows, foldWords } from '../../../../renderer/boards/queue/symptoms.ts';
import { commandSpecs } from '../../../../shared/feed/commands.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import { alertOf } from '../../gateway/desk/desks.ts';

const incident = (number: number, change: Partial<Incident> = {}): Incident => ({
  id: `INC-${number}`,
  title: `Trouble ${number}`,
  severity: 'P1',
  status: 'open',
  cause: `c${number}`,
  firstSignalAt: number,
  openedAt: number,
  alerts: [],
  timeline: [],
  timelineTotal: 0,
  runbooks: [],
  ...change,
});
const symptom = (number: number, service: string, under = 'INC-1'): Incident =>
  incident(number, { service, foldedUnder: { incident: under, at: 5, reason: 'x' } });

const rows = [
  incident(1, { service: 'auth' }),
  symptom(2, 'gateway'),
  symptom(3, 'dashboard'),
  incident(4),
  symptom(5, 'audit', 'INC-9'),
].map((one) => ({ incident: one }));
const ids = (list: readonly { readonly incident: Incident }[]) => list.map(({ incident: { id } }) => id);

describe('symptoms in the queue', () => {
  it('are folded under their cause, opened right below it, and shown where the cause is not', () => {
    const folded = foldRows(rows, new Set());
    expect(ids(folded.rows)).toEqual(['INC-1', 'INC-4', 'INC-5']);
    expect(folded.folds.map(({ cause, symptoms }) => [cause.id, symptoms.length])).toEqual([['INC-1', 2]]);
    expect(ids(foldRows(rows, new Set(['INC-1'])).rows)).toEqual([
      'INC-1',
      'INC-2',
      'INC-3',
      'INC-4',
      'INC-5',
    ]);
    const over = rows.map(({ incident: one }) => ({ incident: { ...one, status: 'resolved' as const } }));
    expect(foldRows(over, new Set()).rows).toHaveLength(5);
  });

  it('are said with their count, and what they depend on', () => {
    const services = { auth: { name: 'Auth Service' }, gateway: { name: 'API gateway' } } as never; // names are all that is read
    const [fold] = foldRows(rows, new Set()).folds;
    expect(fold && foldWords(fold, services)).toBe(
      '2 symptoms of INC-1 folded under it: API gateway and dashboard depend on Auth Service',
    );
    const more = { cause: incident(1), symptoms: ['a', 'b', 'c', 'd'].map((id, at) => symptom(at, id)) };
    expect(foldWords(more, services)).toBe('4 symptoms of INC-1 folded under it: a, b and 2 more');
    const one = { cause: incident(1, { service: 'auth' }), symptoms: [symptom(2, 'gateway')] };
    expect(foldWords(one, services)).toBe(
      '1 symptom of INC-1 folded under it: API gateway depends on Auth Service',
    );
  });

  it('need no owner of their own, and a merged incident is found by its old id', () => {
    expect(passesScope({ incident: symptom(2, 'auth') }, 'unowned', '', 0)).toBe(false);
    expect(
      filteredIncident(incident(1, { mergedFrom: ['INC-77'] }), {})
        .text()
        .includes('inc-77'),
    ).toBe(true);
  });
});

describe('arranging incidents', () => {
  const own = { ...alertOf('HighLatency', 'auth'), incident: 'INC-1' };
  const other = { ...alertOf('HighErrorRate', 'auth', 'P1'), incident: 'INC-4' };
  const over = { ...alertOf('Ended', 'auth'), state: 'resolved' as const };
  const held = {
    incidents: Object.fromEntries(rows.map(({ incident: one }) => [one.id, one])),
    alerts: Object.fromEntries([over, own, other].map((alert) => [alert.id, alert])),
  };
  const selected = incident(1, {
    alerts: [own.id],
    signals: [
      { key: 'probe:auth', state: 'bad' },
      { key: `alert:${own.id}`, state: 'bad' },
    ],
  });
  const choices = (kind: GroupingKind, of: Incident | undefined = selected) => choosableFor(kind, of, held);

  it('offers what can be meant, in words', () => {
    expect(choices('attach').map(({ name }) => name)).toEqual([
      'P1 HighErrorRate · auth · firing · INC-4',
      'P2 Ended · auth · resolved',
    ]);
    expect(choices('detach')).toEqual([{ id: own.id, name: 'P2 HighLatency · auth · firing' }]);
    expect(choices('merge')).toEqual([{ id: 'INC-4', name: 'INC-4 · P1 Trouble 4' }]);
    expect(choices('split').map(({ name }) => name)).toEqual([
      'Health check auth',
      'P2 HighLatency · auth · firing',
    ]);
    // An older gateway names no signals.
    expect(choices('split', { ...selected, signals: undefined })).toEqual([
      { id: `alert:${own.id}`, name: 'P2 HighLatency · auth · firing' },
    ]);
    expect(choosableFor('merge', undefined, held)).toEqual([]);
  });

  it('makes commands that the gateway takes, and says what is missing', () => {
    const empty = draftOf('merge', 'INC-1', {});
    const draft = { ...empty, target: 'INC-4', signals: ['probe:auth'], title: ' Health ', text: ' same ' };
    const expected = {
      attach: { incident: 'INC-1', alert: own.id, reason: 'same' },
      detach: { incident: 'INC-1', alert: own.id, reason: 'same' },
      merge: { incident: 'INC-1', into: 'INC-4', reason: 'same' },
      split: { incident: 'INC-1', signals: ['probe:auth'], title: 'Health', reason: 'same' },
    };
    for (const kind of ['attach', 'detach', 'merge', 'split'] as const) {
      const target = kind === 'merge' ? 'INC-4' : own.id;
      const made = groupingCommand(kind, 'INC-1', { ...draft, target });
      expect(made).toEqual({ ok: true, name: `incident.${kind}`, params: expected[kind] });
      expect(commandSpecs[`incident.${kind}`].params.safeParse(expected[kind]).success).toBe(true);
      expect(groupingCommand(kind, 'INC-1', empty).ok).toBe(false);
      expect(groupingCommand(kind, undefined, draft).ok).toBe(false);
    }
  });
});
