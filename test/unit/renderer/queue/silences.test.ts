import { describe, expect, it } from 'vitest';
import { draftOf } from '../../../../renderer/boards/queue/actCommand.ts';
import { silenceCommand, silenceDraft } from '../../../../renderer/boards/queue/silenceDraft.ts';
import {
  comesBack,
  extendedEnd,
  mayChange,
  silenceRows,
  silencesTitle,
  staleWords,
} from '../../../../renderer/boards/queue/silenceRows.ts';
import type { Alert } from '../../../../shared/model/alert.ts';
import type { ChainLink } from '../../../../shared/model/chain.ts';
import type { Silence } from '../../../../shared/model/silence.ts';

const now = Date.UTC(2026, 10, 21, 3, 16);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const shifts = [{ id: 's', name: 'Asia', startMinute: 0, endMinute: 480, site: 'x' }];

const alert = (id: string, labels: Record<string, string>, part: Partial<Alert> = {}): Alert => ({
  ...{
    id: `am/${id}`,
    source: 'am',
    fingerprint: id,
    name: labels['alertname'] ?? '',
    labels,
    annotations: {},
  },
  ...{ state: 'firing', severity: 'P2', severityGuessed: false, startsAt: now, lastSeenAt: now },
  ...{ silencedBy: [], inhibitedBy: [] },
  ...part,
});
const silence = (id: string, part: Partial<Silence> = {}): Silence => ({
  ...{ id, source: 'am', matchers: [{ name: 'alertname', value: 'X', isRegex: false, isEqual: true }] },
  ...{ startsAt: now - hourMs, endsAt: now + hourMs, createdBy: 'Ana', comment: 'deploy' },
  ...{ state: 'active', hides: [], hidesTotal: 0 },
  ...part,
});
const rowsOf = (...all: readonly Silence[]) =>
  silenceRows(
    Object.fromEntries(all.map((one) => [one.id, one])),
    { 'am/1': alert('1', { alertname: 'HighLatency' }) },
    now,
  );

describe('the form of a silence', () => {
  it('begins with what the alerts have in common: their names, and the label of their service', () => {
    const auth = { job: 'auth', instance: 'a' };
    const alerts = [
      alert('1', { alertname: 'High.Latency', ...auth }, { service: 'auth' }),
      alert('2', { alertname: 'Errors', ...auth, instance: 'b' }, { service: 'auth' }),
      alert('3', { alertname: 'Over' }, { state: 'resolved' }),
      alert('4', { alertname: 'Elsewhere' }, { source: 'am2' }),
    ];
    expect(silenceDraft(alerts, ['am2'])).toEqual({
      source: 'am',
      lasts: '60',
      matchers: 'alertname=~"Errors|High\\\\.Latency"\njob="auth"',
    });
    expect(silenceDraft(alerts.slice(0, 1), [])).toMatchObject({
      matchers: 'alertname="High.Latency"\njob="auth"',
    });
    expect(silenceDraft([], ['am2'])).toMatchObject({ source: 'am2', matchers: '' });
  });

  it.each([
    ['30', '', now + 30 * minuteMs],
    ['shift', '', Date.UTC(2026, 10, 21, 8, 0)],
    ['until', '03:15', Date.UTC(2026, 10, 22, 3, 15)],
  ])('lasts %s %s', (lasts, until, endsAt) => {
    const draft = draftOf('silence', 'INC-9', {
      source: 'am',
      matchers: 'alertname="X"',
      text: ' why ',
      lasts,
      until,
    });
    expect(silenceCommand(draft, shifts, now)).toEqual({
      ok: true,
      name: 'silence.create',
      params: {
        source: 'am',
        matchers: [{ name: 'alertname', value: 'X', isRegex: false, isEqual: true }],
        endsAt,
        comment: 'why',
      },
    });
  });

  it.each([
    [{ matchers: '' }, /at least one matcher/],
    [{ matchers: 'alertname=X' }, /is not a matcher/],
    [{ text: ' ' }, /comment/],
    [{ lasts: 'until', until: '25:00' }, /until when/],
    [{ source: '' }, /No Alertmanager/],
  ])('asks for what is missing: %j', (part, problem) => {
    const whole = { source: 'am', matchers: 'alertname="X"', text: 'why', lasts: '60' };
    const outcome = silenceCommand(draftOf('silence', 'INC-9', { ...whole, ...part }), shifts, now);
    expect(outcome).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
});

describe('the list of silences', () => {
  it('puts first what ends first, leaves out what has expired, and says what each hides', () => {
    const rows = rowsOf(
      silence('b', { hides: ['am/1', 'am/9'], hidesTotal: 2 }),
      silence('a', { endsAt: now + 12 * minuteMs }),
      silence('c', { state: 'expired' }),
      silence('d', { state: 'pending', startsAt: now + hourMs, endsAt: now + 2 * hourMs }),
    );
    expect(rows.map(({ silence: { id }, ends, isSoon, hides }) => [id, ends, isSoon, hides])).toEqual([
      ['a', 'ends in 12 min', true, 'hides nothing now'],
      ['b', 'ends in 1 h', false, 'hides 2: HighLatency …'],
      ['d', 'starts 04:16 UTC', false, ''],
    ]);
  });

  it('warns from 15 min before an end, and of what failed', () => {
    const request = { act: 'create', state: 'failed', by: 'Ana', at: now, text: 'Not made' } as const;
    const title = (...all: readonly Silence[]) => silencesTitle(rowsOf(...all), now);
    expect(title(silence('a', { endsAt: now + 15 * minuteMs + 1 }))).toMatchObject({
      text: '1',
      isSoon: false,
    });
    expect(title(silence('a', { endsAt: now + 15 * minuteMs }))).toMatchObject({
      text: '1, one ends in 15 min',
      isSoon: true,
    });
    expect(title(silence('a', { state: 'requested', request }))).toMatchObject({
      text: '0, one failed',
      isFailed: true,
    });
  });

  it('says what comes back before the shift ends', () => {
    const hiding = { hides: ['am/1'], hidesTotal: 1 };
    expect(comesBack(rowsOf(silence('a', hiding), silence('b')), shifts, now)).toBe(
      'Comes back before the shift ends at 08:00 UTC, unless it is resolved: 1 alert. 04:16 HighLatency',
    );
    expect(
      comesBack(rowsOf(silence('a', { ...hiding, endsAt: now + 5 * hourMs })), shifts, now),
    ).toBeUndefined();
  });

  it('says of what age it is where its source is not heard', () => {
    const link: ChainLink = {
      ...{ id: 'am', name: 'Alertmanager', kind: 'alertmanager', freshForMs: 45_000 },
      ...{ freshness: 'silent', heardAt: now - 10 * minuteMs },
    };
    expect(staleWords([link], now)).toEqual(['Alertmanager is silent: its silences are as of 03:06 UTC.']);
    const problem = 'its silences could not be read: HTTP 500';
    expect(staleWords([{ ...link, freshness: 'fresh', problem }], now)).toEqual([`Alertmanager: ${problem}`]);
    expect(staleWords([{ ...link, freshness: 'fresh' }], now)).toEqual([]);
  });

  it('extends by an hour from the end, at most 7 days ahead, and nothing that is under way', () => {
    expect(extendedEnd(silence('a'), now)).toBe(now + 2 * hourMs);
    expect(extendedEnd(silence('a', { endsAt: now + 7 * 24 * hourMs }), now)).toBeLessThan(
      now + 7 * 24 * hourMs,
    );
    const request = { act: 'extend', state: 'pending', by: 'Ana', at: now, text: '' } as const;
    expect(
      [silence('a'), silence('a', { request }), silence('a', { state: 'requested' })].map(mayChange),
    ).toEqual([true, false, false]);
  });
});
