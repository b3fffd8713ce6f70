import { Drafted } from './drafted.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { urgencies, type Notice } from '../../shared/model/notice.ts';
import { listed } from '../../shared/rules/listed.ts';
import type { DeskEvent, EventOf } from './events.ts';
import type { DeskState } from './evolve.ts';
import { channelsTold } from './evolveNotice.ts';
import { calledText } from './procedures.ts';
import { handoffNotices, recordNotices } from './handoffNotices.ts';
import { rankOf, type DeskRules, type Ranks } from './rules.ts';

/** A channel, as far as it decides who is told. */
export interface NoticeChannel {
  readonly id: string;
  readonly kind: 'chat' | 'mail' | 'pager' | 'webhook';
  /** Absent: all. */
  readonly severities?: readonly string[] | undefined;
  /** False where it is not set up: nothing is asked of it then. */
  readonly isInUse: boolean;
}

/** What decides who is told. */
export interface NoticeRules extends Ranks, Pick<DeskRules, 'services' | 'procedures' | 'updateChannels'> {
  readonly handoff: Pick<DeskRules['handoff'], 'severity' | 'recordChannels'>;
  readonly channels: readonly NoticeChannel[];
  /** True while a simulator is among the sources: every notice says so. */
  readonly isSimulated: boolean;
}

/** A notice to be asked for; its number and time are given when it is recorded. */
type Draft = Omit<Notice, 'id' | 'dueAt'>;
type Told = Pick<Draft, 'kind' | 'text'> & { readonly happened: string };

/** Whom an event makes us tell, in order. `state` is the desk after it. Pure. */
export function noticesOf(event: DeskEvent, state: DeskState, rules: NoticeRules): readonly Draft[] {
  if (event.type === 'handoff.escalated' || event.type === 'handoff.takenOver')
    return handoffNotices(event, state, rules);
  if (event.type === 'handoff.signed') return recordNotices(event, state, rules);
  const incident = 'incident' in event ? state.incidents.get(event.incident ?? '') : undefined;
  if (incident === undefined) return [];
  const what = toldOf(event, rules);
  if (what === undefined || isAnsweredFor(event, incident)) return [];
  const told = channelsTold(state.notices, incident.id);
  const isNews = what.kind === 'opened' || what.kind === 'escalated';
  const teams = rules.procedures.find(({ id }) => id === incident.procedure?.id)?.teams ?? [];
  const teamsAt = (channel: string): readonly string[] =>
    teams.flatMap((team) => (team.channels.includes(channel) ? [team.name] : []));
  const channels = rules.channels.filter(({ id, kind, isInUse, severities }) => {
    if (!isInUse) return false;
    // A team that the procedure names is told through its own channels, whatever the severity.
    if (isNews && teamsAt(id).length > 0) return true;
    // An update is for stakeholders; who is called by a pager works on it.
    if (what.kind === 'update' && kind === 'pager') return false;
    if (what.kind === 'update' && rules.updateChannels !== undefined)
      return rules.updateChannels.includes(id);
    // Whoever was called hears how it goes on, though it be less severe now.
    if (!isNews && told.includes(id)) return true;
    // A pager that was never called has nothing to acknowledge or to resolve.
    if (!isNews && kind === 'pager') return false;
    return severities === undefined || severities.includes(incident.severity);
  });
  return channels.flatMap(({ id, kind }) => {
    const draft = { ...draftOf(id, incident, what, rules), ...addressOf(teamsAt(id)) };
    // A pager that is called only now does not know that somebody has it already.
    const isHeld = what.kind === 'escalated' && kind === 'pager' && incident.acknowledged !== undefined;
    return isHeld ? [draft, { ...draft, kind: 'acknowledged' }] : [draft];
  });
}

/** Events with the notices that they ask for, and the desk after all of them. Pure. */
export function withNotices(
  before: DeskState,
  events: readonly DeskEvent[],
  rules: NoticeRules,
): { readonly events: readonly DeskEvent[]; readonly state: DeskState } {
  const drafted = new Drafted(before);
  for (const event of events) {
    drafted.add(event);
    for (const draft of noticesOf(event, drafted.state, rules)) {
      const notice = { ...draft, id: `NTC-${drafted.state.notices.next}`, dueAt: event.at };
      drafted.add({ type: 'notice.due', at: event.at, by: event.by, notice });
    }
  }
  return { events: drafted.events, state: drafted.state };
}

/** While its cause answers for a symptom nobody is called for it; who was called before is told that it folded. */
const isAnsweredFor = ({ type }: DeskEvent, { foldedUnder }: Incident): boolean =>
  foldedUnder !== undefined && type !== 'incident.folded' && type !== 'incident.updated';

const addressOf = (teams: readonly string[]): Pick<Draft, 'to'> =>
  teams.length === 0 ? {} : { to: { role: listed(teams) } };

function toldOf(event: DeskEvent, rules: NoticeRules): Told | undefined {
  const by = event.by.name;
  switch (event.type) {
    case 'incident.opened':
      return { kind: 'opened', happened: 'opened', text: event.text };
    case 'incident.reopened':
      return { kind: 'opened', happened: 'reopened', text: `Reopened by ${by}: ${event.reason}` };
    case 'incident.unfolded':
      return {
        kind: 'opened',
        happened: 'stands by itself again',
        text: `No symptom of ${event.from} now: ${event.reason}`,
      };
    case 'incident.folded': {
      const { under, reason } = event;
      return {
        kind: 'resolved',
        happened: `folded under ${under}`,
        text: `${reason}; ${under} answers for it`,
      };
    }
    case 'incident.merged': {
      const { into, reason } = event;
      const text = `Merged into ${into} by ${by}${reason === undefined ? '' : `: ${reason}`}`;
      return { kind: 'resolved', happened: `merged into ${into}`, text };
    }
    case 'incident.acknowledged':
      return { kind: 'acknowledged', happened: 'acknowledged', text: `Acknowledged by ${by}` };
    case 'incident.resolved':
      return { kind: 'resolved', happened: 'resolved', text: `Resolved by ${by}: ${event.note}` };
    case 'incident.reclassified': {
      if (rankOf(rules, event.to) >= rankOf(rules, event.from)) return undefined;
      const happened = `raised from ${event.from}`;
      return { kind: 'escalated', happened, text: `Raised to ${event.to} by ${by}: ${event.reason}` };
    }
    case 'incident.escalated':
      // Whom the opening pages is told by its own notice.
      if (event.afterMs === 0 && event.reason === undefined) return undefined;
      return { kind: 'escalated', happened: `escalated to ${event.role}`, text: escalatedText(event) };
    case 'incident.updated':
      return { kind: 'update', happened: 'update', text: `${event.text}\nFrom ${by}` };
    default:
      return undefined;
  }
}

function escalatedText({ role, person, reason }: EventOf<'incident.escalated'>): string {
  const whom =
    person === undefined ? `${role} is due, and nobody holds this role` : `${person}, ${role}, is due`;
  return reason === undefined ? whom : `${whom}: ${reason}`;
}

function draftOf(
  channel: string,
  incident: Incident,
  { kind, happened, text }: Told,
  rules: NoticeRules,
): Draft {
  const { id, severity, title, service, openedAt } = incident;
  const called = incident.procedure;
  const lines = [
    text,
    ...(kind === 'opened' && called !== undefined ? [calledText(called)] : []),
    ...(service === undefined ? [] : [`Service: ${rules.services.get(service)?.name ?? service}`]),
    `Open since ${new Date(openedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
  ];
  return {
    channel,
    incident: id,
    kind,
    urgency: urgencies[Math.min(rankOf(rules, severity), urgencies.length - 1)] ?? 'info',
    subject: `${rules.isSimulated ? 'SIMULATED: ' : ''}${severity} ${id} ${happened}: ${title}`,
    text: lines.join('\n'),
  };
}
