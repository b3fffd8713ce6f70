import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../../shared/model/incident.ts';
import type { OutgoingCommand } from '../../../../renderer/store/store.ts';
import { actCommand, draftOf, keepDraft } from '../../../../renderer/boards/queue/actCommand.ts';
import { runbookLines } from '../../../../renderer/boards/queue/detailLines.ts';
import { isBusy, outgoingLines } from '../../../../renderer/boards/queue/outgoingWords.ts';

const now = Date.UTC(2026, 10, 21, 3, 16);
const incident: Incident = {
  id: 'INC-1',
  title: 'Latency high',
  severity: 'P1',
  status: 'open',
  cause: 'c',
  firstSignalAt: now,
  openedAt: now,
  alerts: [],
  timeline: [],
  timelineTotal: 0,
  runbooks: [],
};

describe('acts', () => {
  const draft = draftOf('note', 'INC-1', {});
  const queued: OutgoingCommand = {
    id: '1',
    name: 'incident.acknowledge',
    params: { incident: 'INC-1' },
    givenAt: now,
    state: 'queued',
  };

  it('asks for what a command needs', () => {
    expect(actCommand('resolve', 'INC-1', { ...draft, text: '  ' }).ok).toBe(false);
    expect(actCommand('resolve', 'INC-1', { ...draft, text: ' done ' })).toMatchObject({
      params: { incident: 'INC-1', note: 'done' },
    });
    expect(actCommand('declare', undefined, { ...draft, title: 'Down', severity: 'P0' })).toEqual({
      ok: true,
      name: 'incident.declare',
      params: { title: 'Down', severity: 'P0' },
    });
  });

  it('keeps drafts apart per incident and act', () => {
    keepDraft('note', 'INC-1', { ...draft, text: 'half' });
    expect(draftOf('note', 'INC-1', {}).text).toBe('half');
    expect(draftOf('note', 'INC-2', {}).text).toBe('');
    expect(draftOf('resolve', 'INC-1', {}).text).toBe('');
    keepDraft('note', 'INC-1', undefined);
    expect(draftOf('note', 'INC-1', {}).text).toBe('');
  });

  it('says how a command stands, and is busy until it is final', () => {
    expect(isBusy([queued], 'incident.acknowledge', 'INC-1')).toBe(true);
    expect(isBusy([queued], 'incident.acknowledge', 'INC-2')).toBe(false);
    const refused = { ...queued, id: '2', state: 'refused' as const, message: 'INC-1 is resolved.' };
    expect(isBusy([{ ...queued, name: 'incident.note' }], 'incident.note', 'INC-1')).toBe(false);
    expect(isBusy([refused], 'incident.acknowledge', 'INC-1')).toBe(false);
    expect(
      outgoingLines(
        [queued, { ...queued, state: 'pending' }, refused, { ...queued, state: 'done' }],
        'INC-1',
      ).map(({ text }) => text),
    ).toEqual([
      'Acknowledge: waits to be sent',
      'Acknowledge: sending',
      'Refused: INC-1 is resolved. (Acknowledge)',
    ]);
  });

  it('links only web addresses of runbooks', () => {
    const runbooks = ['PostgreSQL failover', 'https://wiki.test/run/db%20loss/', 'javascript:alert(1)'];
    expect(runbookLines({ ...incident, runbooks }, [], undefined)).toEqual([
      { name: 'PostgreSQL failover' },
      { name: 'db loss', url: 'https://wiki.test/run/db%20loss/' },
      { name: 'javascript:alert(1)' },
    ]);
  });

  it('names a runbook once that has a link and is named without it too', () => {
    const [one, other] = ['https://wiki.test/run/db-loss', 'https://old.test/db-loss'];
    expect(runbookLines({ ...incident, runbooks: ['db-loss', one, other, 'reboot'] }, [], undefined)).toEqual(
      [{ name: 'db-loss', url: one }, { name: 'db-loss', url: other }, { name: 'reboot' }],
    );
  });
});
