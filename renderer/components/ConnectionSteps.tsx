import type { ReactElement } from 'react';
import { connectionSteps, type ConnectionReport } from '../../shared/connectionReport.ts';
import styles from './ConnectionSteps.module.css';

/** How far a connection got: each step that was passed, and at the first that failed why, and what to do. */
export function ConnectionSteps({ report }: { readonly report: ConnectionReport }): ReactElement {
  const { steps, failed, url, welcome } = report;
  return (
    <div className={styles.report} role="status">
      <h3>{headline(report)}</h3>
      {steps.length === 0 && failed === undefined && url === '' ? (
        <p>The gateway inside this console needs no connection.</p>
      ) : null}
      <ol>
        {steps.map(({ step, text }) => (
          <li key={step}>
            <svg className="glyph" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M5 13l4 4L19 7" fill="none" stroke="currentColor" strokeWidth="2" />
            </svg>
            <b>{connectionSteps[step]}</b> {text}
          </li>
        ))}
        {failed === undefined ? null : (
          <li className={styles.failed}>
            <svg className="glyph" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M6 6l12 12M18 6L6 18" fill="none" stroke="currentColor" strokeWidth="2.5" />
            </svg>
            <b>{connectionSteps[failed.step]} failed</b>
            <span>
              {failed.reason}. <em>{failed.todo}</em>
            </span>
          </li>
        )}
      </ol>
      {welcome === undefined ? null : (
        <p>
          Gateway {welcome.gateway} takes this console for {welcome.person}, {welcome.role}.
        </p>
      )}
    </div>
  );
}

function headline({ url, failed, kept }: ConnectionReport): string {
  const where = url === '' ? 'The gateway inside this console' : url;
  if (failed !== undefined) return kept ? `Kept without an answer: ${where}` : `No connection to ${where}`;
  return kept ? `Connected to ${where}, and kept` : `${where} answers; nothing was changed`;
}
