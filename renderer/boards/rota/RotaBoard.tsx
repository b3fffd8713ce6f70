import { useState, type ReactElement } from 'react';
import { shiftAt } from '../../../shared/rules/shifts.ts';
import { orderedLists, rotaName } from '../../selectors/rotaWords.ts';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import { OnNow } from './OnNow.tsx';
import styles from './RotaBoard.module.css';
import { RotaCalendar } from './RotaCalendar.tsx';
import { movedBy } from './rotaGrid.ts';
import { RotaSide } from './RotaSide.tsx';

/** A wall has room for so many rows. */
const wallRows = 8;

/** The rota: who is on now, two weeks as a calendar, what is wrong ahead, and who stands in. */
export function RotaBoard(): ReactElement {
  const now = useNow();
  const isWall = useConsole(({ ui }) => ui.mode === 'wall');
  const lists = orderedLists(useConsole(({ feed }) => feed.entities.rota));
  const desk = useConsole(({ feed }) => feed.entities.desk['desk']);
  const [shift, setShift] = useState(-1);
  const [highlight, setHighlight] = useState<string>();
  const people = desk?.people ?? [];
  const siteId = shiftAt(desk?.shifts ?? [], now)?.shift.site;
  const site = desk?.sites.find(({ id }) => id === siteId) ?? desk?.sites[0];
  const onIt = [...new Set(lists.flatMap(({ spans }) => spans.flatMap(({ person }) => person ?? [])))];
  const move = (by: number) => (): void => setShift((current) => movedBy(current, by));
  const pick = (by: number) => (): void => {
    const at = highlight === undefined ? -1 : onIt.indexOf(highlight);
    // One place past the last is nobody.
    const next = (at + 1 + by + onIt.length + 1) % (onIt.length + 1);
    setHighlight(onIt[next - 1]);
  };
  useBoardKeys({
    ...{ ArrowLeft: move(-1), ArrowRight: move(1), '[': move(-7), ']': move(7) },
    ...{ t: () => setShift(-1), p: pick(1), P: pick(-1) },
  });
  if (lists.length === 0) {
    return (
      <main className={styles.empty}>
        <p>{desk === undefined ? 'Nothing heard from the gateway yet.' : 'This gateway tells no rota.'}</p>
      </main>
    );
  }
  const rows = isWall ? lists.slice(0, wallRows) : lists;
  const onCall = lists.filter(({ services }) => services === undefined);
  return (
    <main className={styles.board} data-board="rota">
      <OnNow lists={onCall} people={people} site={site} now={now} />
      <RotaCalendar {...{ people, site, now, shift, highlight }} lists={rows} />
      <p className={styles.keys}>
        {isWall ? (
          <span>
            {lists.length > rows.length ? `${lists.length - rows.length} more lists at a workstation` : ''}
          </span>
        ) : (
          <>
            <span>
              <kbd>←</kbd> <kbd>→</kbd> a day <kbd>[</kbd> <kbd>]</kbd> a week <kbd>t</kbd> today
            </span>
            <span>
              <kbd>p</kbd> {highlight === undefined ? 'one person' : `shows ${rotaName(people, highlight)}`}
            </span>
          </>
        )}
      </p>
      <RotaSide lists={lists} people={people} now={now} isWall={isWall} />
    </main>
  );
}
