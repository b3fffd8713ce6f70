import type { LinkStatus, Outgoing } from '../bridge.ts';
import type { FeedState } from '../feed/reduce.ts';
import { alarmsOf } from './alarms.ts';
import type { SoundSight } from './soundNow.ts';

/** What a console knows of the floor, as far as it is heard of; `now` is the gateway's time, ms. */
export function soundSight(
  feed: Pick<FeedState, 'entities' | 'at'>,
  status: LinkStatus['kind'],
  outgoing: readonly Pick<Outgoing, 'name' | 'params' | 'state'>[],
  now: number,
): SoundSight {
  const { desk, incident, flood } = feed.entities;
  const isLost = status === 'lost' || status === 'refused';
  return {
    now,
    // A welcome without a state is no floor yet.
    link: isLost ? 'lost' : status === 'live' && feed.at > 0 ? 'live' : 'starting',
    alarms: alarmsOf(desk['desk']?.severities ?? [], incident, outgoing),
    isFlood: flood['flood'] !== undefined,
  };
}
