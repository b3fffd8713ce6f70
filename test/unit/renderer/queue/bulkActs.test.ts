import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../../shared/bridge.ts';
import type { Alert } from '../../../../shared/model/alert.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import { draftOf } from '../../../../renderer/boards/queue/actCommand.ts';
import {
  bulkLacks,
  bulkSteps,
  followed,
  hidesWords,
  resultWords,
  type BulkKind,
  type BulkResult,
} from '../../../../renderer/boards/queue/bulkActs.ts';

const now = Date.UTC(2026, 10, 21, 3, 16);
const incident = (number: number, part: Partial<Incident> = {}): Incident => ({
  ...{ id: `INC-${number}`, title: 'Latency high', severity: 'P1', status: 'open', cause: `c${number}` },
  ...{ firstSignalAt: now, openedAt: now, alerts: [], timeline: [], timelineTotal: 0, runbooks: [] },
  ...part,
});
const alert = (id: string, labels: Alert['labels']): Alert => ({
  ...{ id, source: 'am', fingerprint: id, name: labels['alertname'] ?? '', labels, annotations: {} },
  ...{ state: 'firing', severity: 'P1', severityGuessed: false, startsAt: now, lastSeenAt: now },
  ...{ silencedBy: [], inhibitedBy: [] },
});
const context = { alerts: {}, sources: ['am'], shifts: [], outgoing: [], now };
const draft = (kind: BulkKind, part: object) => ({
  ...draftOf(kind === 'acknowledge' ? 'note' : kind, 'test', { lasts: '60' }),
  ...part,
});
const outgoing = (id: string, part: Partial<Outgoing> = {}): Outgoing => ({
  ...{ id, name: 'incident.acknowledge', params: { incident: 'INC-1' }, givenAt: now, state: 'queued' },
  ...part,
});

describe('an act on several incidents', () => {
  it('is one command for each, and a reason for each that it does not fit', () => {
    const list = [
      incident(1),
      incident(2, { status: 'acknowledged', acknowledged: { at: now, by: 'J. Rao' } }),
      incident(3, { status: 'resolved', resolved: { at: now, by: 'x', note: 'y' } }),
    ];
    expect(bulkSteps('acknowledge', draft('acknowledge', {}), list, context)).toEqual([
      {
        incident: 'INC-1',
        outcome: { ok: true, name: 'incident.acknowledge', params: { incident: 'INC-1' } },
      },
      { incident: 'INC-2', outcome: { ok: false, problem: 'J. Rao has acknowledged it' } },
      { incident: 'INC-3', outcome: { ok: false, problem: 'it is resolved' } },
    ]);
  });

  it('gives nothing twice: what is on its way is named', () => {
    const steps = bulkSteps('acknowledge', draft('acknowledge', {}), [incident(1), incident(2)], {
      ...context,
      outgoing: [outgoing('a')],
    });
    expect(steps.map(({ outcome }) => (outcome.ok ? 'given' : outcome.problem))).toEqual([
      'the same is on its way already',
      'given',
    ]);
  });

  it('silences what the alerts of each have in common, once', () => {
    const alerts = {
      'am/1': alert('am/1', { alertname: 'Down', service: 'auth' }),
      'am/2': alert('am/2', { alertname: 'Down', service: 'audit' }),
    };
    const list = [
      incident(1, { alerts: ['am/1'] }),
      incident(2, { alerts: ['am/2'] }),
      incident(3),
      incident(4, { alerts: ['am/1'] }),
    ];
    const steps = bulkSteps('silence', draft('silence', { text: 'known' }), list, { ...context, alerts });
    const [first] = steps;
    expect(first?.outcome).toMatchObject({
      ok: true,
      name: 'silence.create',
      params: { source: 'am', comment: 'known', endsAt: now + 3_600_000, matchers: [{ value: 'Down' }] },
    });
    expect(steps.slice(1).map(({ outcome }) => (outcome.ok ? 'given' : outcome.problem))).toEqual([
      'the silence for INC-1 is the same',
      'it has no alerts that could be silenced',
      'the silence for INC-1 is the same',
    ]);
  });

  it.each([
    ['assign', {}, 'Choose a person.'],
    ['note', { text: ' ' }, 'Write the note first.'],
    ['resolve', {}, 'Write a note: what ended it.'],
    ['silence', {}, 'Write a comment: why these alerts may be hidden.'],
    ['silence', { text: 'known', lasts: 'until' }, 'Say until when, as hours and minutes in UTC.'],
    ['silence', { text: 'known' }, undefined],
    ['acknowledge', {}, undefined],
  ] as const)('%s %j lacks: %s', (kind, part, sentence) => {
    expect(bulkLacks(kind, draft(kind, part), 3)).toBe(sentence);
  });

  it('says what silences would hide: each alert once, resolved ones not', () => {
    const alerts = {
      'am/1': { ...alert('am/1', {}), severity: 'P0' },
      'am/2': alert('am/2', {}),
      'am/3': { ...alert('am/3', {}), state: 'resolved' as const },
    };
    const list = [incident(1, { alerts: ['am/1', 'am/3'] }), incident(2, { alerts: ['am/1', 'am/2'] })];
    expect(hidesWords(list, alerts)).toContain('They hide 2 alerts known now (1 P0, 1 P1), and');
    expect(hidesWords([], alerts)).toContain('They hide 0 alerts known now, and');
  });

  it('is for one incident at least, and 200 at most', () => {
    expect(bulkLacks('acknowledge', draft('acknowledge', {}), 0)).toBe('No incident is selected any more.');
    expect(bulkLacks('acknowledge', draft('acknowledge', {}), 201)).toMatch(/^Choose at most 200/);
  });
});

describe('what became of it', () => {
  const waiting: readonly BulkResult[] = ['a', 'b', 'c'].map((command, place) => ({
    ...{ incident: `INC-${place}`, command, state: 'waits', text: 'waits to be sent' },
  }));

  it('follows the outbox, and stays when the outbox has forgotten', () => {
    const some = followed(waiting, [
      outgoing('a', { state: 'done' }),
      outgoing('b', { state: 'refused', message: 'No such person.' }),
      outgoing('c', { state: 'pending' }),
    ]);
    expect(some.map(({ state, text }) => [state, text])).toEqual([
      ['done', 'done'],
      ['bad', 'refused: No such person.'],
      ['waits', 'sent, no answer yet'],
    ]);
    expect(resultWords(some)).toBe('1 done, 1 under way, 1 not done');
    expect(followed(some, [])).toBe(some);
  });
});
