import type { Evidence, HandoffItem } from '../../shared/model/handoff.ts';
import { utcMinute } from '../../shared/rules/durations.ts';
import { StateGlyph } from './StateGlyph.tsx';
import styles from './ChecklistItem.module.css';

/** What an item of the checklist needs. */
export interface ChecklistItemProps {
  readonly item: HandoffItem;
  /** What is known now; absent from a record that is closed. */
  readonly live: Evidence | undefined;
  readonly isSelected: boolean;
  /** Its tick is on its way. */
  readonly isPending: boolean;
  readonly onPick: () => void;
}

const glyphOf = { good: 'operational', bad: 'degraded', stale: 'unknown' } as const;
const wordOf = { bad: 'Not all well', stale: 'Not known' } as const;

/** One item: its box, its evidence, and who ticked it when. A changed one shows both what was ticked and what is. */
export function ChecklistItem({ item, live, isSelected, isPending, onPick }: ChecklistItemProps) {
  const { tick, changed } = item;
  const evidence = changed ?? tick?.evidence ?? live;
  const isDone = tick !== undefined && changed === undefined;
  const standing =
    changed !== undefined ? 'changed' : isDone ? (tick.comment === undefined ? 'done' : 'noted') : 'open';
  return (
    <li
      className={`${styles.item} ${styles[standing] ?? ''}`}
      aria-current={isSelected}
      data-row={`item:${item.id}`}
      onClick={onPick}
    >
      <span className={styles.box} aria-hidden="true">
        {isDone && (
          <svg viewBox="0 0 16 16" width="16" height="16">
            <path d="M4 8.3l2.7 2.7L12 5.5" />
          </svg>
        )}
      </span>
      <div className={styles.words}>
        <p>
          {item.name}
          {isPending && <em>, sending</em>}
        </p>
        {changed !== undefined && tick !== undefined && (
          <p className={styles.was}>
            Changed {utcMinute(changed.at)} UTC since {tick.by} ticked it: {tick.evidence.text}
          </p>
        )}
        {evidence !== undefined && (
          <p className={styles.evidence}>
            <StateGlyph state={glyphOf[evidence.state]} />
            {evidence.state === 'good' ? ' ' : <b> {wordOf[evidence.state]}. </b>}
            {evidence.text}
          </p>
        )}
        {tick?.comment !== undefined && changed === undefined && (
          <p className={styles.comment}>“{tick.comment}”</p>
        )}
        {isSelected && evidence !== undefined && evidence.facts.length > 0 && (
          <ul className={styles.facts}>
            {evidence.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        )}
      </div>
      <span className={styles.when}>
        {isDone ? `${utcMinute(tick.at)} UTC` : changed !== undefined ? 'look again' : 'open'}
        {isDone && <i>{tick.by}</i>}
      </span>
    </li>
  );
}
