import { describe, expect, it } from 'vitest';
import { decideHandoffTime } from '../../../../gateway/desk/decideHandoffTime.ts';
import { withNotices, type NoticeRules } from '../../../../gateway/desk/noticesOf.ts';
import { emptyDesk, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import { unnamedOperator } from '../../../../shared/feed/person.ts';
import { handoffSchema } from '../../../../shared/model/handoff.ts';
import { deskRules } from './deskRules.ts';
import {
  accept,
  after,
  at,
  begin,
  begun,
  declare,
  evidence,
  facts,
  give,
  handoff,
  incoming,
  minuteMs,
  note,
  pass,
  shown,
  sign,
  signed,
  takeover,
  tick,
  ticked,
  untick,
  type Act,
} from './handoffBuilder.ts';

const withP1 = after(signed, { minute: -9, by: 'J. Rao' }, declare('P1'));
const closed = after(signed, incoming, sign('incoming'));
const takenOver = after(begun, { minute: 5, by: 'L. Meyer' }, takeover);
const bad = facts({ incidents: evidence({ state: 'bad', text: 'INC-2001 has no owner', mark: 'two' }) });
const stale = facts({ incidents: evidence({ state: 'stale', text: 'am is silent', mark: 'two' }) });

describe('a handoff', () => {
  it('is handed over by two signatures, with the gateway’s own times', () => {
    const record = shown(closed);
    expect(handoffSchema.parse(record)).toMatchObject({
      id: handoff,
      boundaryAt: at(0),
      nextEndsAt: at(8 * 60),
      from: { shift: 'shift-1', site: 'Asia-Pacific' },
      to: { shift: 'shift-2', site: 'Europe' },
      outgoing: { at: at(-10), by: 'M. Tanaka' },
      incoming: { at: at(-5), by: 'L. Meyer' },
      closed: { at: at(-5), outcome: 'complete' },
      difference: { total: 1 },
    });
    expect(record.items.map(({ tick: one }) => one)).toMatchObject([
      { at: at(-20), by: 'M. Tanaka', evidence: { text: 'All well', asOf: at(-20) } },
      { at: at(-20), evidence: { mark: 'one' } },
    ]);
  });

  it.each<[string, DeskState, Command, RegExp, Act?]>([
    ['begun twice', begun, begin, /HND-2026-11-21T08 began at 07:30:00 UTC; there is one/],
    ['of no such boundary', emptyDesk, tick('notes'), /no handoff HND-2026-11-21T08 that is open/],
    ['item that it has not', begun, tick('coffee'), /no item "coffee"; it has incidents, notes/],
    ['item ticked twice', ticked, tick('notes'), /was ticked by M\. Tanaka at 07:40:00 UTC/],
    [
      'bad item without a comment',
      begun,
      tick('incidents'),
      /not all well: INC-2001 has no owner/,
      { known: bad },
    ],
    [
      'stale item without a comment',
      begun,
      tick('incidents'),
      /nothing fresh: am is silent/,
      { known: stale },
    ],
    [
      'tick of what was not seen',
      begun,
      tick('notes', { seen: 'old' }),
      /changed since you looked. Now: All well/,
    ],
    ['untick of what is not ticked', begun, untick('notes'), /is not ticked/],
    ['tick after the signature', signed, tick('notes'), /M\. Tanaka signed .* ask back/],
    ['untick after the signature', signed, untick('notes'), /M\. Tanaka signed .* ask back/],
    ['notes after the signature', signed, note(0, 'late'), /M\. Tanaka signed .* ask back/],
    [
      'notes of an older revision',
      after(begun, {}, note(0, 'first')),
      note(0, 'mine'),
      /changed by M\. Tanaka at 07:50:00 UTC, to revision 1; yours is of revision 0/,
    ],
    ['notes that say the same', after(begun, {}, note(0, 'a')), note(1, 'a'), /kept like this already/],
    [
      'signature with an open item',
      after(begun, {}, tick('notes')),
      sign('outgoing'),
      /"Review active incidents" is not ticked/,
    ],
    [
      'signature on a changed item',
      ticked,
      sign('outgoing'),
      /"Review active incidents" has changed since it was ticked/,
      { known: bad },
    ],
    ['second outgoing signature', signed, sign('outgoing'), /M\. Tanaka signed/, incoming],
    ['incoming before outgoing', ticked, sign('incoming'), /Shift 1 has not signed .* take over/, incoming],
    ['both sides by one person', signed, sign('incoming'), /nobody signs both sides/],
    [
      'both sides in another spelling',
      signed,
      sign('incoming'),
      /nobody signs both sides/,
      { by: ' m.  TANAKA' },
    ],
    ['both sides by the policy’s id', signed, sign('incoming'), /nobody signs both sides/, { by: 'tanaka' }],
    ['signature of nobody', signed, sign('incoming'), /does not say who acts/, { by: unnamedOperator }],
    ['incoming with an open P1', withP1, sign('incoming'), /Accept INC-2001 \(P1\) first/, incoming],
    ['acceptance by the outgoing signer', withP1, accept('INC-2001'), /You hand over/],
    ['acceptance of no incident', signed, accept('INC-9'), /no incident INC-9/, incoming],
    [
      'acceptance given twice',
      after(withP1, incoming, accept('INC-2001')),
      accept('INC-2001'),
      /You accepted INC-2001 at 07:55/,
      incoming,
    ],
    [
      'signature on the acceptance of another',
      after(withP1, { by: 'J. Rao', minute: -8 }, accept('INC-2001')),
      sign('incoming'),
      /INC-2001 was accepted by somebody else/,
      incoming,
    ],
    [
      'outgoing by who accepted',
      after(after(ticked, { by: 'J. Rao' }, declare('P0')), incoming, accept('INC-2001')),
      sign('outgoing'),
      /You accepted INC-2001 for the incoming shift/,
      incoming,
    ],
    [
      'answer to no question',
      begun,
      { name: 'handoff.answer', params: { handoff, question: 1, text: 'Yes' } },
      /no question 1/,
    ],
    [
      'promise that was never given',
      begun,
      { name: 'handoff.fulfil', params: { promise: 'PRM-9' } },
      /no promise PRM-9/,
    ],
    [
      'takeover by who ticked',
      ticked,
      takeover,
      /You ticked "Review active incidents" for the outgoing shift/,
    ],
    ['takeover after the signature', signed, takeover, /M\. Tanaka signed/, incoming],
    ['outgoing after a takeover', takenOver, sign('outgoing'), /L\. Meyer took over/],
    [
      'incoming of a takeover by another',
      takenOver,
      sign('incoming'),
      /L\. Meyer took over .* and signs/,
      { by: 'J. Rao' },
    ],
    [
      'note on a closed record',
      closed,
      note(0, 'late'),
      /closed at 07:55:00 UTC, and its record changes no more/,
    ],
    [
      'question on a closed record',
      closed,
      { name: 'handoff.ask', params: { handoff, text: 'Why?' } },
      /changes no more/,
    ],
    ['signature on a closed record', closed, sign('incoming'), /changes no more/, { by: 'J. Rao' }],
  ])('refuses %s', (_what, state, command, message, act = {}) => {
    expect(give(state, command, act)).toMatch(message);
  });

  it('takes a bad or stale item with a comment, and keeps both', () => {
    for (const known of [bad, stale]) {
      const state = give(begun, tick('incidents', { comment: 'Owner is on her way' }), { known });
      expect(shown(state).items[0]?.tick).toMatchObject({
        comment: 'Owner is on her way',
        evidence: { mark: 'two' },
      });
    }
  });

  it('flags an item that changed between tick and signature, and wants another look', () => {
    const flagged = pass(ticked, -15, bad);
    expect(shown(flagged).items[0]?.changed).toMatchObject({ at: at(-15), text: 'INC-2001 has no owner' });
    // It stays flagged though it is as before: nobody looked meanwhile.
    const back = pass(flagged, -14);
    expect(give(back, sign('outgoing'))).toMatch(/has changed since it was ticked/);
    const again = after(back, { minute: -13 }, tick('incidents', { seen: 'one' }));
    expect(shown(again).items[0]).toMatchObject({ tick: { at: at(-13) } });
    expect(shown(again).items[0]?.changed).toBeUndefined();
    expect(shown(after(again, {}, sign('outgoing'))).outgoing).toEqual({ at: at(-10), by: 'M. Tanaka' });
  });

  it('flags nothing after the signature: that is for the acceptances to say', () => {
    expect(pass(signed, -5, bad)).toBe(signed);
  });

  it('keeps who took a tick back, and why', () => {
    const item = shown(after(ticked, { by: 'J. Rao' }, untick('notes'))).items[1];
    expect(item?.tick).toBeUndefined();
    expect(item?.unticked).toEqual([
      { at: at(-10), by: 'J. Rao', reason: 'too early', tickedBy: 'M. Tanaka' },
    ]);
  });

  it('wants a P0 accepted that opened between the signatures, and one that was reopened or raised after', () => {
    const open = after(signed, { minute: -8, by: 'J. Rao' }, declare('P0'));
    const accepted = after(open, { ...incoming, minute: -7 }, accept('INC-2001'));
    expect(shown(after(accepted, incoming, sign('incoming'))).acceptances).toEqual([
      { at: at(-7), by: 'L. Meyer', incident: 'INC-2001', title: 'Auth is slow', severity: 'P0' },
    ]);
    const reopened = after(
      accepted,
      { minute: -6 },
      { name: 'incident.resolve', params: { incident: 'INC-2001', note: 'gone' } },
      { name: 'incident.reopen', params: { incident: 'INC-2001', reason: 'back' } },
    );
    expect(give(reopened, sign('incoming'), incoming)).toMatch(/Accept INC-2001/);
    const p2 = after(
      after(signed, { minute: -9 }, declare('P2')),
      { ...incoming, minute: -8 },
      accept('INC-2001'),
    );
    const raised = after(
      p2,
      { minute: -7 },
      {
        name: 'incident.reclassify',
        params: { incident: 'INC-2001', severity: 'P1', reason: 'worse' },
      },
    );
    expect(give(raised, sign('incoming'), incoming)).toMatch(/Accept INC-2001/);
  });

  it('keeps a question and its answer', () => {
    const asked = after(withP1, incoming, {
      name: 'handoff.ask',
      params: { handoff, incident: 'INC-2001', text: 'Is the rebuild safe?' },
    });
    const answer: Command = { name: 'handoff.answer', params: { handoff, question: 1, text: 'Yes' } };
    const answered = after(asked, { minute: -4 }, answer);
    expect(shown(answered).questions).toEqual([
      {
        ...{ id: 1, at: at(-5), by: 'L. Meyer', incident: 'INC-2001', text: 'Is the rebuild safe?' },
        answer: { at: at(-4), by: 'M. Tanaka', text: 'Yes' },
      },
    ]);
    expect(give(answered, answer)).toMatch(/M\. Tanaka answered this/);
  });

  it('carries a promise on until it is done, and keeps it in the record', () => {
    const promised = after(
      begun,
      {},
      { name: 'handoff.promise', params: { handoff, text: 'Call the customer' } },
    );
    const done = after(promised, incoming, {
      name: 'handoff.fulfil',
      params: { promise: 'PRM-1', note: 'called' },
    });
    expect(done.handoffs.promises['PRM-1']).toMatchObject({ done: { by: 'L. Meyer', note: 'called' } });
    const first = after(promised, { minute: -9 }, tick('incidents'), tick('notes'), sign('outgoing'));
    const over = after(first, incoming, sign('incoming'));
    expect(shown(over).promises).toMatchObject([{ id: 'PRM-1', text: 'Call the customer' }]);
    const next = after(over, { minute: 1 }, begin);
    expect(next.handoffs.all['HND-2026-11-21T16']?.since).toEqual({ at: at(-5), handoff });
    expect(Object.keys(next.handoffs.promises)).toEqual(['PRM-1']);
  });

  it('is closed by a takeover as such, once every P0 and P1 is accepted by who took over', () => {
    const open = after(takenOver, { minute: 6, by: 'J. Rao' }, declare('P0'));
    const act = { by: 'L. Meyer', minute: 7 };
    expect(give(open, sign('incoming'), act)).toMatch(/Accept INC-2001/);
    expect(give(open, accept('INC-2001'), { by: 'J. Rao', minute: 7 })).toMatch(
      /L\. Meyer took over, and accepts/,
    );
    const record = shown(after(open, act, accept('INC-2001'), sign('incoming')));
    expect(record).toMatchObject({
      takeover: { at: at(5), by: 'L. Meyer', reason: 'Tanaka was taken ill' },
      closed: { at: at(7), outcome: 'taken-over' },
    });
    expect(record.outgoing).toBeUndefined();
  });

  it('takes two signatures of one instant in the order in which they came', () => {
    const both = after(
      after(ticked, { minute: -1 }, sign('outgoing')),
      { ...incoming, minute: -1 },
      sign('incoming'),
    );
    expect(shown(both)).toMatchObject({ outgoing: { at: at(-1) }, incoming: { at: at(-1) } });
    expect(give(ticked, sign('incoming'), { ...incoming, minute: -1 })).toMatch(/has not signed/);
  });

  it('tests every channel at once, and says so while one is under way', () => {
    const test: Command = { name: 'handoff.test', params: { handoff } };
    const rules = {
      ...deskRules,
      channels: [
        { id: 'ops', name: 'Ops' },
        { id: 'mail', name: 'Mail' },
      ],
    };
    const sent = after(begun, { rules }, test);
    expect(
      Object.values(sent.notices.channels).map(({ waiting }) =>
        waiting.map(({ notice }) => [notice.id, notice.kind]),
      ),
    ).toEqual([[['NTC-1', 'test']], [['NTC-2', 'test']]]);
    expect(give(sent, test, { rules })).toMatch(/A test of every channel is under way/);
  });
});

describe('whom a handoff tells', () => {
  const rules: NoticeRules = {
    ...deskRules,
    channels: [
      { id: 'chat', kind: 'chat', isInUse: true },
      { id: 'p0', kind: 'pager', severities: ['P0'], isInUse: true },
      { id: 'off', kind: 'mail', isInUse: false },
    ],
    isSimulated: false,
  };
  const told = (before: DeskState, state: DeskState, minute: number) =>
    withNotices(before, decideHandoffTime(state, deskRules, facts(), at(minute)), rules).events.flatMap(
      (event) => (event.type === 'notice.due' ? [event.notice] : []),
    );

  it('the role that an overdue one is escalated to, through the channels of its severity, with what is owed', () => {
    expect(told(begun, begun, 15)).toMatchObject([
      {
        channel: 'chat',
        kind: 'handoff',
        urgency: 'error',
        subject: 'Handoff HND-2026-11-21T08 is overdue',
        text: 'Asia-Pacific hands over to Europe; the shift ends 08:00 UTC\nAsia-Pacific owes 2 items and a signature, Europe a signature',
        to: { role: 'Team Lead', person: 'The Team Lead' },
      },
    ]);
  });
});

describe('time', () => {
  const owner = { minute: -8 * 60 };
  it('begins a handoff by the policy’s lead, once, whoever was quicker', () => {
    expect(pass(emptyDesk, -31)).toBe(emptyDesk);
    const state = pass(emptyDesk, -30);
    expect(shown(state).begun).toEqual({ at: at(-30), by: { kind: 'gateway', name: 'gateway' } });
    expect(pass(state, -29)).toBe(state);
    expect(pass(begun, -29)).toBe(begun);
  });

  it('catches up where the gateway was down at the boundary, late', () => {
    const earlier = after(emptyDesk, owner, declare('P2'));
    const late = pass(earlier, 20);
    expect(shown(late)).toMatchObject({ boundaryAt: at(0), begun: { at: at(20) } });
    expect(shown(late).escalations).toEqual([]);
    expect(shown(pass(late, 20)).escalations).toMatchObject([{ afterMs: 15 * minuteMs, role: 'Team Lead' }]);
    expect(pass(emptyDesk, 20)).toBe(emptyDesk);
  });

  it('tells the policy’s roles of an overdue one, each once, until it is closed', () => {
    expect(pass(signed, 14)).toBe(signed);
    const first = pass(signed, 15);
    expect(shown(first).escalations).toEqual([
      { at: at(15), afterMs: 15 * minuteMs, dueAt: at(15), role: 'Team Lead', person: 'The Team Lead' },
    ]);
    expect(pass(first, 16)).toBe(first);
    expect(shown(pass(first, 45)).escalations.map(({ role }) => role)).toEqual([
      'Team Lead',
      'Engineering Manager',
    ]);
    expect(pass(closed, 45)).toBe(closed);
  });
});
