import { urgencies, type Notice } from '../../shared/model/notice.ts';
import { utcMinute } from '../../shared/rules/durations.ts';
import { handoffMarkdown } from '../../shared/rules/handoffMarkdown.ts';
import { handoffSummary } from '../../shared/rules/handoffSummary.ts';
import type { EventOf } from './events.ts';
import type { DeskState } from './evolve.ts';
import type { NoticeRules } from './noticesOf.ts';
import { rankOf } from './rules.ts';

/** Who is told that a handoff is overdue or was taken over: the channels of the severity that the policy gives it. */
export function handoffNotices(
  event: EventOf<'handoff.escalated' | 'handoff.takenOver'>,
  { handoffs }: Pick<DeskState, 'handoffs'>,
  rules: NoticeRules,
): readonly Omit<Notice, 'id' | 'dueAt'>[] {
  const handoff = handoffs.all[event.handoff];
  if (handoff === undefined) return [];
  const { severity } = rules.handoff;
  const { id, from, to, boundaryAt } = handoff;
  const isOverdue = event.type === 'handoff.escalated';
  const happened = isOverdue ? 'is overdue' : `was taken over by ${event.by.name}`;
  const lines = [
    `${from.site} hands over to ${to.site}; the shift ends ${utcMinute(boundaryAt)} UTC`,
    ...(isOverdue ? [event.owed] : [`Reason: ${event.reason}`]),
    ...(isOverdue && event.person === undefined ? [`${event.role} is due, and nobody holds this role`] : []),
  ];
  return rules.channels
    .filter(
      ({ isInUse, severities }) => isInUse && (severities === undefined || severities.includes(severity)),
    )
    .map(({ id: channel }) => ({
      channel,
      kind: 'handoff',
      urgency: urgencies[Math.min(rankOf(rules, severity), urgencies.length - 1)] ?? 'info',
      subject: `${simulatedWord(rules)}Handoff ${id} ${happened}`,
      text: lines.join('\n'),
      ...(isOverdue ? { to: { role: event.role, person: event.person } } : {}),
    }));
}

/** Who is sent a record, by the signature that closed it: the channels that the policy names, whatever they take. */
export function recordNotices(
  { handoff: id, at }: EventOf<'handoff.signed'>,
  { handoffs }: Pick<DeskState, 'handoffs'>,
  rules: NoticeRules,
): readonly Omit<Notice, 'id' | 'dueAt'>[] {
  const record = handoffs.all[id];
  // A signature that came after the one that closed it changed nothing.
  if (record?.closed?.at !== at) return [];
  const { from, to, closed, takeover } = record;
  const how = closed.outcome === 'complete' ? 'is complete' : `was taken over by ${takeover?.by ?? 'nobody'}`;
  return rules.channels
    .filter((channel) => channel.isInUse && rules.handoff.recordChannels.includes(channel.id))
    .map((channel) => ({
      channel: channel.id,
      kind: 'handoff',
      urgency: 'info',
      subject: `${simulatedWord(rules)}Handoff ${id} ${how}: ${from.site} to ${to.site}`,
      text: handoffSummary(record),
      attachment: { name: `${id}.md`, text: handoffMarkdown(record) },
    }));
}

const simulatedWord = ({ isSimulated }: NoticeRules): string => (isSimulated ? 'SIMULATED: ' : '');
