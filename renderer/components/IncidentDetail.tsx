import type { ReactNode, Ref } from 'react';
import type { Alert } from '../../shared/model/alert.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { Clock } from '../../shared/rules/clocks.ts';
import { AlertList } from './AlertList.tsx';
import { IncidentClocks } from './IncidentClocks.tsx';
import { SeverityBadge } from './SeverityBadge.tsx';
import { Timeline } from './Timeline.tsx';
import styles from './IncidentDetail.module.css';

/** What the detail of an incident shows. */
export interface IncidentDetailProps {
  readonly incident: Incident;
  /** Service, tier, status and owner, in one line. */
  readonly context: string;
  readonly summary: string;
  readonly clocks: readonly Clock[];
  readonly alerts: readonly Alert[];
  readonly runbooks: readonly { readonly name: string; readonly url?: string | undefined }[];
  readonly runbooksRef: Ref<HTMLUListElement>;
  readonly outgoing: readonly { readonly id: string; readonly text: string; readonly bad: boolean }[];
  readonly now: number;
  readonly children: ReactNode;
}

/** Everything known of one incident; the acts are its children. */
export function IncidentDetail(props: IncidentDetailProps) {
  const { incident, context, summary, clocks, alerts, runbooks, runbooksRef, outgoing, now, children } =
    props;
  return (
    <aside className={styles.detail} role="region" aria-label="Incident detail">
      <header>
        <div className={styles.line}>
          <SeverityBadge severity={incident.severity} />
          <span className={styles.id}>{incident.id}</span>
          <span className={styles.context}>{context}</span>
        </div>
        <h2>{incident.title}</h2>
        <p>{summary}</p>
      </header>
      <IncidentClocks clocks={clocks} now={now} />
      <div className={styles.scroll} tabIndex={0} role="group" aria-label="Alerts, runbooks and timeline">
        <AlertList alerts={alerts} total={incident.alerts.length} now={now} />
        <section className={styles.runbooks} aria-label="Runbooks">
          <h3>Runbooks {runbooks.length > 0 ? <kbd>r</kbd> : <span>none named</span>}</h3>
          <ul ref={runbooksRef}>
            {runbooks.map(({ name, url }) => (
              <li key={url ?? name}>
                {url === undefined ? (
                  <span tabIndex={-1}>{name}</span>
                ) : (
                  <a href={url} target="_blank" rel="noreferrer">
                    {name}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </section>
        <Timeline entries={incident.timeline} total={incident.timelineTotal} now={now} />
      </div>
      <div className={styles.foot}>
        <ul className={styles.outgoing} aria-label="Commands on their way" aria-live="polite">
          {outgoing.map(({ id, text, bad }) => (
            <li key={id} className={bad ? styles.bad : undefined}>
              {text}
            </li>
          ))}
        </ul>
        {children}
      </div>
    </aside>
  );
}
