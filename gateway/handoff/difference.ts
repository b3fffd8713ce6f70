import type { Difference, Handoff } from '../../shared/model/handoff.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { RunbookRun } from '../../shared/model/runbookRun.ts';
import { incidentClocks, nextDue } from '../../shared/rules/clocks.ts';
import { sentenceText, utcMinute } from '../../shared/rules/durations.ts';
import { matcherText } from '../../shared/rules/matcherText.ts';
import { markedSteps } from '../../shared/rules/runbookRun.ts';
import { severityRank } from '../../shared/rules/severity.ts';
import { incidentsOf } from '../desk/handoffContext.ts';
import { counted } from './judged.ts';
import type { Known } from './known.ts';

type Line = Difference['lines'][number];

/** Lines of one difference on the feed. */
const atMost = 80;
/** A budget moved if by so much of it, at least. */
const movedShare = 0.01;
const triedKinds: ReadonlySet<string> = new Set(['automation', 'note', 'update']);

/** What has become different since the last handoff, and what will in the next shift. Pure. */
export function differenceOf(known: Known, handoff: Handoff): Difference {
  const lines = [
    ...incidentLines(known, handoff.since.at),
    ...silenceLines(known, handoff.nextEndsAt),
    ...changeLines(known, handoff),
    ...budgetLines(known, handoff.since.at),
    ...followedLines(known, handoff.since.at),
    ...runbookLines(known, handoff.since.at),
  ];
  return { lines: lines.slice(0, atMost), total: lines.length };
}

const order: readonly Line['kind'][] = ['closed', 'opened', 'reopened', 'still-open'];

function incidentLines(known: Known, since: Instant): readonly Line[] {
  const { desk, rules } = known;
  return incidentsOf(desk)
    .flatMap((incident): Line[] => {
      const { id: subject, severity, resolved } = incident;
      const reopened = incident.timeline.some(({ kind, at }) => kind === 'reopened' && at >= since);
      if (resolved !== undefined) {
        if (resolved.at < since) return [];
        return [{ kind: 'closed', subject, severity, text: closedWords(incident, resolved.note) }];
      }
      const kind = reopened ? 'reopened' : incident.openedAt >= since ? 'opened' : 'still-open';
      return [{ kind, subject, severity, text: openWords(incident, known) }];
    })
    .toSorted(
      (one, other) =>
        order.indexOf(one.kind) - order.indexOf(other.kind) ||
        severityRank(rules.severities, one.severity ?? '') -
          severityRank(rules.severities, other.severity ?? '') ||
        one.subject.localeCompare(other.subject),
    );
}

function closedWords({ title, openedAt, resolved, reported }: Incident, note: string): string {
  const lasted = sentenceText((resolved?.at ?? openedAt) - openedAt);
  const report = reported === undefined ? '. Report is not written yet' : '';
  return `${title}, ${lasted}: ${bounded(note).replace(/\.$/, '')}${report}`;
}

function openWords(incident: Incident, { rules, now }: Known): string {
  const tried = incident.timeline.filter(({ kind }) => triedKinds.has(kind)).slice(-2);
  const due = nextDue(incidentClocks(incident, rules, now));
  const words = [
    incident.title,
    ...(tried.length === 0 ? [] : [`Tried: ${tried.map(({ text }) => bounded(text)).join('; ')}`]),
    due === undefined
      ? 'Next: nothing is due'
      : `Next: ${due.short} due ${utcMinute(due.dueAt)} UTC, ${incident.assignee ?? 'no owner'}`,
  ];
  return words.join('. ');
}

function silenceLines({ silences, now }: Known, until: Instant): readonly Line[] {
  return silences
    .filter(({ state, endsAt }) => state === 'active' && endsAt > now && endsAt <= until)
    .toSorted((one, other) => one.endsAt - other.endsAt)
    .map(({ matchers, endsAt, hidesTotal, createdBy }) => ({
      kind: 'lapses',
      subject: 'Silence',
      text: `${bounded(matchers.map(matcherText).join(', '))} ends ${utcMinute(endsAt)} UTC: ${
        hidesTotal === 0 ? 'it hides nothing now' : `${counted(hidesTotal, 'alert')} would come back`
      }. By ${createdBy}`,
    }));
}

function changeLines({ desk, now }: Known, { nextEndsAt, since }: Handoff): readonly Line[] {
  return Object.values(desk.changes)
    .filter(({ status, startsAt, endedBy }) =>
      status === 'done' ? (endedBy?.at ?? 0) >= since.at : status === 'running' || startsAt < nextEndsAt,
    )
    .map(({ id: subject, title, status, startsAt, endsAt, outcome, note }) => {
      const text =
        status === 'done'
          ? `${title}: ${outcome ?? 'ended'}. ${bounded(note ?? '')}`
          : status === 'running'
            ? `${title}: running, ${endsAt <= now ? 'was' : 'is'} to end ${utcMinute(endsAt)} UTC`
            : `${title}: planned ${utcMinute(startsAt)} to ${utcMinute(endsAt)} UTC`;
      return { kind: 'change', subject, text };
    });
}

function budgetLines({ objectives, lines }: Known, since: Instant): readonly Line[] {
  return objectives.flatMap((objective): Line[] => {
    const now = objective.budgets[0]?.left;
    const line = lines.get(objective.id);
    if (now === undefined || line === undefined) return [];
    const place = line.left.length - 1 - Math.round((line.endsAt - since) / line.stepMs);
    const before = line.left[place];
    if (before === undefined || before === null || Math.abs(now - before) < movedShare) return [];
    const words = `${objective.name} ${objective.services.join(', ')}`;
    return [
      { kind: 'budget', subject: 'Budget', text: `${words}: ${percent(before)} to ${percent(now)} left` },
    ];
  });
}

/** Runbooks that people followed since: those found wanting first, for they have to be mended. */
function followedLines({ desk }: Known, since: Instant): readonly Line[] {
  return Object.values(desk.runbookRuns)
    .filter(({ begun, end }) => begun.at >= since || (end?.at ?? 0) >= since)
    .sort((one, other) => Number(isWanting(other)) - Number(isWanting(one)) || one.begun.at - other.begun.at)
    .map(({ title, incident: subject, steps, marks, end }): Line => {
      const note = end?.note === undefined ? '' : `: ${bounded(end.note)}`;
      const how =
        end === undefined
          ? `${markedSteps({ marks }).length} of ${steps} steps marked, not ended`
          : `${outcomes[end.outcome]}, said ${end.by}${note}`;
      return { kind: 'runbook', subject, text: `${title}: ${how}` };
    });
}

const isWanting = ({ end }: RunbookRun): boolean => end?.outcome === 'wanting';
const outcomes = { worked: 'worked', wanting: 'found wanting', stopped: 'stopped' } as const;

/** Actions of triggers that did not do what they are for. */
function runbookLines({ runs }: Known, since: Instant): readonly Line[] {
  return runs.flatMap(({ id: subject, name, steps }) =>
    steps
      .filter(({ outcome, at }) => (outcome === 'failed' || outcome === 'timeout') && (at ?? 0) >= since)
      .map((step): Line => {
        const what = step.outcome === 'timeout' ? 'timed out' : 'failed';
        return {
          kind: 'runbook',
          subject,
          text: `${name}: ${step.name} ${what}${step.output === undefined ? '' : `: ${bounded(step.output)}`}`,
        };
      }),
  );
}

/** One line of at most so many characters. */
function bounded(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

const percent = (share: number): string => `${Math.floor(share * 1000) / 10} %`;
