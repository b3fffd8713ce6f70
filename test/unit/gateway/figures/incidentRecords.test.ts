import { describe, expect, it } from 'vitest';
import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import { deskFigures } from '../../../../gateway/figures/deskFigures.ts';
import { RecordKeeper } from '../../../../gateway/figures/incidentRecords.ts';
import { loadPolicy } from '../../../../gateway/policy/loadPolicy.ts';

const loaded = await loadPolicy('assets/policy/acgs.yaml', {});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const { policy } = loaded.value;
const by = { kind: 'person', name: 'M. Tanaka' } as const;
const opened = (incident: string, at: number, cause = 'auth:unavailable'): DeskEvent => ({
  type: 'incident.opened',
  at,
  by: { kind: 'gateway', name: 'gateway' },
  incident,
  title: 'Auth is unavailable',
  severity: 'P1',
  service: 'auth',
  cause,
  firstSignalAt: at - 500,
  text: 'Opened as P1',
  alerts: [],
  runbooks: [],
});
const act = (
  type: 'incident.acknowledged' | 'incident.resolved' | 'incident.reopened',
  at: number,
): DeskEvent => ({ type, at, by, incident: 'INC-1', note: 'x', reason: 'x' });
const recordOf = (...events: readonly DeskEvent[]) => {
  const keeper = new RecordKeeper();
  for (const event of events) keeper.take(event);
  return keeper;
};

describe('the record of an incident', () => {
  it('counts no symptom while it is folded, and one that stood up from then on', () => {
    const gateway = { kind: 'gateway', name: 'gateway' } as const;
    const keeper = recordOf(opened('INC-1', 1_000), {
      type: 'incident.folded',
      at: 2_000,
      by: gateway,
      incident: 'INC-1',
      under: 'INC-2',
      reason: 'x',
    });
    expect(keeper.incidents.get('INC-1')?.mergedInto).toBe('INC-2');
    keeper.take({
      type: 'incident.unfolded',
      at: 9_000,
      by: gateway,
      incident: 'INC-1',
      from: 'INC-2',
      reason: 'x',
    });
    keeper.take(act('incident.acknowledged', 9_500));
    keeper.take(act('incident.resolved', 10_000));
    const asked = deskFigures(keeper, policy, { from: 0, to: 20_000 }, 20_000);
    expect(asked.ok && asked.value.rows).toEqual([
      expect.objectContaining({ mergedInto: undefined, detectMs: 500, acknowledgeMs: 500, resolveMs: 1_000 }),
    ]);
    keeper.take({ ...opened('INC-3', 11_000), arranged: true } as DeskEvent); // TypeScript can not tell which event it is
    keeper.take({ type: 'incident.merged', at: 12_000, by, incident: 'INC-3', into: 'INC-4' });
    const later = deskFigures(keeper, policy, { from: 0, to: 20_000 }, 20_000);
    expect(later.ok && later.value.figures).toMatchObject({ merged: 1, stillOpen: 0 });
    expect(later.ok && later.value.rows[0]).toMatchObject({ detectMs: undefined, mergedInto: 'INC-4' });
  });

  it('keeps each episode, and the first acknowledgement through a reopening', () => {
    const keeper = recordOf(
      opened('INC-1', 1_000),
      act('incident.acknowledged', 2_000),
      act('incident.resolved', 3_000),
      act('incident.reopened', 4_000),
      act('incident.acknowledged', 5_000),
      act('incident.resolved', 6_000),
    );
    expect(keeper.incidents.get('INC-1')).toMatchObject({
      acknowledged: { at: 2_000, by },
      episodes: [
        { from: 1_000, resolved: { at: 3_000, by } },
        { from: 4_000, resolved: { at: 6_000, by } },
      ],
    });
    expect(keeper.since).toBe(1_000);
  });

  it('is not moved by acts that change nothing: resolved twice, reopened while open', () => {
    const keeper = recordOf(
      opened('INC-1', 1_000),
      act('incident.reopened', 1_500),
      act('incident.resolved', 3_000),
      act('incident.resolved', 9_000),
    );
    expect(keeper.incidents.get('INC-1')?.episodes).toEqual([
      { from: 1_000, resolved: { at: 3_000, by, note: 'x' } },
    ]);
  });

  it('comes of its opening only: acts on unknown incidents, other kinds and refusals make none', () => {
    const keeper = recordOf(
      act('incident.acknowledged', 1_000),
      { type: 'incident.noted', at: 1_000, by, incident: 'INC-1', text: 'x' },
      { type: 'command.refused', at: 1_000, by, name: 'x', message: 'x' },
      { type: 'change.started', at: 1_000, by, change: 'CHG-101' },
      // A kind that this version does not know.
      { type: 'incident.sung', at: 1_000, by, incident: 'INC-1' } as unknown as DeskEvent,
    );
    expect([keeper.incidents.size, keeper.changes.size]).toEqual([0, 0]);
  });
});

// Folding anew for each event would take longer than a test may.
it('100,000 events are folded in, and asked about', () => {
  const hourMs = 3_600_000;
  const keeper = new RecordKeeper();
  for (let index = 0; index < 20_000; index += 1) {
    const [incident, at] = [`INC-${index}`, index * hourMs];
    keeper.take(opened(incident, at, `auth:${index % 50}`));
    for (const minute of [1, 2]) {
      keeper.take({ type: 'incident.noted', at: at + minute, by, incident, text: 'x' });
    }
    keeper.take({ type: 'incident.acknowledged', at: at + 60_000, by, incident });
    keeper.take({ type: 'incident.resolved', at: at + 120_000, by, incident, note: 'x' });
  }
  const span = { from: 0, to: 20_000 * hourMs };
  const answered = deskFigures(keeper, policy, span, span.to);
  if (!answered.ok) throw new Error(answered.error);
  expect(answered.value.figures.total.mttr).toMatchObject({ value: 120_000, counted: 20_000 });
});
