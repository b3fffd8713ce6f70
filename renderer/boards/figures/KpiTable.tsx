import type { ReactElement } from 'react';
import { StateGlyph } from '../../components/StateGlyph.tsx';
import styles from './Figures.module.css';
import type { KpiRow } from './kpiRow.ts';

/** The policy's key figures: target, value, and since when each is met or missed. */
export function KpiTable({ rows }: { readonly rows: readonly KpiRow[] }): ReactElement {
  return (
    <section className={styles.section} aria-label="Key figures of the policy">
      <h3>Key figures of the policy</h3>
      {rows.length === 0 ? (
        <p className={styles.none}>
          The policy asks for none. Add them under kpis, and they are counted here.
        </p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Key figure</th>
              <th scope="col">Target</th>
              <th scope="col">Value</th>
              <th scope="col">Status</th>
              <th scope="col">Since, or why not</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, measure, target, state, word, since, restsOn }) => (
              <tr key={id} data-kpi={id}>
                <th scope="row">{name}</th>
                <td className={styles.whole}>{target}</td>
                <td>
                  {measure === undefined ? (
                    <span className={styles.lacks}>not enough</span>
                  ) : (
                    <>
                      <b>{measure.value}</b> {measure.unit}
                      <small>{restsOn}</small>
                    </>
                  )}
                </td>
                <td className={styles[state]}>
                  <StateGlyph state={state} /> {word}
                </td>
                <td>{since}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
