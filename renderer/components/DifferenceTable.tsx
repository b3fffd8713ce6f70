import type { Difference, HandoffPromise } from '../../shared/model/handoff.ts';
import { differenceWords } from '../../shared/rules/handoffDocument.ts';
import { utcMinute } from '../../shared/rules/durations.ts';
import { SeverityBadge } from './SeverityBadge.tsx';
import styles from './DifferenceTable.module.css';

/** What the difference needs. */
export interface DifferenceTableProps {
  readonly difference: Difference;
  readonly promises: readonly HandoffPromise[];
  /** Row of the cursor: `promise:PRM-1`. */
  readonly selected: string | undefined;
  readonly onPick: (row: string) => void;
}

/** What has become different since the last handoff, and what was promised. */
export function DifferenceTable({ difference, promises, selected, onPick }: DifferenceTableProps) {
  const { lines, total } = difference;
  if (total === 0 && promises.length === 0)
    return (
      <p className={styles.none}>Nothing has changed since the last handoff, and nothing is promised.</p>
    );
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label="Since the last handoff">
        <tbody>
          {lines.map(({ kind, subject, severity, text }, place) => (
            // Two lines may say the same of two things; their order is the gateway's.
            <tr key={`${kind} ${subject} ${place}`}>
              <td className={styles.kind}>{differenceWords[kind]}</td>
              <td className={styles.subject}>
                {severity !== undefined && <SeverityBadge severity={severity} />} <b>{subject}</b>
              </td>
              <td className={styles.text}>{text}</td>
            </tr>
          ))}
          {promises.map(({ id, text, by, at, done }) => (
            <tr
              key={id}
              aria-current={selected === `promise:${id}`}
              data-row={`promise:${id}`}
              onClick={() => onPick(`promise:${id}`)}
            >
              <td className={styles.kind}>{done === undefined ? 'Promised' : 'Done'}</td>
              <td className={styles.subject}>
                <b>{id}</b>
              </td>
              <td className={styles.text}>
                {text}
                <i>
                  {done === undefined
                    ? ` by ${by}, ${utcMinute(at)} UTC`
                    : ` done by ${done.by}, ${utcMinute(done.at)} UTC${done.note === undefined ? '' : `: ${done.note}`}`}
                </i>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > lines.length && <p className={styles.none}>{total - lines.length} more are in the journal.</p>}
    </div>
  );
}
