import type { HandoffContrast } from '../../shared/rules/handoffCompare.ts';
import styles from './RecordText.module.css';

const kinds = {
  item: 'Checklist',
  incident: 'Incident',
  promise: 'Promise',
  budget: 'Budget',
  shift: 'Handoff',
} as const satisfies Record<HandoffContrast['kind'], string>;

/** What two records say differently, side by side. */
export function ContrastTable({
  contrasts,
  earlier,
  later,
}: {
  readonly contrasts: readonly HandoffContrast[];
  /** Ids of the two. */
  readonly earlier: string;
  readonly later: string;
}) {
  if (contrasts.length === 0) return <p>Both say the same of every item, incident and promise.</p>;
  return (
    <div className={styles.record}>
      <table aria-label="What differs">
        <colgroup>
          <col width="24%" />
          <col width="38%" />
          <col width="38%" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Of</th>
            <th scope="col">{earlier}</th>
            <th scope="col">{later}</th>
          </tr>
        </thead>
        <tbody>
          {contrasts.map(({ kind, subject, earlier: before, later: after }) => (
            <tr key={`${kind} ${subject}`}>
              <td>{`${kinds[kind]}\n${subject}`}</td>
              <td dir="auto">{before ?? 'Not told'}</td>
              <td dir="auto">{after ?? 'Not told'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
