import type { Handoff } from '../../shared/model/handoff.ts';
import { handoffDocument } from '../../shared/rules/handoffDocument.ts';
import styles from './RecordText.module.css';

/** A closed handoff to be read: what its exports say, in the same order. */
export function RecordText({ record }: { readonly record: Handoff }) {
  const { title, facts, tables, notes } = handoffDocument(record);
  const shown = tables.filter(({ rows }) => rows.length > 0);
  return (
    <article className={styles.record} aria-label={title}>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <h3>Notes</h3>
      <p dir="auto">{notes.trim() === '' ? 'None.' : notes}</p>
      {shown.map(({ title: name, head, widths, rows }) => (
        <section key={name}>
          <h3>{name}</h3>
          <table aria-label={name}>
            <colgroup>
              {head.map((cell, column) => (
                <col key={cell} width={`${widths[column]}%`} />
              ))}
            </colgroup>
            <thead>
              <tr>
                {head.map((cell) => (
                  <th key={cell} scope="col">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((cells, row) => (
                // A record changes no more, so its rows keep their places.
                <tr key={row}>
                  {cells.map((cell, column) => (
                    <td key={head[column]} dir="auto">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </article>
  );
}
