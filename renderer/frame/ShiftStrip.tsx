import { durationText, roughText, utcMinute } from '../../shared/rules/durations.ts';
import type { ReactNode } from 'react';
import { shiftAt } from '../../shared/rules/shifts.ts';
import { rotaName, spanAt, urgentFindings } from '../selectors/rotaWords.ts';
import { useNow } from '../store/now.ts';
import { useConsole } from '../store/store.ts';
import styles from './Foot.module.css';

const shownLists = [
  { id: 'primary', short: 'On call' },
  { id: 'secondary', short: 'then' },
] as const;

/** The shift and when it ends, who is on call, and what is wrong with the rota within a day; `children` at its end. */
export function ShiftStrip({ children }: { readonly children?: ReactNode }) {
  const now = useNow();
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const lists = useConsole((state) => state.feed.entities.rota);
  const turn = shiftAt(desk?.shifts ?? [], now);
  const people = desk?.people ?? [];
  // An older gateway tells only who is on call now.
  const older = lists['primary'] === undefined ? desk?.onCall[0] : undefined;
  const [first, ...more] = urgentFindings(lists, now);
  return (
    <div className={styles.strip}>
      {turn === undefined ? null : (
        <span>
          <b>{turn.shift.name}</b> until {utcMinute(turn.endsAt)} UTC, in {durationText(turn.endsAt - now)}
        </span>
      )}
      {older === undefined ? null : (
        <span>
          On call <b>{older.person}</b>
        </span>
      )}
      {shownLists.some(({ id }) => lists[id] !== undefined) && (
        <span>
          {shownLists.map(({ id, short }) => {
            const list = lists[id];
            if (list === undefined) return null;
            const person = spanAt(list, now)?.person;
            return (
              <span key={id} title={list.name}>
                {short}{' '}
                {person === undefined ? (
                  <b className={styles.wrong}>nobody</b>
                ) : (
                  <b>{rotaName(people, person)}</b>
                )}{' '}
              </span>
            );
          })}
        </span>
      )}
      {first === undefined ? null : (
        <span className={styles.finding} role="status" title={first.text}>
          <b className={styles.wrong}>Rota</b>{' '}
          {first.from <= now ? 'now' : `in ${roughText(first.from - now)}`}: {first.text}
          {more.length === 0 ? '' : ` · ${more.length} more`}
        </span>
      )}
      {children}
    </div>
  );
}
