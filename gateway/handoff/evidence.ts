import { assertNever } from '../../shared/assertNever.ts';
import type { Evidence, Handoff, HandoffItem } from '../../shared/model/handoff.ts';
import { serviceStates } from '../../shared/model/service.ts';
import { incidentClocks, nextDue } from '../../shared/rules/clocks.ts';
import { utcMinute } from '../../shared/rules/durations.ts';
import { severityRank } from '../../shared/rules/severity.ts';
import { incidentsOf } from '../desk/handoffContext.ts';
import { channelEvidence } from './channelEvidence.ts';
import { complianceEvidence } from './complianceEvidence.ts';
import { counted, judged } from './judged.ts';
import type { Known } from './known.ts';

/** What is known beside an item at this instant. Pure. */
export function evidenceOf(known: Known, handoff: Handoff, item: HandoffItem): Evidence {
  switch (item.evidence) {
    case 'incidents':
      return incidentEvidence(known, handoff);
    case 'health':
      return healthEvidence(known);
    case 'compliance':
      return complianceEvidence(known);
    case 'maintenance':
      return maintenanceEvidence(known, handoff);
    case 'notes':
      return notesEvidence(handoff);
    case 'channels':
      return channelEvidence(known, handoff);
    case 'none':
      return judged('good', 'Nothing is gathered for this item', [], []);
    default:
      return assertNever(item.evidence, 'kind of evidence');
  }
}

function incidentEvidence({ desk, rules, chain, now }: Known, { accepts }: Handoff): Evidence {
  const open = incidentsOf(desk)
    .filter(({ status }) => status !== 'resolved')
    .toSorted(
      (one, other) =>
        severityRank(rules.severities, one.severity) - severityRank(rules.severities, other.severity) ||
        one.openedAt - other.openedAt ||
        one.id.localeCompare(other.id),
    );
  const rows = open.map((incident) => ({
    incident,
    due: nextDue(incidentClocks(incident, rules, now)),
    isGrave: accepts.includes(incident.severity),
  }));
  const facts = rows.map(({ incident, due }) => {
    const owner = incident.assignee ?? 'no owner';
    const next = due === undefined ? '' : `, ${due.short} due ${utcMinute(due.dueAt)} UTC`;
    return `${incident.id} ${incident.severity} ${incident.title}: ${owner}${next}`;
  });
  const wrong = rows.filter(
    ({ incident, due, isGrave }) => isGrave && (incident.assignee === undefined || due?.state === 'late'),
  );
  // What is not heard opens no incident.
  const silent = chain.filter(({ freshness }) => freshness === 'silent' || freshness === 'waiting');
  const list = open.slice(0, 4).map(({ id, severity }) => `${id} (${severity})`);
  const more = open.length > list.length ? ` and ${open.length - list.length} more` : '';
  const what = open.length === 0 ? 'None open' : `${open.length} open: ${list.join(', ')}${more}`;
  const why = [
    ...wrong.map(({ incident: { id, assignee }, due }) =>
      assignee === undefined
        ? `${id} has no owner`
        : `${id}: ${due?.short ?? ''} was due ${utcMinute(due?.dueAt ?? now)} UTC`,
    ),
    ...silent.map(({ name }) => `${name} is silent`),
  ].slice(0, 3);
  const state = silent.length > 0 ? 'stale' : wrong.length > 0 ? 'bad' : 'good';
  return judged(state, [what, ...why].join('. '), facts, [
    rows.map(({ incident: { id, severity, assignee } }) => [id, severity, assignee ?? null]),
  ]);
}

function healthEvidence({ services, chain }: Known): Evidence {
  const by = serviceStates.map((state) => ({
    state,
    services: services.filter((service) => service.state === state),
  }));
  const counts = by
    .filter((one) => one.services.length > 0)
    .toReversed()
    .map(({ state, services: these }) => {
      const names = these.slice(0, 3).map(({ name }) => name);
      const isQuiet = state === 'operational';
      return `${these.length} ${state}${isQuiet ? '' : ` (${names.join(', ')}${these.length > 3 ? ', …' : ''})`}`;
    });
  const broken = chain.filter(({ freshness }) => freshness === 'silent' || freshness === 'waiting');
  const isStale =
    broken.length > 0 || services.length === 0 || services.some(({ state }) => state === 'unknown');
  const isBad = services.some(({ state }) => state === 'down' || state === 'degraded');
  const linkWords =
    broken.length === 0
      ? `Chain fresh, ${counted(chain.length, 'link')}`
      : `${broken.map(({ name }) => name).join(', ')} silent`;
  const what = counts.length === 0 ? 'No service is known' : counts.join(', ');
  const facts = services
    .filter(({ state }) => state !== 'operational')
    .map(({ name, state, since, reason }) => `${name}: ${state} since ${utcMinute(since)} UTC, ${reason}`);
  return judged(isStale ? 'stale' : isBad ? 'bad' : 'good', `${what}. ${linkWords}`, facts, [
    by.map(({ services: these }) => these.map(({ id }) => id).toSorted()),
    broken.map(({ id }) => id),
  ]);
}

function maintenanceEvidence({ desk, now }: Known, { nextEndsAt }: Handoff): Evidence {
  const open = Object.values(desk.changes).filter(
    ({ status, startsAt }) => status === 'running' || (status === 'planned' && startsAt < nextEndsAt),
  );
  const facts = open.map(({ id, title, status, startsAt, endsAt }) =>
    status === 'running'
      ? `${id} ${title}: running, to end ${utcMinute(endsAt)} UTC`
      : `${id} ${title}: planned ${utcMinute(startsAt)} to ${utcMinute(endsAt)} UTC`,
  );
  const over = open.filter(({ status, endsAt }) => status === 'running' && endsAt <= now);
  const running = open.filter(({ status }) => status === 'running');
  const planned = open.length - running.length;
  const counts = [
    ...(running.length === 0 ? [] : [`${running.map(({ id }) => id).join(', ')} running`]),
    ...(planned === 0 ? [] : [`${planned} planned before ${utcMinute(nextEndsAt)} UTC`]),
  ];
  const what =
    counts.length === 0 ? `None running or planned before ${utcMinute(nextEndsAt)} UTC` : counts.join(', ');
  const late = over.map(({ id, endsAt }) => `${id} runs past its end, ${utcMinute(endsAt)} UTC`);
  return judged(over.length > 0 ? 'bad' : 'good', [what, ...late].join('. '), facts, [
    open.map(({ id, status, startsAt, endsAt }) => [id, status, startsAt, endsAt]),
  ]);
}

function notesEvidence({ notes: { revision, text, last } }: Handoff): Evidence {
  if (text.trim() === '') return judged('stale', 'No notes are written yet', [], [revision]);
  const by = last === undefined ? '' : ` by ${last.by}, ${utcMinute(last.at)} UTC`;
  return judged('good', `Revision ${revision}${by}`, [], [revision]);
}
