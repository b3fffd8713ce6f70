import { cityOf } from '../selectors/siteZone.ts';
import { shiftAt } from '../../shared/rules/shifts.ts';
import { siteMinute, utcSecond } from '../../shared/rules/durations.ts';
import { useNow } from '../store/now.ts';
import { useConsole } from '../store/store.ts';
import styles from './Clocks.module.css';

/** UTC large, the site's own time small, then the chosen zones; the site is the chosen one, else that of the shift on duty. */
export function Clocks() {
  const now = useNow();
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const chosen = useConsole((state) => state.settings.site);
  const zones = useConsole((state) => state.settings.zones);
  const siteId = chosen ?? shiftAt(desk?.shifts ?? [], now)?.shift.site;
  const site = desk?.sites.find(({ id }) => id === siteId) ?? desk?.sites[0];
  return (
    <div className={styles.clocks}>
      <span className={styles.utc}>
        <b>{utcSecond(now)}</b> <i>UTC</i>
      </span>
      {site === undefined ? null : (
        <span className={styles.site}>
          {siteMinute(now, site.timeZone)} {site.name}
        </span>
      )}
      {zones.map((zone) => (
        <span key={zone} className={styles.site}>
          {siteMinute(now, zone)} {cityOf(zone)}
        </span>
      ))}
    </div>
  );
}
