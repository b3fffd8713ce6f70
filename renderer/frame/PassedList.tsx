import type { ReactElement } from 'react';
import type { DeskBetween, Passed } from '../../shared/model/between.ts';
import { serviceStates } from '../../shared/model/service.ts';
import { lengthText, stretchText, timesText, whenText } from '../../shared/rules/betweenWords.ts';
import { SeverityBadge } from '../components/SeverityBadge.tsx';
import { StateGlyph } from '../components/StateGlyph.tsx';
import { useActions, useConsole } from '../store/store.ts';
import styles from './PassedPanel.module.css';

interface PassedListProps {
  readonly answer: DeskBetween;
  readonly now: number;
  readonly onClose: () => void;
}

/** What came and went, one thing a row, what happened last first. */
export function PassedList({ answer, now, onClose }: PassedListProps): ReactElement {
  const { items, itemCount, blind } = answer;
  const more = itemCount - items.length;
  if (itemCount === 0) {
    return (
      <p className={styles.none}>
        {blind.length === 0 ? 'Nothing came or went.' : 'Nothing that was seen came or went.'}
      </p>
    );
  }
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">When, UTC</th>
          <th scope="col">What</th>
          <th scope="col">How it stands</th>
          <th scope="col">What happened</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={`${item.kind} ${item.id}`} item={item} now={now} onClose={onClose} />
        ))}
        {more > 0 ? (
          <tr>
            <td colSpan={4}>and {more} more, earlier: choose a shorter span to see them</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

function Row({ item, now, onClose }: { item: Passed; now: number; onClose: () => void }): ReactElement {
  const { kind, severity, state, from, to, acts, actCount, signals = [] } = item;
  const times = timesText(item);
  const serviceName = useConsole((store) => store.feed.entities.service[item.service ?? '']?.name);
  const earlier = actCount - acts.length;
  const shown = serviceStates.find((one) => one === state);
  return (
    <tr>
      <td>
        {stretchText(from, to, now)}
        {to === undefined ? null : <small>{lengthText(to - from)}</small>}
      </td>
      <th scope="row">
        <Name item={item} onClose={onClose} />
        <small>
          {nameOfKind[kind]}
          {kind === 'service' || serviceName === undefined ? '' : ` · ${serviceName}`}
        </small>
      </th>
      <td>
        {severity === undefined ? null : <SeverityBadge severity={severity} />}{' '}
        {kind === 'service' && shown !== undefined ? <StateGlyph state={shown} /> : null} {state}
        {times === '' ? null : <b className={styles.times}>{times}</b>}
      </td>
      <td>
        <ul>
          {earlier > 0 ? <li>{earlier} earlier, not listed</li> : null}
          {acts.map(({ at, to: until, by, text }, index) => (
            <li key={`${at} ${index}`}>
              <time>{until === undefined ? whenText(at, now) : stretchText(at, until, now)}</time> {text}
              {by === undefined ? '' : `, by ${by}`}
            </li>
          ))}
          {signals
            .filter((signal) => signal.times > 0)
            .map((signal, index) => (
              <li key={`signal ${index}`}>
                {signal.text}: {timesText(signal) || 'came once'}, {signalWords[signal.state] ?? signal.state}
              </li>
            ))}
        </ul>
      </td>
    </tr>
  );
}

/** An incident that the console still has is a way to it. */
function Name({ item, onClose }: { item: Passed; onClose: () => void }): ReactElement {
  const { kind, id, title } = item;
  const isHeld = useConsole((state) => kind === 'incident' && state.feed.entities.incident[id] !== undefined);
  const { select, setBoard, openView } = useActions();
  const open = (): void => {
    const isOver = item.state === 'resolved';
    openView(isOver ? 'Resolved' : 'Open');
    setBoard('queue');
    select(id);
    onClose();
  };
  return (
    <>
      {kind === 'incident' ? <code>{id} </code> : null}
      {isHeld ? (
        <button type="button" onClick={open}>
          {title}
        </button>
      ) : (
        title
      )}
    </>
  );
}

const nameOfKind: Readonly<Record<Passed['kind'], string>> = {
  incident: 'incident',
  alert: 'alert without an incident',
  service: 'service',
  silence: 'silence',
  run: 'automation run',
  change: 'planned change',
  automation: 'switch',
  notice: 'channel',
};

const signalWords: Readonly<Record<string, string>> = {
  bad: 'still bad',
  clear: 'over',
  lost: 'its end not seen',
};
