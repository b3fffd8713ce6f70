import type { Channel } from '../../shared/model/channel.ts';
import type { PolicyChannel } from '../../shared/policy/index.ts';
import type { ChannelQueue } from '../desk/evolveNotice.ts';

/** A channel as consoles see it: how it fares, and neither its address nor its secret. */
export function channelEntityOf(
  { id, name, kind, severities }: PolicyChannel,
  queue: ChannelQueue,
  use: { readonly lacks: string | undefined; readonly isInUse: boolean },
): Channel {
  const { waiting, failures, nextAt, dead, lastTest, lastDelivery, lastFailure } = queue;
  return {
    id,
    name,
    kind,
    severities: severities === undefined ? undefined : [...severities],
    lacks: use.lacks === undefined ? undefined : `Not set up: ${use.lacks}`,
    isInUse: use.isInUse,
    lastTest,
    lastDelivery,
    lastFailure,
    nextAttemptAt: failures > 0 && waiting.length > 0 ? nextAt : undefined,
    waiting: waiting.length,
    dead,
  };
}
