import type { DeskInfo } from '../../shared/model/desk.ts';
import type { ConsoleState } from '../store/store.ts';

/** The time zone of a site, else the machine's. To ask the machine is dear: not for every update of the feed. */
export const zoneOf = (desk: Pick<DeskInfo, 'sites'> | undefined, site: string | undefined): string =>
  desk?.sites.find(({ id }) => id === site)?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The time zone of the console's own site, else the machine's. */
export const siteZone = ({ settings, feed }: Pick<ConsoleState, 'settings' | 'feed'>): string =>
  zoneOf(feed.entities.desk['desk'], settings.site);

/** `America/New_York` -> `New York`. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
