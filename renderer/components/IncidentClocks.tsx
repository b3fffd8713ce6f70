import { Fragment } from 'react';
import type { Clock } from '../../shared/rules/clocks.ts';
import { durationText, spanText } from '../../shared/rules/durations.ts';
import styles from './IncidentClocks.module.css';

const soonMs = 300_000;

const isMet = ({ metAt }: Clock): boolean => metAt !== undefined;
const takenText = ({ metAt, startsAt }: Clock): string => durationText((metAt ?? startsAt) - startsAt);

/** What runs out first comes first. */
const inOrder = (clocks: readonly Clock[]): readonly Clock[] =>
  clocks.toSorted((one, other) => one.dueAt - other.dueAt);

const share = ({ startsAt, dueAt }: Clock, now: number): number =>
  Math.min(1, Math.max(0, (now - startsAt) / (dueAt - startsAt)));

/** Short enough for half the pane: `Next update, every 30 min`. */
const labelOf = ({ id, label, startsAt, dueAt }: Clock): string =>
  id === 'update' ? `Next update, every ${spanText(dueAt - startsAt)}` : label;

/** Every duty of an incident as a clock: what is left or by how much it is late, and in one line what was met. */
export function IncidentClocks({ clocks, now }: { clocks: readonly Clock[]; now: number }) {
  const open = inOrder(clocks.filter((clock) => !isMet(clock)));
  const met = clocks.filter(isMet);
  return (
    <ul className={styles.clocks} aria-label="Clocks">
      {open.map((clock, place) => {
        const isSoon = clock.state === 'running' && clock.dueAt - now < soonMs;
        const isHot = clock.state === 'late' || (isSoon && clock.id === 'recover');
        return (
          <li
            key={clock.id}
            className={isHot ? styles.hot : isSoon ? styles.warm : undefined}
            title={`Owed by ${clock.owes}`}
          >
            <span>{labelOf(clock)}</span>
            <b>
              {durationText(Math.abs(clock.dueAt - now))}{' '}
              <small>{clock.state === 'late' ? 'late' : 'left'}</small>
            </b>
            {place === 0 && (
              <progress value={share(clock, now)} max={1} aria-label={`${clock.label}: time used`} />
            )}
          </li>
        );
      })}
      {met.length > 0 && (
        <li className={styles.met}>
          Met{' '}
          {met.map((clock, place) => (
            <Fragment key={clock.id}>
              {place > 0 && ' · '}
              <i>
                {clock.short} {takenText(clock)}
                {clock.state === 'metLate' ? ', late' : ''}
              </i>
            </Fragment>
          ))}
        </li>
      )}
    </ul>
  );
}
