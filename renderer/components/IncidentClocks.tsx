import type { Clock } from '../../shared/rules/clocks.ts';
import { durationText } from '../../shared/rules/durations.ts';
import styles from './IncidentClocks.module.css';

const hotMs = 300_000;

function figure(clock: Clock, now: number): string {
  if (clock.state === 'met' || clock.state === 'metLate')
    return durationText((clock.metAt ?? now) - clock.startsAt);
  return durationText(Math.abs(clock.dueAt - now));
}

function caption(clock: Clock): string {
  if (clock.state === 'met') return 'met';
  if (clock.state === 'metLate') return 'met, late';
  return clock.state === 'late' ? 'late' : 'left';
}

/** Every duty of an incident as a clock: what is left, by how much it is late, or when it was met. */
export function IncidentClocks({ clocks, now }: { clocks: readonly Clock[]; now: number }) {
  return (
    <ul className={styles.clocks} aria-label="Clocks">
      {clocks.map((clock) => {
        const isHot = clock.state === 'late' || (clock.state === 'running' && clock.dueAt - now < hotMs);
        const isMet = clock.state === 'met' || clock.state === 'metLate';
        return (
          <li
            key={clock.id}
            className={isHot ? styles.hot : isMet ? styles.met : undefined}
            title={`Owed by ${clock.owes}`}
          >
            <span>{clock.label}</span>
            <b>
              {figure(clock, now)} <small>{caption(clock)}</small>
            </b>
          </li>
        );
      })}
    </ul>
  );
}
