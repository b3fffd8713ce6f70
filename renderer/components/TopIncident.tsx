import type { ReactElement } from 'react';
import type { DeskInfo } from '../../shared/model/desk.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { incidentClocks, nextDue, type Clock } from '../../shared/rules/clocks.ts';
import {
  durationText,
  roughText,
  spanText,
  utcMinute,
  utcSecond,
  utcSince,
} from '../../shared/rules/durations.ts';
import { nextEscalation } from '../../shared/rules/escalation.ts';
import { SeverityBadge } from './SeverityBadge.tsx';
import { StateGlyph } from './StateGlyph.tsx';
import styles from './TopIncident.module.css';

interface TopIncidentProps {
  readonly incident: Incident;
  readonly desk: DeskInfo;
  readonly now: number;
}

/** The outline of a new P0 flashes for so long, ms. */
const freshForMs = 10_000;

const shortNames: Readonly<Record<Clock['id'], string>> = {
  acknowledge: 'Acknowledge',
  assess: 'Assess',
  respond: 'Respond',
  update: 'Stakeholder update',
  recover: 'Recover',
  document: 'Report',
};

const doneNames: Readonly<Record<Clock['id'], string>> = {
  acknowledge: 'Acknowledged in',
  assess: 'Assessed in',
  respond: 'Responded in',
  update: 'Updated in',
  recover: 'Recovered in',
  document: 'Reported in',
};

/** The worst open incident: what runs out first, who has it, and who is paged next. */
export function TopIncident({ incident, desk, now }: TopIncidentProps): ReactElement {
  const clocks = incidentClocks(incident, desk, now);
  const first = nextDue(clocks);
  const isNew = incident.severity === 'P0' && now - incident.openedAt < freshForMs;
  return (
    <section
      className={`${styles.incident} ${styles[incident.severity.toLowerCase()] ?? ''} ${isNew ? styles.fresh : ''}`}
      data-incident={incident.id}
    >
      <p className={styles.meta}>
        <SeverityBadge severity={incident.severity} />
        {incident.id} · open {durationText(now - incident.openedAt)}
      </p>
      <h2>{incident.title}</h2>
      <Owner incident={incident} now={now} />
      <div className={styles.clocks}>
        {first !== undefined && <FirstClock clock={first} now={now} />}
        {othersOf(clocks, first).map((clock) => (
          <OtherClock key={clock.id} clock={clock} now={now} />
        ))}
      </div>
      <NextPage incident={incident} desk={desk} now={now} />
    </section>
  );
}

/** Every other clock that runs, and of those met only the last. */
function othersOf(clocks: readonly Clock[], first: Clock | undefined): readonly Clock[] {
  const lastMet = clocks
    .filter(({ metAt }) => metAt !== undefined)
    .reduce<Clock | undefined>(
      (last, clock) => ((clock.metAt ?? 0) >= (last?.metAt ?? 0) ? clock : last),
      undefined,
    );
  return clocks.filter((clock) => clock !== first && (clock.metAt === undefined || clock === lastMet));
}

function Owner({ incident, now }: Omit<TopIncidentProps, 'desk'>): ReactElement {
  const { assignee, assignedAt } = incident;
  if (assignee === undefined) return <p className={styles.owner}>No owner</p>;
  return (
    <p className={styles.owner}>
      <b>{assignee}</b> has it{assignedAt === undefined ? '' : `, since ${utcSince(assignedAt, now)} UTC`}
    </p>
  );
}

interface ClockProps {
  readonly clock: Clock;
  readonly now: number;
}

function FirstClock({ clock, now }: ClockProps): ReactElement {
  const isLate = clock.state === 'late';
  const share = Math.min(1, Math.max(0, (now - clock.startsAt) / (clock.dueAt - clock.startsAt)));
  return (
    <>
      <span className={styles.label}>
        {isLate ? `${shortNames[clock.id]}, late by` : unbroken(clock.label)}
      </span>
      <b className={styles.time} data-clock={clock.id}>
        {durationText(Math.abs(clock.dueAt - now))}
      </b>
      <progress className={styles.bar} value={share} max={1} aria-label={clock.label} />
    </>
  );
}

/** A number stays with its unit: `15 min` never breaks. */
const unbroken = (text: string): string => text.replace(/(\d) /g, '$1\u00a0');

function OtherClock({ clock, now }: ClockProps): ReactElement {
  const { metAt, startsAt, dueAt, state } = clock;
  const isMet = metAt !== undefined;
  return (
    <>
      <span className={styles.label}>{isMet ? doneNames[clock.id] : shortNames[clock.id]}</span>
      <span className={styles.due} data-clock={clock.id}>
        {isMet && <StateGlyph state={state === 'met' ? 'operational' : 'degraded'} />}
        {isMet
          ? `${state === 'metLate' ? 'late, ' : ''}${roughText(metAt - startsAt)}`
          : `${state === 'late' ? 'late by' : 'due in'} ${durationText(Math.abs(dueAt - now))}`}
      </span>
    </>
  );
}

function NextPage({ incident, desk, now }: TopIncidentProps): ReactElement | null {
  const next = nextEscalation(incident, desk.escalation, now);
  if (next === undefined) return null;
  const at = next.at - now < 3_600_000 ? utcSecond(next.at) : utcMinute(next.at);
  return (
    <p className={styles.next}>
      At {spanText(next.afterMs)}: <b>{next.role}</b>
      <br />
      {next.person === undefined
        ? `Nobody holds this role; due at ${at} UTC`
        : `${next.person} is paged at ${at} UTC`}
    </p>
  );
}
