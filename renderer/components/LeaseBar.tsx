import { durationText, utcSecond, utcSince } from '../../shared/rules/durations.ts';
import type { Lease } from '../../shared/rules/lease.ts';
import styles from './LeaseBar.module.css';

const clockText = (at: number, now: number): string =>
  Math.abs(at - now) < 43_200_000 ? utcSecond(at) : utcSince(at, now);

/** Below this share of it a lease that is not renewed is soon over. */
const lowShare = 0.25;

/** How much remains of an alert's lease, as a bar and in words. */
export function LeaseBar({ lease, now }: { readonly lease: Lease; readonly now: number }) {
  const { share, leftMs, endsAt, renewedAt } = lease;
  const renewed = `renewed ${clockText(renewedAt, now)} UTC`;
  const tone = leftMs < 0 ? styles.over : share < lowShare ? styles.low : '';
  return (
    <div className={`${styles.lease} ${tone ?? ''}`}>
      <div className={styles.bar} aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </div>
      <span>
        {leftMs < 0
          ? `Lease ended ${clockText(endsAt, now)} UTC, not renewed`
          : `Lease ends ${clockText(endsAt, now)} UTC if not renewed`}
      </span>
      <span className={styles.left}>
        {leftMs < 0 ? '' : `${durationText(leftMs)} left · `}
        {renewed}
      </span>
    </div>
  );
}
