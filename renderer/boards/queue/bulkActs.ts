import type { CommandName } from '../../../shared/feed/commands.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { ActDraft } from '../../components/ActForm.tsx';
import type { OutgoingCommand } from '../../store/store.ts';
import { actCommand, lacks, type ActOutcome } from './actCommand.ts';
import { attachedAlerts } from './detailLines.ts';
import { isBusy } from './outgoingWords.ts';
import { silenceCommand, silenceDraft } from './silenceDraft.ts';

/** The acts that can be given for several incidents at once, by their keys. */
export const bulkKinds = {
  a: 'acknowledge',
  o: 'assign',
  n: 'note',
  s: 'silence',
  x: 'resolve',
} as const;
export type BulkKind = (typeof bulkKinds)[keyof typeof bulkKinds];

/** Incidents of one bulk act at most; more would keep the feed busy for long. */
export const mostInBulk = 200;

/** One incident of a bulk act: its command, or why it gets none. */
export interface BulkStep {
  readonly incident: string;
  readonly outcome: ActOutcome;
}

interface BulkContext {
  readonly alerts: Readonly<Record<string, Alert>>;
  readonly sources: readonly string[];
  readonly shifts: DeskInfo['shifts'];
  readonly outgoing: readonly OutgoingCommand[];
  readonly now: Instant;
}

/** What a bulk act comes to: one command an incident, and a reason where one does not fit. */
export function bulkSteps(
  kind: BulkKind,
  draft: ActDraft,
  incidents: readonly Incident[],
  context: BulkContext,
): readonly BulkStep[] {
  const silencedFor = new Map<string, string>();
  return incidents.map((incident) => {
    const outcome = outcomeFor(kind, draft, incident, context);
    if (kind === 'silence' && outcome.ok) {
      // Alerts without a service's label make one silence for several incidents.
      const text = JSON.stringify(outcome.params);
      const other = silencedFor.get(text);
      if (other !== undefined)
        return { incident: incident.id, outcome: lacks(`the silence for ${other} is the same`) };
      silencedFor.set(text, incident.id);
    }
    const isTwice = outcome.ok && isBusy(context.outgoing, outcome.name, incident.id);
    return { incident: incident.id, outcome: isTwice ? lacks('the same is on its way already') : outcome };
  });
}

function outcomeFor(kind: BulkKind, draft: ActDraft, incident: Incident, context: BulkContext): ActOutcome {
  const { id, status, acknowledged, assignee } = incident;
  if (kind !== 'note' && status === 'resolved') return lacks('it is resolved');
  switch (kind) {
    case 'acknowledge':
      return status === 'open'
        ? { ok: true, name: 'incident.acknowledge', params: { incident: id } }
        : lacks(`${acknowledged?.by ?? 'somebody'} has acknowledged it`);
    case 'assign':
      if (assignee === draft.assignee && assignee !== '') return lacks(`${assignee} has it already`);
      return actCommand(kind, id, draft);
    case 'silence': {
      const alerts = attachedAlerts(incident, context.alerts).filter(({ state }) => state !== 'resolved');
      const own = silenceDraft(alerts, context.sources);
      if (alerts.length === 0) return lacks('it has no alerts that could be silenced');
      if (own.matchers === '') return lacks('its alerts have no label in common; silence it by itself');
      const { lasts, until, text } = draft;
      return silenceCommand({ ...draft, ...own, lasts, until, text }, context.shifts, context.now);
    }
    case 'note':
    case 'resolve':
      return actCommand(kind, id, draft);
  }
}

/** What a form still lacks: it holds for every incident alike, so nothing is sent. */
export function bulkLacks(kind: BulkKind, draft: ActDraft, count: number): string | undefined {
  if (count === 0) return 'No incident is selected any more.';
  if (count > mostInBulk) return `Choose at most ${mostInBulk} incidents; these are ${count}.`;
  if (kind === 'silence') {
    if (draft.lasts === 'until' && draft.until === '') return 'Say until when, as hours and minutes in UTC.';
    return draft.text.trim() === '' ? 'Write a comment: why these alerts may be hidden.' : undefined;
  }
  if (kind === 'acknowledge') return undefined;
  const outcome = actCommand(kind, 'INC-1', draft);
  return outcome.ok ? undefined : outcome.problem;
}

/** What silences for these incidents would hide, of the alerts known now: how many of which severity. */
export function hidesWords(incidents: readonly Incident[], alerts: Readonly<Record<string, Alert>>): string {
  const open = new Set(
    incidents
      .flatMap((incident) => attachedAlerts(incident, alerts))
      .filter(({ state }) => state !== 'resolved'),
  );
  const counts = new Map<string, number>();
  for (const { severity } of open) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  const parts = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  const nouns = open.size === 1 ? '1 alert' : `${open.size} alerts`;
  const severities = parts.map(([severity, count]) => `${count} ${severity}`).join(', ');
  return `One silence for each incident, of what its own alerts have in common. They hide ${nouns} known now${
    severities === '' ? '' : ` (${severities})`
  }, and whatever else has the same labels.`;
}

/** What became of one incident of a bulk act. */
export interface BulkResult {
  readonly incident: string;
  readonly name?: CommandName;
  /** The command's id, once the console has it. */
  readonly command?: string;
  readonly state: 'waits' | 'done' | 'bad';
  readonly text: string;
}

/** The results after what the outbox says now; the same ones where nothing is new. A final result stays. */
export function followed(
  results: readonly BulkResult[],
  outgoing: readonly OutgoingCommand[],
): readonly BulkResult[] {
  let isNew = false;
  const next = results.map((result) => {
    if (result.state !== 'waits' || result.command === undefined) return result;
    const found = outgoing.find(({ id }) => id === result.command);
    if (found === undefined) return result;
    const [state, text] = verdictOf(found);
    if (state === result.state && text === result.text) return result;
    isNew = true;
    return { ...result, state, text };
  });
  return isNew ? next : results;
}

function verdictOf({ state, message }: OutgoingCommand): readonly [BulkResult['state'], string] {
  switch (state) {
    case 'queued':
      return ['waits', 'waits to be sent'];
    case 'pending':
      return ['waits', 'sent, no answer yet'];
    case 'done':
      return ['done', message === undefined || message === '' ? 'done' : message];
    case 'refused':
      return ['bad', `refused: ${message ?? 'no reason was given'}`];
    case 'failed':
      return ['bad', `failed: ${message ?? 'no reason was given'}`];
  }
}

/** `2 done, 1 waits, 1 not done`. */
export function resultWords(results: readonly BulkResult[]): string {
  const count = (state: BulkResult['state']): number =>
    results.filter((result) => result.state === state).length;
  const parts = [
    [count('done'), 'done'],
    [count('waits'), 'under way'],
    [count('bad'), 'not done'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}
