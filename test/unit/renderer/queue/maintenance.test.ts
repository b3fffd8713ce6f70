import { describe, expect, it } from 'vitest';
import { draftOf } from '../../../../renderer/boards/queue/actCommand.ts';
import {
  draftNow,
  maintenanceCommand,
  maintenanceDraft,
  runningChanges,
  sendLabelOf,
  untilOf,
  untilText,
} from '../../../../renderer/boards/queue/maintenance.ts';
import { outgoingLines } from '../../../../renderer/boards/queue/outgoingWords.ts';
import type { Change } from '../../../../shared/model/change.ts';

const now = Date.UTC(2026, 10, 21, 3, 16, 20);
const change = (id: string, over: Partial<Change> = {}): Change => ({
  id,
  title: 'Upgrade',
  category: 'standard',
  services: ['postgresql'],
  startsAt: now,
  endsAt: now + 1,
  status: 'running',
  extensions: [],
  ...over,
});
const running = [change('CHG-102', { services: ['auth', 'redis'] }), change('CHG-101')];
const draft = { ...draftOf('maintain', undefined, {}), ...maintenanceDraft([], 'auth', now) };

describe('until', () => {
  it('is the next such time of day in UTC, and says how far ahead', () => {
    expect(untilOf('04:00', now)).toBe(Date.UTC(2026, 10, 21, 4, 0));
    expect(untilText('04:00', now)).toBe('in 43 min 40 s');
    expect(untilOf('03:16', now)).toBe(Date.UTC(2026, 10, 22, 3, 16));
    expect(untilText('03:16', now)).toBe('in 23 h 59 min, tomorrow');
  });
  it.each(['', '4', '24:00', '12:60', 'noon'])('%j is no time', (text) => {
    expect(untilOf(text, now)).toBeUndefined();
    expect(untilText(text, now)).toBe('');
  });
});

describe('the form', () => {
  it('begins with the change that runs on the service, else with a new one for an hour', () => {
    expect(maintenanceDraft(running, 'redis', now).change).toBe('CHG-102');
    expect(maintenanceDraft(running, undefined, now).change).toBe('CHG-102');
    expect(maintenanceDraft(running, 'vault', now)).toEqual({
      change: '',
      services: ['vault'],
      until: '04:20',
    });
  });

  it('starts, asking for what is missing', () => {
    const ask = (over: object): unknown => maintenanceCommand({ ...draft, ...over }, running, now);
    expect(ask({})).toEqual({ ok: false, problem: 'Write a title: what is done, in one line.' });
    expect(ask({ title: 'x' })).toMatchObject({ problem: 'Choose a category.' });
    const filled = { title: ' Upgrade ', category: 'standard' };
    expect(ask({ ...filled, until: '4' })).toMatchObject({
      problem: expect.stringContaining('hours and minutes in UTC') as unknown,
    });
    expect(ask({ ...filled, services: [] })).toMatchObject({ problem: 'Choose at least one service.' });
    expect(ask(filled)).toEqual({
      ok: true,
      name: 'change.start',
      params: {
        title: 'Upgrade',
        services: ['auth'],
        category: 'standard',
        until: Date.UTC(2026, 10, 21, 4, 20),
      },
    });
  });

  it('ends or extends the one that runs', () => {
    const of = { ...draft, change: 'CHG-101', text: ' on 18.1 ' };
    expect(maintenanceCommand(of, running, now)).toMatchObject({ problem: 'Choose what becomes of it.' });
    expect(maintenanceCommand({ ...of, outcome: 'rolled-back' }, running, now)).toEqual({
      ok: true,
      name: 'change.end',
      params: { change: 'CHG-101', outcome: 'rolled-back', note: 'on 18.1' },
    });
    expect(maintenanceCommand({ ...of, outcome: 'extend', until: '05:00' }, running, now)).toEqual({
      ok: true,
      name: 'change.extend',
      params: { change: 'CHG-101', until: Date.UTC(2026, 10, 21, 5, 0), reason: 'on 18.1' },
    });
    expect(sendLabelOf({ ...of, outcome: 'extend' }, running)).toBe('Extend');
    expect(sendLabelOf(of, running)).toBe('End');
    expect(sendLabelOf(draft, running)).toBe('Start');
  });

  it('never starts a new one from a form that was to end one', () => {
    const of = { ...draft, change: 'CHG-101', title: 'x', category: 'standard' };
    expect(maintenanceCommand(of, [], now)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('CHG-101 has ended') as unknown,
    });
    expect(draftNow(of, []).change).toBe('');
    expect(draftNow(of, running).change).toBe('CHG-101');
  });

  it('knows only what runs, the newest first', () => {
    const all = [
      change('CHG-1', { startsAt: 1 }),
      change('CHG-2', { status: 'done' }),
      change('CHG-3', { startsAt: 3 }),
    ];
    expect(runningChanges(Object.fromEntries(all.map((one) => [one.id, one]))).map(({ id }) => id)).toEqual([
      'CHG-3',
      'CHG-1',
    ]);
  });
});

it('a maintenance on its way is told whatever incident is selected', () => {
  const start = { id: '1', name: 'change.start', params: {}, givenAt: now, state: 'queued' as const };
  expect(outgoingLines([start], 'INC-1').map(({ text }) => text)).toEqual([
    'Start maintenance: waits to be sent',
  ]);
});
