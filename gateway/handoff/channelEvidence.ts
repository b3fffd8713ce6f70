import type { Channel } from '../../shared/model/channel.ts';
import type { Evidence, Handoff } from '../../shared/model/handoff.ts';
import { spanText, utcSecond } from '../../shared/rules/durations.ts';
import { queueOf } from '../desk/evolveNotice.ts';
import { judged } from './judged.ts';
import type { Known } from './known.ts';

interface Tested {
  readonly channel: Channel;
  readonly state: 'good' | 'bad' | 'waits' | 'untested';
  readonly text: string;
}

/** How the test of every channel came out since the handoff began. Pure. */
export function channelEvidence(known: Known, handoff: Handoff): Evidence {
  const all = known.channels.map((channel) => testedOf(known, handoff, channel));
  if (all.length === 0) return judged('bad', 'The policy has no channel', [], []);
  const states = new Set(all.map(({ state }) => state));
  const good = all.filter(({ state }) => state === 'good').length;
  const state = states.has('bad') ? 'bad' : states.has('waits') || states.has('untested') ? 'stale' : 'good';
  const names = all.map(({ channel }) => channel.name).join(', ');
  const text = [...states].every((one) => one === 'untested')
    ? `Not tested since this handoff began: ${names}`
    : [
        `${good} of ${all.length} channels took the test`,
        ...all
          .filter((one) => one.state !== 'good')
          .slice(0, 2)
          .map((one) => `${one.channel.name}: ${one.text}`),
      ].join('. ');
  return judged(
    state,
    text,
    all.map((one) => `${one.channel.name}: ${one.text}`),
    [all.map((one) => [one.channel.id, one.state])],
  );
}

function testedOf({ desk, rules, now }: Known, { begun }: Handoff, channel: Channel): Tested {
  const { waiting, lastTest } = queueOf(desk.notices, channel.id);
  const test = waiting.find(({ notice }) => notice.kind === 'test');
  if (test !== undefined) {
    const { testTimeoutMs } = rules.handoff;
    return now - test.notice.dueAt >= testTimeoutMs
      ? { channel, state: 'bad', text: `no result within ${spanText(testTimeoutMs)}` }
      : { channel, state: 'waits', text: `sent ${utcSecond(test.notice.dueAt)} UTC, waits for its result` };
  }
  if (lastTest === undefined || lastTest.at < begun.at)
    return { channel, state: 'untested', text: channel.lacks ?? 'not tested since this handoff began' };
  const at = `${utcSecond(lastTest.at)} UTC`;
  return lastTest.ok
    ? { channel, state: 'good', text: `took it at ${at}: ${lastTest.detail}` }
    : { channel, state: 'bad', text: `failed at ${at}: ${lastTest.detail}` };
}
