import { commandSpecs, isCommandName, type CommandName } from '../../../shared/feed/commands.ts';
import { isUnderWay } from '../../selectors/refusedActs.ts';
import type { OutgoingCommand } from '../../store/store.ts';

/** One command on its way, in words. */
export interface OutgoingLine {
  readonly id: string;
  readonly text: string;
  readonly bad: boolean;
}

/** True while the same command for this incident is queued or sent without a result; of notes and updates any number may wait. */
export const isBusy = (outgoing: readonly OutgoingCommand[], name: CommandName, incident: string): boolean =>
  name !== 'incident.note' &&
  name !== 'incident.update' &&
  outgoing.some(
    (command) => command.name === name && command.params['incident'] === incident && isUnderWay(command),
  );

/** A command on its way, in words. */
export function outgoingWords({ name, state, message }: OutgoingCommand): string {
  const title = isCommandName(name) ? commandSpecs[name].title : name;
  if (state === 'queued') return `${title}: waits to be sent`;
  if (state === 'pending') return `${title}: sending`;
  const verdict = state === 'refused' ? 'Refused' : 'Failed';
  return `${verdict}: ${message ?? 'no reason was given'} (${title})`;
}

const isOfDesk = (name: string): boolean =>
  name === 'incident.declare' || /^(change|silence|automation)\./.test(name);

/** The commands of an incident that are not done, newest last; those of the whole desk belong to every incident. */
export function outgoingLines(
  outgoing: readonly OutgoingCommand[],
  incident: string | undefined,
): readonly OutgoingLine[] {
  return linesOf(
    outgoing.filter(
      ({ name, params }) => isOfDesk(name) || (incident !== undefined && params['incident'] === incident),
    ),
  );
}

/** The commands of the rota that are not done, newest last. */
export const rotaLines = (outgoing: readonly OutgoingCommand[]): readonly OutgoingLine[] =>
  linesOf(outgoing.filter(({ name }) => name.startsWith('rota.')));

const linesOf = (outgoing: readonly OutgoingCommand[]): readonly OutgoingLine[] =>
  outgoing
    .filter(({ state }) => state !== 'done')
    .map((command) => ({ id: command.id, text: outgoingWords(command), bad: !isUnderWay(command) }));
