import type { Logger } from 'pino';
import { commandSpecs, isCommandName, parseCommand, type CommandName } from '../../shared/feed/commands.ts';
import type { CommandFrame, CommandResult } from '../../shared/feed/frames.ts';
import { roleAllows, type Role } from '../../shared/feed/roles.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Identity } from './access.ts';
import type { CommandDesk } from './commandDesk.ts';
import type { TokenBucket } from './tokenBucket.ts';

/** Names of the commands that a role may give. */
export const grantsOf = (role: Role): readonly CommandName[] =>
  Object.keys(commandSpecs)
    .filter(isCommandName)
    .filter((name) => roleAllows(role, commandSpecs[name].role));

/** Takes a command frame through rate, form and role to the desk. */
export function giveCommand(
  frame: CommandFrame,
  by: Identity,
  bucket: TokenBucket,
  desk: CommandDesk,
  now: Instant,
  log: Logger,
): CommandResult {
  const refuse = (code: 'busy' | 'invalid' | 'forbidden' | 'failed', message: string): CommandResult => ({
    type: 'result',
    id: frame.id,
    ok: false,
    code,
    message,
  });
  if (!bucket.take(now)) return refuse('busy', 'Too many commands at once; it is tried again shortly.');
  const parsed = parseCommand(frame.name, frame.params);
  if (!parsed.ok) return refuse('invalid', parsed.message);
  const spec = commandSpecs[parsed.command.name];
  if (!roleAllows(by.role, spec.role)) {
    return refuse('forbidden', `"${spec.title}" needs the role ${spec.role}; ${by.person} is ${by.role}.`);
  }
  const giver = frame.person || by.person;
  if (by.tokenHash !== undefined && giver !== by.person) {
    const whose = `${giver} gave this, but the access token here is of ${by.person}`;
    return refuse(
      'forbidden',
      `${whose}, so it is not taken; see whether it is done, and give it again if not.`,
    );
  }
  try {
    return desk.submit({
      commandId: frame.id,
      command: parsed.command,
      person: giver,
      role: by.role,
      givenAt: Math.min(frame.givenAt ?? now, now),
    });
  } catch (error) {
    // A defect of the desk costs one command, not the feed; the console keeps the command and tries again.
    log.error({ err: error, command: frame.name, commandId: frame.id }, 'command failed');
    return refuse('failed', 'The gateway could not carry it out; its log says why.');
  }
}
