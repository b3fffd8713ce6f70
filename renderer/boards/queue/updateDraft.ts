import type { Channel } from '../../../shared/model/channel.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { updateText } from '../../../shared/rules/updateText.ts';

/** What the form of an update opens with: the policy's template filled in; nothing where it has none. */
export function updateDraft(
  { updates, duties }: Pick<DeskInfo, 'updates' | 'duties'>,
  incident: Incident,
  serviceName: string,
  now: number,
): string {
  if (updates === undefined) return '';
  const service = serviceName === '' ? undefined : serviceName;
  return updateText(updates.template, incident, { service, duties, now });
}

/** A channel that an update goes to; `lacks` says why it will not reach anybody. */
export interface UpdateChannel {
  readonly name: string;
  readonly lacks?: string | undefined;
}

/** The channels that the policy names for updates, each with what keeps it from being told; undefined where it names none. */
export function updateChannels(
  desk: Pick<DeskInfo, 'updates' | 'simulated'> | undefined,
  channels: Readonly<Record<string, Channel>>,
): readonly UpdateChannel[] | undefined {
  return desk?.updates?.channels.map((id) => {
    const channel = channels[id];
    if (channel === undefined) return { name: id, lacks: 'the gateway does not have it' };
    const { name, lacks, isInUse } = channel;
    if (isInUse) return { name };
    return { name, lacks: lacks ?? (desk.simulated ? 'not told of what is simulated' : 'not in use') };
  });
}
