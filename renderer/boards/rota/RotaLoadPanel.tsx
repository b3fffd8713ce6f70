import { useEffect, useState, type ReactElement } from 'react';
import type { RotaLoad } from '../../../shared/model/rotaLoad.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import { rotaTime } from '../../../shared/rules/rotaFindings.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { useActions, useConsole } from '../../store/store.ts';
import styles from './RotaLoadPanel.module.css';
import { reasonOf } from '../../../shared/reasonOf.ts';

const dayMs = 86_400_000;
const shownDays = 28;

interface PanelProps {
  readonly now: Instant;
  readonly onClose: () => void;
}

/** Who bore how much of the last four weeks; asked for when it is opened, and once a day. */
export function RotaLoadPanel({ now, onClose }: PanelProps): ReactElement {
  const { ask } = useActions();
  const live = useConsole((state) => state.live);
  const [load, setLoad] = useState<RotaLoad>();
  const [problem, setProblem] = useState<string>();
  const today = Math.floor(now / dayMs) * dayMs;
  useEffect(() => {
    if (!live) return undefined;
    let isGone = false;
    ask('rota.load', { from: today - shownDays * dayMs, to: today + dayMs }).then(
      (answer) => {
        if (isGone) return;
        setLoad(answer);
        setProblem(undefined);
      },
      (error: unknown) => {
        if (!isGone) setProblem(reasonOf(error));
      },
    );
    return () => {
      isGone = true;
    };
  }, [ask, live, today]);
  return (
    <section aria-label="Load">
      <h2>
        Load of the last {shownDays} days and today, UTC
        <ActButton keyName="l" onPress={onClose}>
          What is ahead
        </ActButton>
      </h2>
      {problem !== undefined && <p role="alert">Not known: {problem}</p>}
      {load === undefined ? (
        <p>{problem === undefined ? 'Asking for the load.' : ''}</p>
      ) : (
        <LoadTable load={load} />
      )}
    </section>
  );
}

function LoadTable({ load: { people, guidance, unheld, recordsSince, from } }: { readonly load: RotaLoad }) {
  const since =
    recordsSince === undefined
      ? 'No page is on record.'
      : `Pages are on record since ${rotaTime(recordsSince)} UTC.`;
  return (
    <>
      <table className={styles.load}>
        <thead>
          <tr>
            <th>Person</th>
            <th>On call</th>
            <th>Nights</th>
            <th>Pages</th>
            <th>A shift, at most {guidance}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ person, name, onCallMs, nights, pages, pagesPerShift, busyShifts }) => (
            <tr key={person}>
              <td>{name}</td>
              <td>{Math.round(onCallMs / 3_600_000)} h</td>
              <td>{nights}</td>
              <td>{pages}</td>
              <td className={busyShifts > 0 ? styles.over : ''}>
                {pagesPerShift === undefined ? 'none' : pagesPerShift.toFixed(1)}
                {busyShifts > 0 ? ` · ${busyShifts} over` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {(recordsSince === undefined || recordsSince > from) && <p>{since}</p>}
      {unheld > 0 && (
        <p>
          {unheld} {unheld === 1 ? 'page' : 'pages'} reached nobody: no one held the role.
        </p>
      )}
    </>
  );
}
