import { commandSpecs, type CommandName } from '../shared/feed/commands.ts';
import type { CommandResult } from '../shared/feed/frames.ts';
import type { CommandRecord } from './journal/journal.ts';

/** What whoever gave a command is told of it, the first time and every other; `seq` is the state's by now. */
export function resultOf(
  { commandId: id, ok: isDone, message, person: giver }: CommandRecord,
  person: string,
  seq: number,
): CommandResult {
  if (giver !== person) {
    const used = `The command id ${id} was used by ${giver}; give the command again.`;
    return { type: 'result', id, ok: false, code: 'invalid', message: used };
  }
  return isDone
    ? { type: 'result', id, ok: true, seq, message }
    : { type: 'result', id, ok: false, code: 'refused', message };
}

/** A silence is asked for; what its Alertmanager made of it is told by the silence itself. */
export const doneWords = (name: CommandName): string =>
  `${commandSpecs[name].title}: ${name.startsWith('silence.') ? 'asked for' : 'done'}`;
