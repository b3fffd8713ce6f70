import { commandSpecs, isCommandName, type CommandName } from '../../../shared/feed/commands.ts';
import type { OutgoingCommand } from '../../store/store.ts';

/** One command on its way, in words. */
export interface OutgoingLine {
  readonly id: string;
  readonly text: string;
  readonly bad: boolean;
}

const isUnderWay = ({ state }: OutgoingCommand): boolean => state === 'queued' || state === 'pending';

/** True while the same command for this incident is queued or sent without a result; of notes any number may wait. */
export const isBusy = (outgoing: readonly OutgoingCommand[], name: CommandName, incident: string): boolean =>
  name !== 'incident.note' &&
  outgoing.some(
    (command) => command.name === name && command.params['incident'] === incident && isUnderWay(command),
  );

function words({ name, state, message }: OutgoingCommand): string {
  const title = isCommandName(name) ? commandSpecs[name].title : name;
  if (state === 'queued') return `${title}: waits to be sent`;
  if (state === 'pending') return `${title}: sending`;
  const verdict = state === 'refused' ? 'Refused' : 'Failed';
  return `${verdict}: ${message ?? 'no reason was given'} (${title})`;
}

/** The commands of an incident that are not done, newest last; declarations belong to every incident. */
export function outgoingLines(
  outgoing: readonly OutgoingCommand[],
  incident: string | undefined,
): readonly OutgoingLine[] {
  return outgoing
    .filter(
      ({ name, params }) =>
        name === 'incident.declare' || (incident !== undefined && params['incident'] === incident),
    )
    .filter(({ state }) => state !== 'done')
    .map((command) => ({ id: command.id, text: words(command), bad: !isUnderWay(command) }));
}
