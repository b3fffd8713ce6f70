import { Fragment, type ReactNode, type Ref } from 'react';
import type { Alert } from '../../shared/model/alert.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { Clock } from '../../shared/rules/clocks.ts';
import { AlertList } from './AlertList.tsx';
import { IncidentClocks } from './IncidentClocks.tsx';
import { OutsideLink } from './OutsideLink.tsx';
import { OutgoingMark } from './OutgoingMark.tsx';
import { SeverityBadge } from './SeverityBadge.tsx';
import { Timeline } from './Timeline.tsx';
import styles from './IncidentDetail.module.css';

/** What the detail of an incident shows. */
export interface IncidentDetailProps {
  readonly incident: Incident;
  /** Service, tier, status and owner, in one line. */
  readonly context: string;
  readonly summary: ReactNode;
  readonly clocks: readonly Clock[];
  readonly alerts: readonly Alert[];
  /** Who is paged next and when, in one line. */
  readonly next: string | undefined;
  /** What is to be done first for its category. */
  readonly procedure: ReactNode;
  /** Sections between the runbooks and the timeline. */
  readonly sections: ReactNode;
  readonly runbooks: readonly { readonly name: string; readonly url?: string | undefined }[];
  readonly runbooksRef: Ref<HTMLUListElement>;
  /** Opens an address outside the console. */
  readonly onOpen: (url: string) => void;
  /** How far runbooks were followed for it. */
  readonly runs: readonly { readonly id: string; readonly title: string; readonly words: string }[];
  readonly outgoing: readonly { readonly id: string; readonly text: string; readonly bad: boolean }[];
  readonly now: number;
  readonly children: ReactNode;
}

/** Everything known of one incident; the acts are its children. */
export function IncidentDetail(props: IncidentDetailProps) {
  const { incident, context, summary, clocks, alerts, next, procedure, sections } = props;
  const { runbooks, runbooksRef, runs, outgoing, onOpen, now, children } = props;
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
        {next !== undefined && (
          <p className={styles.next} aria-label="Next escalation">
            <b>Next</b> {next}
          </p>
        )}
      </header>
      <IncidentClocks clocks={clocks} now={now} />
      <div className={styles.scroll} tabIndex={0} role="group" aria-label="Alerts, runbooks and timeline">
        <Fragment key={incident.id}>{procedure}</Fragment>
        <AlertList alerts={alerts} total={incident.alerts.length} now={now} />
        <section className={styles.runbooks} aria-label="Runbooks">
          <h3>Runbooks {runbooks.length > 0 ? <kbd>r</kbd> : <span>none named</span>}</h3>
          <ul ref={runbooksRef}>
            {runbooks.map(({ name, url }) => (
              <li key={url ?? name}>
                {url === undefined ? (
                  <span tabIndex={-1}>{name}</span>
                ) : (
                  <OutsideLink url={url} onOpen={onOpen}>
                    {name}
                  </OutsideLink>
                )}
              </li>
            ))}
          </ul>
          {runs.length === 0 ? null : (
            <ul aria-label="Runbooks followed">
              {runs.map(({ id, title, words }) => (
                <li key={id}>
                  {title}: <span>{words}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <Fragment key={`${incident.id} more`}>{sections}</Fragment>
        <Timeline entries={incident.timeline} total={incident.timelineTotal} now={now} onOpen={onOpen} />
      </div>
      <div className={styles.foot}>
        <ul className={styles.outgoing} aria-label="Commands on their way" aria-live="polite">
          {outgoing.map(({ id, text, bad }) => (
            <li key={id} className={bad ? styles.bad : undefined}>
              <OutgoingMark bad={bad} />
              <span>{text}</span>
            </li>
          ))}
        </ul>
        {children}
      </div>
    </aside>
  );
}
