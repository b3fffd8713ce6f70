import type { LinkStatus } from '../../shared/bridge.ts';
import { drillOf } from '../../shared/rules/drillOf.ts';

/** Why nothing can be asked now, inside a sentence: nobody may take a drill for a real loss. */
export const lossWords = ({ status }: { readonly status: LinkStatus }): string =>
  drillOf(status) === undefined ? 'the feed is lost' : 'drill: the feed is cut off';
