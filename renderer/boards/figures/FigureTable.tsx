import type { ReactElement, ReactNode } from 'react';
import type { FigureName, Figures } from '../../../shared/model/deskFigures.ts';
import { figureTitles, leftOutText, measureOf } from '../../../shared/rules/figureWords.ts';
import styles from './Figures.module.css';

/** One part of the desk's records. */
export interface FigurePart {
  readonly id: string;
  readonly name: ReactNode;
  readonly figures: Figures;
}

interface FigureTableProps {
  readonly title: string;
  readonly what: string;
  /** Changes, for one, have no severity. */
  readonly columns: readonly FigureName[];
  readonly parts: readonly FigurePart[];
}

/** Every figure of each part, with the number that it rests on. */
export function FigureTable({ title, what, columns, parts }: FigureTableProps): ReactElement {
  return (
    <section className={styles.section} aria-label={title}>
      <h3>{title}</h3>
      {parts.length === 0 ? (
        <p className={styles.none}>No incident and no change in this span.</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{what}</th>
              {columns.map((name) => (
                <th key={name} scope="col" title={figureTitles[name].long}>
                  {figureTitles[name].short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parts.map(({ id, name, figures }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {columns.map((figure) => {
                  const { counted, of, why } = figures[figure];
                  const measure = measureOf(figure, figures[figure]);
                  return (
                    <td key={figure} title={why ?? leftOutText(figures[figure])}>
                      {measure === undefined ? (
                        <span className={styles.lacks}>not enough</span>
                      ) : (
                        <>
                          <b>{measure.value}</b> {measure.unit}
                        </>
                      )}
                      <small>
                        {counted} of {of}
                      </small>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
