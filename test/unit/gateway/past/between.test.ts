import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import { RecordKeeper } from '../../../../gateway/figures/incidentRecords.ts';
import { deskBetween, type PastSources } from '../../../../gateway/past/between.ts';
import { EventLog, keptEvents } from '../../../../gateway/past/eventLog.ts';
import type { Spell } from '../../../../gateway/past/spell.ts';
import { deskBetweenSchema, mostPassed, type DeskBetween } from '../../../../shared/model/between.ts';

const at = (text: string): number => Date.parse(`2026-11-20T${text}:00Z`);
const rao = { kind: 'person', name: 'J. Rao' } as const;
const gateway = { kind: 'gateway', name: 'gateway' } as const;
const span = { from: at('03:00'), to: at('04:00') };

let records: RecordKeeper;
let recent: EventLog;
let desk: DeskState;
let spells: Spell[];
let spellsSince: number;
beforeEach(() => {
  [records, recent, desk, spells, spellsSince] = [new RecordKeeper(), new EventLog(), emptyDesk, [], 0];
});

const happened = (...events: readonly DeskEvent[]): void => {
  for (const event of events) {
    records.take(event);
    recent.take(event);
    desk = evolve(desk, event);
  }
};
const spell = (from: string, to: string | undefined, change: Partial<Spell>): void => {
  spells.push({
    ...{ id: spells.length + 1, kind: 'alert', subject: 'am/1', state: 'firing', title: 'Queue deep' },
    ...{
      from: at(from),
      to: to === undefined ? undefined : at(to),
      ending: to === undefined ? undefined : 'ended',
    },
    ...change,
  });
};
const opened = (incident: string, time: string, change: Partial<DeskEvent> = {}): DeskEvent =>
  ({
    ...{ type: 'incident.opened', at: at(time), by: gateway, incident, title: 'Auth down', severity: 'P1' },
    ...{ service: 'auth', cause: 'auth:unavailable', firstSignalAt: at(time), text: 'Opened as P1' },
    ...{ alerts: [], runbooks: [], ...change },
    // The parts above are those of the member with this type.
  }) as DeskEvent;
const between = (asked = span): DeskBetween => {
  const past: PastSources = {
    ...{ events: recent.events, eventsSince: recent.since, spells, spellsSince, records, desk },
  };
  const answered = deskBetween(past, asked, at('04:00'));
  if (!answered.ok) throw new Error(answered.error);
  // Every answer must fit its own schema, bounds included.
  return deskBetweenSchema.parse(answered.value);
};

describe('incidents', () => {
  it('tells who did what within the span, and how the incident stood at its end', () => {
    happened(
      opened('INC-1', '02:50'),
      { type: 'incident.acknowledged', at: at('03:05'), by: rao, incident: 'INC-1' },
      {
        ...{ type: 'incident.escalated', at: at('03:10'), by: gateway, incident: 'INC-1', severity: 'P1' },
        ...{ afterMs: 0, role: 'Engineering Manager', person: 'L. Meyer', dueAt: at('03:10') },
      },
      { type: 'incident.resolved', at: at('03:40'), by: rao, incident: 'INC-1', note: 'Restarted' },
      { type: 'incident.reopened', at: at('04:30'), by: rao, incident: 'INC-1', reason: 'Back again' },
    );
    const answer = between();
    expect(answer.counts).toMatchObject({
      opened: 0,
      acknowledged: 1,
      escalated: 1,
      resolved: 1,
      reopened: 0,
    });
    expect(answer.items).toMatchObject([
      {
        ...{
          kind: 'incident',
          id: 'INC-1',
          state: 'resolved',
          from: at('02:50'),
          to: at('03:40'),
          actCount: 3,
        },
        acts: [
          { text: 'acknowledged', by: 'J. Rao' },
          { text: 'escalated to Engineering Manager, L. Meyer' },
          { text: 'resolved: Restarted' },
        ],
      },
    ]);
    expect(between({ from: at('04:00'), to: at('05:00') }).items).toMatchObject([{ state: 'open' }]);
  });

  it('leaves out what nothing happened to', () => {
    happened(opened('INC-1', '02:50'));
    expect(between().items).toEqual([]);
  });

  it('counts how often a signal came by the spells, also where the journal told of fewer', () => {
    happened(opened('INC-1', '03:01'), {
      ...{ type: 'incident.signal', at: at('03:01'), by: gateway, incident: 'INC-1' },
      ...{ signal: 'alert:am/1', state: 'bad', alert: 'am/1', text: 'Queue deep' },
    });
    for (const minute of ['01', '05', '09', '13', '17', '21', '25']) {
      spell(`03:${minute}`, `03:${String(Number(minute) + 2).padStart(2, '0')}`, { incident: 'INC-1' });
    }
    const [item] = between().items;
    expect(item).toMatchObject({
      times: 7,
      lastAt: at('03:27'),
      signals: [{ text: 'Queue deep', times: 7, state: 'clear' }],
    });
    expect(between().counts).toMatchObject({ flapped: 1, alerts: 0 });
  });
});

describe('what made no incident', () => {
  it('tells of an alert that fired and resolved, with how often', () => {
    spell('03:10', '03:12', {});
    spell('03:20', '03:22', {});
    expect(between().items).toMatchObject([
      { kind: 'alert', title: 'Queue deep', state: 'resolved', times: 2, from: at('03:10'), to: at('03:22') },
    ]);
    expect(between().counts).toMatchObject({ alerts: 1, flapped: 0 });
  });

  it('says nothing of an alert that stood all the while, and lost of one whose end nobody saw', () => {
    spell('02:00', undefined, { subject: 'am/still' });
    spell('02:00', '03:30', { subject: 'am/lost', ending: 'lost' });
    expect(between().items).toMatchObject([{ id: 'am/lost', state: 'lost', times: 0 }]);
  });

  it("tells a service's states with their times, and all that were unknown as one", () => {
    spell('03:12', '03:15', {
      kind: 'service',
      subject: 'auth',
      state: 'down',
      title: 'Auth',
      text: 'HTTP 503',
    });
    for (const id of ['a', 'b', 'c'])
      spell('03:20', '03:24', { kind: 'service', subject: id, state: 'unknown', title: id });
    expect(between().items).toMatchObject([
      { kind: 'service', title: '3 services', state: 'unknown', times: 1, actCount: 3 },
      {
        kind: 'service',
        title: 'Auth',
        state: 'down',
        acts: [{ at: at('03:12'), to: at('03:15'), text: 'down: HTTP 503' }],
      },
    ]);
  });

  it('tells of silences, runs, changes, the switch and what reached nobody', () => {
    spell('03:05', undefined, {
      kind: 'silence',
      subject: 'am/s',
      state: 'active',
      by: 'J. Rao',
      text: 'Deploy',
    });
    happened(
      {
        ...{
          type: 'automation.triggered',
          at: at('03:06'),
          by: gateway,
          run: 'RUN-1',
          trigger: 't',
          name: 'Restart',
        },
        ...{
          service: 'auth',
          mode: 'automatic',
          because: 'auth is down',
          timeoutMs: 1,
          steps: [],
          simulated: false,
        },
      },
      {
        type: 'automation.finished',
        at: at('03:07'),
        by: gateway,
        run: 'RUN-1',
        outcome: 'done',
        text: 'All done',
      },
      { type: 'automation.switched', at: at('03:08'), by: rao, on: false, reason: 'Too eager' },
      {
        ...{
          type: 'change.planned',
          at: at('03:09'),
          by: rao,
          change: 'CHG-1',
          title: 'Upgrade',
          category: 'standard',
        },
        ...{ services: ['auth'], startsAt: at('03:09'), endsAt: at('03:50') },
      },
      {
        type: 'change.ended',
        at: at('03:30'),
        by: rao,
        change: 'CHG-1',
        outcome: 'rolled-back',
        note: 'Did not start',
      },
      {
        ...{
          type: 'notice.dead',
          at: at('03:31'),
          by: gateway,
          notice: 'NTC-1',
          channel: 'mail',
          name: 'Mail',
        },
        problem: 'refused',
      },
    );
    expect(between().items.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'notice dead',
      'change rolled-back',
      'automation off',
      'run done',
      'silence active',
    ]);
  });
});

describe('what can not be known', () => {
  it('names each time at which a source or the gateway did not tell', () => {
    spell('03:01', '03:04', {
      kind: 'link',
      subject: 'prom',
      state: 'silent',
      title: 'Prometheus B',
      text: 'refused',
    });
    spell('02:30', '03:00', { kind: 'link', subject: 'prom', state: 'silent', title: 'before' });
    spell('03:50', undefined, {
      kind: 'gateway',
      subject: 'gateway',
      state: 'stopped',
      title: 'The gateway',
    });
    expect(between().blind).toEqual([
      { kind: 'source', name: 'Prometheus B', from: at('03:01'), to: at('03:04'), problem: 'refused' },
      { kind: 'gateway', name: 'The gateway', from: at('03:50'), to: undefined, problem: undefined },
    ]);
    expect(between().items).toEqual([]);
  });

  it('says from when on it is kept', () => {
    spellsSince = at('03:30');
    expect(between().blind).toMatchObject([{ kind: 'records', from: at('03:00'), to: at('03:30') }]);
    expect(between({ from: at('03:30'), to: at('04:00') }).blind).toEqual([]);
  });

  it('refuses a span that ends before it begins', () => {
    const past = { ...{ events: [], eventsSince: undefined, spells, spellsSince }, records, desk };
    expect(deskBetween(past, { from: 2, to: 2 }, 3)).toMatchObject({ ok: false });
  });
});

it('is bounded, the newest first, and says how many there are', () => {
  for (let number = 0; number < mostPassed + 312; number += 1) {
    spells.push({
      ...{ id: number, kind: 'alert', subject: `am/${number}`, state: 'firing', title: 'x'.repeat(900) },
      ...{ from: span.from + number * 1_000, to: span.from + number * 1_000 + 10, ending: 'ended' },
    });
  }
  const answer = between();
  expect(answer.items).toHaveLength(mostPassed);
  expect(answer.itemCount).toBe(mostPassed + 312);
  expect(answer.items[0]?.id).toBe(`am/${mostPassed + 311}`);
});

it('forgets the oldest events and says so', () => {
  const note = (number: number): DeskEvent => ({
    ...{ type: 'incident.noted', at: number, by: rao, incident: 'INC-1', text: '' },
  });
  for (let number = 0; number < keptEvents + 1_000; number += 1) recent.take(note(number));
  expect(recent.since).toBe(999);
  expect(recent.events[0]?.at).toBe(1_000);
});
