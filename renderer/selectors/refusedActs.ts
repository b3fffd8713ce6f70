import type { Outgoing } from '../../shared/bridge.ts';
import { actWords } from '../../shared/feed/actWords.ts';
import { isCommandName, type CommandName } from '../../shared/feed/commands.ts';
import type { Incident, TimelineEntry } from '../../shared/model/incident.ts';
import { utcMinute } from '../../shared/rules/durations.ts';

const noteLength = 4000;

/** True while a command is queued or sent without a result. */
export const isUnderWay = ({ state }: Outgoing): boolean => state === 'queued' || state === 'pending';

/** True for an act that waited for a feed, was refused, and that nobody has put away yet. */
export const isToBeChosen = ({ state, offline }: Outgoing): boolean =>
  state === 'refused' && offline === true;

/** What was written with an act, if anything was. */
export const writtenIn = ({ params }: Outgoing): string | undefined =>
  ['text', 'note', 'reason', 'impact', 'summary', 'comment']
    .map((key) => params[key])
    .find((value) => typeof value === 'string');

/** What happened to an incident since an act on it was given, oldest first. */
export const meanwhileOf = (
  { givenAt }: Outgoing,
  incident: Incident | undefined,
): readonly TimelineEntry[] => incident?.timeline.filter(({ at }) => at >= givenAt) ?? [];

/** A command that gives a refused act anew. */
export interface GivenAnew {
  readonly label: string;
  readonly name: CommandName;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * How a refused act may be given anew: an act on an incident as a note of it, so that what was meant is on record;
 * another one as it was. Undefined where neither makes sense.
 */
export function givenAnew(outgoing: Outgoing, incident: Incident | undefined): GivenAnew | undefined {
  const { name, params, person, givenAt, message } = outgoing;
  if (typeof params['incident'] !== 'string')
    return isCommandName(name) ? { label: 'Give again', name, params } : undefined;
  if (incident === undefined) return undefined;
  const given = [`Given without a feed at ${utcMinute(givenAt)} UTC`, person].filter(Boolean).join(' by ');
  const refusal = `refused: ${(message ?? 'no reason was given').replace(/\.$/, '')}`;
  const text = [`${actWords(outgoing)}. ${given}, ${refusal}.`, writtenIn(outgoing)]
    .filter(Boolean)
    .join('\n');
  return {
    label: 'Give as a note',
    name: 'incident.note',
    params: { incident: incident.id, text: text.slice(0, noteLength) },
  };
}
