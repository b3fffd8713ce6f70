import { describe, expect, it } from 'vitest';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import type { DeskEvent, EventOf } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import { channelsTold, queueOf } from '../../../../gateway/desk/evolveNotice.ts';
import { withNotices, type NoticeRules } from '../../../../gateway/desk/noticesOf.ts';
import { after, at, handoff, signed, takeover, ticked } from './handoffBuilder.ts';
import { deskRules } from './deskRules.ts';
import { aNotice, noticeDueAt as start } from '../../../support/notices.ts';

const severities = ['P0', 'P1', 'P2', 'P3'].map((id, rank) => ({ id, rank }));
const rules: NoticeRules = {
  severities,
  services: new Map([['auth', { name: 'Auth Service', runbooks: [], dependsOn: [] }]]),
  channels: [
    { id: 'chat', kind: 'chat', isInUse: true },
    { id: 'pager', kind: 'pager', severities: ['P0', 'P1'], isInUse: true },
    { id: 'mail', kind: 'mail', isInUse: false },
  ],
  procedures: deskRules.procedures,
  isSimulated: false,
  handoff: { severity: 'P1', recordChannels: ['mail', 'chat'] },
};
const gateway = { kind: 'gateway', name: 'gateway' } as const;
const tanaka = { kind: 'person', name: 'M. Tanaka' } as const;
const incident = 'INC-2001';

const opened = (severity: string): EventOf<'incident.opened'> => ({
  type: 'incident.opened',
  at: start,
  by: gateway,
  incident,
  title: 'Auth Service is unavailable',
  severity,
  service: 'auth',
  cause: 'auth:unavailable',
  firstSignalAt: start,
  text: `Opened as ${severity}`,
  alerts: [],
  runbooks: [],
});
const acknowledged: DeskEvent = { type: 'incident.acknowledged', at: start + 1, by: tanaka, incident };
const resolved: DeskEvent = {
  type: 'incident.resolved',
  at: start + 2,
  by: tanaka,
  incident,
  note: 'failed over',
};
const moved = (from: string, to: string): DeskEvent => ({
  type: 'incident.reclassified',
  at: start + 1,
  by: tanaka,
  incident,
  from,
  to,
  reason: 'all tenants',
});

/** `chat opened` for each notice asked for, in order. */
function asked(events: readonly DeskEvent[], by = rules): readonly string[] {
  return withNotices(emptyDesk, events, by).events.flatMap((event) =>
    event.type === 'notice.due' ? [`${event.notice.channel} ${event.notice.kind}`] : [],
  );
}

const escalated = (afterMs: number, more: Partial<EventOf<'incident.escalated'>> = {}): DeskEvent => ({
  type: 'incident.escalated',
  at: start + afterMs,
  by: gateway,
  incident,
  severity: 'P0',
  afterMs,
  role: 'Engineering Manager',
  person: 'A. Okafor',
  dueAt: start + afterMs,
  ...more,
});

describe('who is told', () => {
  it('of each step of the ladder beyond the first, by name, or that nobody holds the role', () => {
    const minuteMs = 60_000;
    const steps = [escalated(0), escalated(15 * minuteMs), escalated(30 * minuteMs, { person: undefined })];
    const { events } = withNotices(emptyDesk, [opened('P0'), ...steps], rules);
    const texts = events.flatMap((event) =>
      event.type === 'notice.due' && event.notice.channel === 'chat'
        ? [`${event.notice.kind}: ${event.notice.text.split('\n')[0] ?? ''}`]
        : [],
    );
    expect(texts).toEqual([
      'opened: Opened as P0',
      'escalated: A. Okafor, Engineering Manager, is due',
      'escalated: Engineering Manager is due, and nobody holds this role',
    ]);
    expect(asked([opened('P0'), escalated(0, { reason: 'two regions' })])).toContain('pager escalated');
  });

  it('of an update the channels that heard of it, but no pager', () => {
    const update: DeskEvent = {
      type: 'incident.updated',
      at: start + 1,
      by: tanaka,
      incident,
      text: 'Failing over.',
    };
    expect(asked([opened('P0'), update])).toEqual(['chat opened', 'pager opened', 'chat update']);
    // Those that the policy names for updates, whatever severities they take, and none besides.
    const board = { id: 'board', kind: 'mail', severities: ['P0'], isInUse: true } as const;
    const named = {
      ...rules,
      channels: [...rules.channels, board],
      updateChannels: ['board', 'mail', 'pager'],
    };
    expect(asked([opened('P2'), update], named)).toEqual(['chat opened', 'board update']);
  });

  it('the channels in use that take the severity: opened, acknowledged, resolved and reopened', () => {
    const reopened: DeskEvent = {
      type: 'incident.reopened',
      at: start + 3,
      by: tanaka,
      incident,
      reason: 'again',
    };
    expect(asked([opened('P0'), acknowledged, resolved, reopened])).toEqual([
      ...['chat opened', 'pager opened', 'chat acknowledged', 'pager acknowledged'],
      ...['chat resolved', 'pager resolved', 'chat opened', 'pager opened'],
    ]);
    expect(asked([opened('P2'), acknowledged, resolved])).toEqual([
      ...['chat opened', 'chat acknowledged', 'chat resolved'],
    ]);
  });

  it('what becomes worse calls who was not called before, and tells the pager when somebody has it', () => {
    expect(asked([opened('P2'), moved('P2', 'P0'), resolved])).toEqual([
      ...['chat opened', 'chat escalated', 'pager escalated', 'chat resolved', 'pager resolved'],
    ]);
    expect(asked([opened('P2'), acknowledged, moved('P2', 'P0')]).slice(2)).toEqual([
      ...['chat escalated', 'pager escalated', 'pager acknowledged'],
    ]);
  });

  it('what becomes less severe tells nobody, yet whoever was called hears the end', () => {
    expect(asked([opened('P0'), moved('P0', 'P3'), resolved])).toEqual([
      ...['chat opened', 'pager opened', 'chat resolved', 'pager resolved'],
    ]);
  });

  it('nobody where no channel is in use', () => {
    const channels = rules.channels.map((channel) => ({ ...channel, isInUse: false }));
    expect(asked([opened('P0'), acknowledged, resolved], { ...rules, channels })).toEqual([]);
  });

  it('in words that say what, since when, and that it is simulated', () => {
    const { events } = withNotices(emptyDesk, [opened('P0')], { ...rules, isSimulated: true });
    expect(events[1]).toMatchObject({
      type: 'notice.due',
      notice: {
        id: 'NTC-1',
        channel: 'chat',
        incident,
        urgency: 'critical',
        subject: 'SIMULATED: P0 INC-2001 opened: Auth Service is unavailable',
        text: 'Opened as P0\nService: Auth Service\nOpen since 2026-11-21 02:10:00 UTC',
        dueAt: start,
      },
    });
  });
});

describe('the record of a handoff', () => {
  const sign = (side: 'outgoing' | 'incoming'): DeskEvent => ({
    ...{ type: 'handoff.signed', at: at(-3), by: tanaka, handoff, side },
    ...{ difference: { lines: [], total: 0 }, onRota: true },
  });
  const notices = (before: DeskState, event: DeskEvent, by = rules) =>
    withNotices(before, [event], by).events.flatMap((one) => (one.type === 'notice.due' ? [one.notice] : []));

  it('goes to the channels of the policy that are set up, once, by the signature that closes it', () => {
    expect(notices(ticked, sign('outgoing'))).toEqual([]);
    const [sent, ...others] = notices(signed, sign('incoming'));
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      ...{ channel: 'chat', kind: 'handoff', urgency: 'info', dueAt: at(-3) },
      subject: `Handoff ${handoff} is complete: Asia-Pacific to Europe`,
      text: expect.stringContaining('Asia-Pacific, Shift 1: M. Tanaka at 07:50:00 UTC') as unknown,
      attachment: {
        name: `${handoff}.md`,
        text: expect.stringMatching(
          /^# Shift handoff HND-[^]*Complete, closed 2026-11-21 07:57:00/,
        ) as unknown,
      },
    });
    expect(sent?.to).toBeUndefined();
    // A record that is closed is closed once.
    const closed = withNotices(signed, [sign('incoming')], rules).state;
    const again = withNotices(closed, [{ ...sign('incoming'), at: at(-2) }], rules).state;
    expect(closed.handoffs.all[handoff]?.closed).toBeDefined();
    expect(again.notices.next).toBe(closed.notices.next);
  });

  it('says who took over in an emergency, and that it is simulated', () => {
    const over = after(ticked, { by: 'L. Meyer' }, takeover);
    const taken: DeskEvent = { ...sign('incoming'), by: { kind: 'person', name: 'L. Meyer' } };
    const [sent] = notices(over, taken, { ...rules, isSimulated: true });
    expect(sent).toMatchObject({
      subject: `SIMULATED: Handoff ${handoff} was taken over by L. Meyer: Asia-Pacific to Europe`,
      text: expect.stringContaining('nobody: L. Meyer took over (Tanaka was taken ill)') as unknown,
    });
  });
});

it('what was told of an incident leaves the desk with it', () => {
  const end: DeskEvent = { ...resolved, at: start };
  const old = withNotices(emptyDesk, [opened('P0'), end], rules).state;
  expect(channelsTold(old.notices, incident)).toEqual(['chat', 'pager']);
  // The desk looks for what to forget at this one.
  const later: DeskEvent = { ...opened('P3'), incident: 'INC-2048', cause: 'x', at: start + 46 * 86_400_000 };
  const { state } = withNotices(old, [later], rules);
  expect([...state.incidents.keys()]).toEqual(['INC-2048']);
  expect([...state.notices.told]).toEqual([['INC-2048', ['chat']]]);
});

describe('the timeline of the incident', () => {
  const desk = withNotices(emptyDesk, [opened('P0')], rules).state;
  const about = { at: start + 5_000, by: gateway, notice: 'NTC-2', channel: 'pager', name: 'PagerDuty' };
  const failed = (attempt: number): DeskEvent => ({
    ...about,
    type: 'notice.failed',
    attempt,
    problem: 'connection refused',
    nextAt: start + 10_000,
  });
  const delivered: DeskEvent = {
    ...about,
    type: 'notice.delivered',
    attempt: 3,
    lateMs: 61 * 60_000,
    detail: 'HTTP 202',
  };
  const lines = (events: readonly DeskEvent[]): readonly string[] =>
    (events.reduce(evolve, desk).incidents.get(incident)?.timeline ?? [])
      .filter(({ kind }) => kind === 'notice')
      .map(({ text }) => text);

  it('says when a channel was told, and how late; of its failures the first', () => {
    expect(lines([failed(1), failed(2), delivered])).toEqual([
      'PagerDuty was not told yet (opened): connection refused; it is tried again',
      'PagerDuty was told (opened), 61 min late',
    ]);
  });

  it('says when a channel was never told', () => {
    const dead: DeskEvent = { ...about, type: 'notice.dead', problem: 'it answered HTTP 400' };
    expect(lines([dead])).toEqual(['PagerDuty was never told (opened): it answered HTTP 400']);
    expect(queueOf(evolve(desk, dead).notices, 'pager')).toMatchObject({ waiting: [], dead: 1 });
  });

  it('an outcome that comes twice counts once', () => {
    expect(lines([delivered, delivered])).toHaveLength(1);
  });
});

describe('a test of a channel', () => {
  const give = (state: DeskState, channel: string) => {
    const command = { name: 'channel.test', params: { channel } } as const;
    return decideCommand(state, deskRules, { command, person: 'M. Tanaka', now: start });
  };

  it('asks for one notice, one at a time, and its result is kept', () => {
    const decided = give(emptyDesk, 'ops');
    expect(decided).toMatchObject({ ok: true, value: [{ type: 'notice.due', notice: { kind: 'test' } }] });
    const state = (decided.ok ? decided.value : []).reduce(evolve, emptyDesk);
    expect(give(state, 'ops')).toEqual({
      ok: false,
      error: 'A test of Ops is under way; wait for its result.',
    });
    const about = { at: start + 1, by: gateway, notice: 'NTC-1', channel: 'ops', name: 'Ops' };
    const dead = evolve(state, { ...about, type: 'notice.dead', problem: 'it answered HTTP 404' });
    expect(queueOf(dead.notices, 'ops')).toMatchObject({
      lastTest: { at: start + 1, by: 'M. Tanaka', ok: false, detail: 'it answered HTTP 404' },
      waiting: [],
      dead: 0,
    });
    expect(give(dead, 'ops')).toMatchObject({ ok: true, value: [{ notice: { id: 'NTC-2' } }] });
  });

  it('is refused for a channel that the policy does not have', () => {
    expect(give(emptyDesk, 'fax')).toEqual({
      ok: false,
      error: 'The policy has no channel "fax"; it has ops.',
    });
  });

  it('does not touch what an outage says', () => {
    const waiting = evolve(emptyDesk, { type: 'notice.due', at: start, by: gateway, notice: aNotice() });
    const down = evolve(waiting, {
      ...{ type: 'notice.failed', at: start, by: gateway, notice: 'NTC-1', channel: 'ops', name: 'Ops' },
      ...{ attempt: 1, problem: 'connection refused', nextAt: start + 5_000 },
    });
    expect(queueOf(down.notices, 'ops')).toMatchObject({
      failures: 1,
      nextAt: start + 5_000,
      lastFailure: { at: start, problem: 'connection refused' },
    });
  });
});
