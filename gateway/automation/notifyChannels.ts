import type { Instant } from '../../shared/model/instant.ts';
import { urgencies, type Notice } from '../../shared/model/notice.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { EventOf } from '../desk/events.ts';
import type { DeskState } from '../desk/evolve.ts';
import type { NoticeChannel } from '../desk/noticesOf.ts';
import { rankOf, type Ranks } from '../desk/rules.ts';
import { holderOf, type RotaBook } from '../duty.ts';
import type { ActionOf, ActionSubject } from './actionContext.ts';

/** What decides who is told by a `notify` action. */
export interface NotifyInputs {
  readonly policy: Policy;
  readonly channels: readonly NoticeChannel[];
  readonly ranks: Ranks;
  readonly desk: DeskState;
  readonly now: Instant;
  /** The rota as it stands. */
  readonly book: RotaBook;
}

/** Notices for each channel that the action names and that is in use; the error is why nobody can be told. Pure. */
export function automationNotices(
  action: ActionOf<'notify'>,
  subject: ActionSubject,
  { policy, channels, ranks, desk, now, book }: NotifyInputs,
): Result<readonly EventOf<'notice.due'>[]> {
  const inUse = action.channels.filter((id) => channels.some((each) => each.id === id && each.isInUse));
  if (inUse.length === 0) return err(`no channel is set up: ${action.channels.join(', ')}`);
  const { incident: id, service, severity = '', name, because } = subject;
  const incident = desk.incidents.get(id ?? '');
  const role = policy.escalation.roles.find((known) => known.id === action.role);
  const person = role && holderOf(policy, role, incident?.assignee, now, book);
  const team = policy.escalation.responseTeams.find((known) => known.id === action.team);
  const serviceName = policy.estate.services.find((known) => known.id === service)?.name ?? service;
  const steps = desk.automation.runs[subject.run]?.steps ?? [];
  const lines = [
    `${action.name}: ${because}`,
    ...(role === undefined ? [] : [`For ${role.name}${person === undefined ? '' : `, ${person}`}`]),
    ...(team === undefined ? [] : [`For ${team.name}`]),
    `Service: ${serviceName}`,
    ...steps.flatMap((step) => (step.outcome === undefined ? [] : [`${step.name}: ${step.outcome}`])),
  ];
  const notice: Omit<Notice, 'id' | 'channel'> = {
    incident: incident?.id,
    kind: 'automation',
    urgency: urgencies[Math.min(rankOf(ranks, severity), urgencies.length - 1)] ?? 'info',
    subject: [severity, incident?.id, `${name} on ${serviceName}`].filter(Boolean).join(' '),
    text: lines.join('\n'),
    ...(role === undefined ? {} : { to: { role: role.name, person } }),
    dueAt: now,
  };
  return ok(
    inUse.map((channel, place) => ({
      at: now,
      by: { kind: 'gateway', name: 'gateway' },
      type: 'notice.due',
      notice: { ...notice, channel, id: `NTC-${desk.notices.next + place}` },
    })),
  );
}
