import { useMemo, useRef, type ReactElement } from 'react';
import { SeverityBadge } from '../../components/SeverityBadge.tsx';
import { TopIncident } from '../../components/TopIncident.tsx';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { incidentClocks, nextDue } from '../../../shared/rules/clocks.ts';
import { durationText, roughText } from '../../../shared/rules/durations.ts';
import { compareIncidents } from '../../../shared/rules/severity.ts';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import styles from './IncidentColumn.module.css';
import { useFit } from '../paging.ts';

const mostListed = 4;
const rowHeight = 66;

/** The right column: the worst open incident and what else is open. */
export function IncidentColumn({ desk }: { readonly desk: DeskInfo }): ReactElement {
  const incidents = useConsole(({ feed }) => feed.entities.incident);
  const now = useNow();
  const open = useMemo(() => openIncidents(Object.values(incidents), desk), [incidents, desk]);
  // Scrolled by keys at a desk, where it does not fit.
  const tabIndex = useConsole(({ ui }) => ui.mode === 'wall') ? undefined : 0;
  const [worst, ...others] = open;
  if (worst === undefined) {
    return (
      <aside className={styles.side} aria-label="Open incidents" tabIndex={tabIndex}>
        <section className={styles.nothing}>
          <p>{nothingOpenText(Object.values(incidents), now)}</p>
          {desk.onCall.map(({ role, person }) => (
            <p key={role}>
              <b>{person}</b> {role}
            </p>
          ))}
        </section>
      </aside>
    );
  }
  return (
    <aside className={styles.side} aria-label="Open incidents" tabIndex={tabIndex}>
      <TopIncident incident={worst} desk={desk} now={now} />
      {others.length > 0 && <AlsoOpen incidents={others} desk={desk} now={now} />}
    </aside>
  );
}

interface AlsoOpenProps {
  readonly incidents: readonly Incident[];
  readonly desk: DeskInfo;
  readonly now: number;
}

function AlsoOpen({ incidents, desk, now }: AlsoOpenProps): ReactElement {
  const isWall = useConsole(({ ui }) => ui.mode === 'wall');
  const list = useRef<HTMLUListElement>(null);
  const { rows } = useFit(list, 1, rowHeight, 0);
  // A wall can't scroll: what does not fit is counted, never cut, also where that is all.
  const listed = isWall ? Math.min(mostListed, rows) : mostListed;
  const hidden = incidents.length - listed;
  return (
    <section className={styles.also}>
      <h4>Also open{hidden > 0 && <small>{listed === 0 ? hidden : `and ${hidden} more`}</small>}</h4>
      <ul ref={list}>
        {incidents.slice(0, listed).map((incident) => (
          <li key={incident.id} data-incident={incident.id}>
            <SeverityBadge severity={incident.severity} />
            <span className={styles.title}>{incident.title}</span>
            <time>{roughText(now - incident.openedAt)}</time>
            <i>
              <span>{incident.assignee ?? 'No owner'}</span>
              <em>{dueText(incident, desk, now)}</em>
            </i>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Open incidents in the order of the queue, worst first; symptoms are with their cause. */
export function openIncidents(incidents: readonly Incident[], desk: DeskInfo): readonly Incident[] {
  return incidents
    .filter(({ status, foldedUnder }) => status !== 'resolved' && foldedUnder === undefined)
    .sort(compareIncidents(desk.severities));
}

/** "Nothing open. Last incident closed 14 h ago." */
export function nothingOpenText(incidents: readonly Incident[], now: number): string {
  const closedAt = incidents.reduce((last, { resolved }) => Math.max(last, resolved?.at ?? 0), 0);
  return closedAt === 0
    ? 'Nothing open.'
    : `Nothing open. Last incident closed ${roughText(now - closedAt)} ago.`;
}

function dueText(incident: Incident, desk: DeskInfo, now: number): string {
  const due = nextDue(incidentClocks(incident, desk, now));
  if (due === undefined) return '';
  // Nobody's incident waits for one thing, to be taken; the narrow line needs no name for it.
  const duty = incident.assignee === undefined ? '' : `${due.short} `;
  const how = due.state === 'late' ? 'late by' : duty === '' ? 'due in' : 'in';
  return ` · ${duty}${how} ${durationText(Math.abs(due.dueAt - now))}`;
}
