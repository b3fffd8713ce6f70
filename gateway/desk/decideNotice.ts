import { err, ok } from '../../shared/result.ts';
import { queueOf } from './evolveNotice.ts';
import type { EventOf } from './events.ts';
import type { Context, Handlers } from './handler.ts';
import type { DeskRules } from './rules.ts';

/** What the commands of channels do. */
export const noticeHandlers: Handlers<'channel.test'> = {
  'channel.test': ({ channel: id }, { state: { notices }, rules, base, person }) => {
    const channel = rules.channels.find((each) => each.id === id);
    if (channel === undefined) {
      const known = rules.channels.map((each) => each.id).join(', ');
      return err(`The policy has no channel "${id}"; it has ${known === '' ? 'none' : known}.`);
    }
    if (queueOf(notices, id).waiting.some(({ notice }) => notice.kind === 'test'))
      return err(`A test of ${channel.name} is under way; wait for its result.`);
    return ok([testNotice(channel, notices.next, person, base)]);
  },
};

/** A test of a channel, with the number that the desk gives it. */
export const testNotice = (
  { id, name }: DeskRules['channels'][number],
  number: number,
  person: string,
  base: Context['base'],
): EventOf<'notice.due'> => ({
  ...base,
  type: 'notice.due',
  notice: {
    id: `NTC-${number}`,
    channel: id,
    kind: 'test',
    urgency: 'info',
    subject: `Test of ${name}`,
    text: `${person} tests this channel. Nothing is wrong, and nothing is to be done.`,
    dueAt: base.at,
  },
});
