import { describe, expect, it } from 'vitest';
import type { DeskInfo } from '../../../../shared/model/desk.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import { dueWords, emptyWords, passesScope, queueRows } from '../../../../renderer/boards/queue/queueRows.ts';

const now = Date.UTC(2026, 10, 21, 3, 16);
const minute = 60_000;

const desk: DeskInfo = {
  id: 'desk',
  title: 'Desk',
  simulated: true,
  policyDigest: 'x',
  gatewayName: 'gw',
  sites: [],
  tiers: [],
  severities: ['P0', 'P1', 'P2'].map((id, rank) => ({
    id,
    rank,
    name: id,
    meaning: '',
    responseMs: 15 * minute,
    rtoMs: 15 * minute,
  })),
  duties: {
    acknowledgeMs: 5 * minute,
    assessMs: 10 * minute,
    updateMs: 30 * minute,
    documentMs: 1440 * minute,
  },
  shifts: [],
  escalation: [],
  people: [],
  onCall: [],
};

const incident = (id: number, part: Partial<Incident> = {}): Incident => ({
  id: `INC-${id}`,
  title: 'Latency high',
  severity: 'P1',
  status: 'open',
  cause: `c${id}`,
  firstSignalAt: now - minute,
  openedAt: now - minute,
  alerts: [],
  timeline: [],
  timelineTotal: 0,
  runbooks: [],
  ...part,
});

const source = (...list: Incident[]) => ({
  incidents: Object.fromEntries(list.map((one) => [one.id, one])),
  services: {},
  desk,
  person: 'M. Tanaka',
  now,
});

describe('the queue', () => {
  it('puts the worst severity first, then the oldest', () => {
    const rows = queueRows(
      source(incident(1), incident(2, { openedAt: now - 2 * minute }), incident(3, { severity: 'P0' })),
    );
    expect(rows.map((row) => row.incident.id)).toEqual(['INC-3', 'INC-2', 'INC-1']);
  });

  it('counts a late duty as due, and a resolved incident only as resolved', () => {
    const late = incident(1, { openedAt: now - 60 * minute });
    const over = incident(2, { status: 'resolved', resolved: { at: now, by: 'x', note: 'y' } });
    const passing = (filter: Parameters<typeof passesScope>[1]) =>
      queueRows(source(late, over))
        .filter((row) => passesScope(row, filter, 'M. Tanaka', now))
        .map((row) => row.incident.id);
    expect(passing('due')).toEqual(['INC-1']);
    expect(passing('unowned')).toEqual(['INC-1']);
    expect(passing('mine')).toEqual([]);
    expect(passing('resolved')).toEqual(['INC-2']);
  });

  it('says what is due, and that it is late', () => {
    const [row] = queueRows(source(incident(1)));
    expect(dueWords(row?.due, now)).toEqual({ text: 'acknowledge 04:00', tone: 'warm' });
    expect(dueWords(row?.due, now - 2 * minute).tone).toBe('plain');
    const recover = row?.due && { ...row.due, id: 'recover' as const, short: 'RTO' };
    expect(dueWords(recover, now)).toEqual({ text: 'RTO 04:00', tone: 'hot' });
    const [late] = queueRows(source(incident(1)));
    expect(dueWords(late?.due, now + 6 * minute)).toEqual({
      text: 'acknowledge late',
      detail: 'by 02:00',
      tone: 'late',
    });
  });

  it('claims an empty queue only when live', () => {
    const over = incident(2, {
      status: 'resolved',
      resolved: { at: now - 840 * minute, by: 'x', note: 'y' },
    });
    const view = { scope: 'open', filter: '', live: true } as const;
    expect(emptyWords(source(over), view)).toBe('Nothing open. Last incident closed 14 h ago.');
    expect(emptyWords(source(over), { ...view, live: false })).toMatch(/^Nothing was open when last heard/);
    expect(emptyWords({ ...source(), desk: undefined }, view)).toBe('No incidents received yet.');
  });
});
