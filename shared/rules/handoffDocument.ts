import type { Difference, Handoff, HandoffItem, Signature } from '../model/handoff.ts';
import type { Instant } from '../model/instant.ts';
import { isolated } from './isolated.ts';
import { offRotaWords, onCallWords } from './handoffWords.ts';

/** A table of an exported handoff. */
export interface DocumentTable {
  readonly title: string;
  readonly head: readonly string[];
  /** Of each column, percent. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** Said in place of a table without rows. */
  readonly none: string;
}

/** A handoff as it is exported, whatever the form: plain text throughout. */
export interface HandoffDocument {
  readonly title: string;
  /** Who handed over to whom, when, and who signed: name and value. */
  readonly facts: readonly (readonly [string, string])[];
  readonly tables: readonly DocumentTable[];
  /** As they were typed; empty where none were. */
  readonly notes: string;
}

/** The kinds of difference in words. */
export const differenceWords: Readonly<Record<Difference['lines'][number]['kind'], string>> = {
  closed: 'Closed',
  opened: 'Opened',
  reopened: 'Reopened',
  'still-open': 'Still open',
  lapses: 'Lapses',
  change: 'Change',
  budget: 'Moved',
  runbook: 'Runbook',
};

/** `2026-11-25 16:00:05 UTC`: a document travels, so it never leaves the day or the zone out. */
const when = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const lines = (...all: readonly (string | undefined)[]): string =>
  all.filter((line) => line !== undefined && line !== '').join('\n');

/** What an export of a handoff says; one that is still open says so. Pure. */
export function handoffDocument(handoff: Handoff): HandoffDocument {
  const { id, notes, items, difference, promises, acceptances, questions, escalations } = handoff;
  const left = difference.total - difference.lines.length;
  return {
    title: `Shift handoff ${id}`,
    facts: factsOf(handoff),
    notes: notes.text,
    tables: [
      {
        title: 'Checklist',
        head: ['Item', 'What the gateway knew', 'Ticked'],
        widths: [26, 46, 28],
        rows: items.map((item) => [item.name, evidenceWords(item), tickWords(item)]),
        none: 'The policy has no item.',
      },
      {
        title: 'Since the last handoff',
        head: ['What', 'Of', 'In words'],
        widths: [15, 15, 70],
        rows: [
          ...difference.lines.map(({ kind, subject, severity, text }) => [
            differenceWords[kind],
            lines(subject, severity),
            text,
          ]),
          ...(left > 0 ? [['And more', '', `${left} more are in the journal`]] : []),
        ],
        none: 'Nothing has changed.',
      },
      {
        title: 'Incidents accepted by name',
        head: ['Incident', 'Severity', 'Accepted'],
        widths: [56, 12, 32],
        rows: acceptances.map(({ incident, title, severity, by, at }) => [
          lines(incident, title),
          severity,
          lines(by, when(at)),
        ]),
        none: 'None was open that had to be.',
      },
      {
        title: 'Promises',
        head: ['Promise', 'In words', 'Given', 'Done'],
        widths: [12, 40, 24, 24],
        rows: promises.map(({ id: promise, text, by, at, done }) => [
          promise,
          text,
          lines(by, when(at)),
          done === undefined ? 'Not yet' : lines(done.by, when(done.at), done.note),
        ]),
        none: 'Nothing is promised.',
      },
      {
        title: 'Asked back',
        head: ['Of', 'Question', 'Answer'],
        widths: [16, 42, 42],
        rows: questions.map(({ incident, text, by, at, answer }) => [
          incident ?? 'The handoff',
          lines(text, `${isolated(by)}, ${when(at)}`),
          answer === undefined ? 'None' : lines(answer.text, `${isolated(answer.by)}, ${when(answer.at)}`),
        ]),
        none: 'Nothing was asked.',
      },
      {
        title: 'Told that it was overdue',
        head: ['Role', 'Person', 'At'],
        widths: [34, 34, 32],
        rows: escalations.map(({ role, person, at }) => [role, person ?? 'Nobody holds this role', when(at)]),
        none: 'Nobody.',
      },
    ],
  };
}

function factsOf(handoff: Handoff): HandoffDocument['facts'] {
  const { from, to, boundaryAt, begun, since, outgoing, incoming, takeover, rota } = handoff;
  const side = ({ site, name }: Handoff['from']): string => `${site}, ${name}`;
  const duty = (of: 'outgoing' | 'incoming'): readonly (readonly [string, string])[] => {
    const duties = rota?.[of] ?? [];
    return duties.length === 0
      ? []
      : [[of === 'outgoing' ? 'On call until then' : 'On call from then', onCallWords(duties)]];
  };
  return [
    ['Hands over', side(from)],
    ['Takes over', side(to)],
    ['Shift ends', when(boundaryAt)],
    ...duty('outgoing'),
    ...duty('incoming'),
    ['Begun', `${when(begun.at)}${begun.by.kind === 'gateway' ? '' : ` by ${isolated(begun.by.name)}`}`],
    ['Since', `${when(since.at)}${since.handoff === undefined ? '' : `, ${since.handoff}`}`],
    ...(takeover === undefined
      ? []
      : [
          [
            'Emergency takeover',
            `${isolated(takeover.by)}, ${when(takeover.at)}: ${isolated(takeover.reason)}`,
          ] as const,
        ]),
    ['Signed for the outgoing shift', signatureWords(outgoing, takeover !== undefined)],
    ['Signed for the incoming shift', signatureWords(incoming, false)],
    ['Record', recordStanding(handoff)],
  ];
}

/** Whether a handoff is its record yet, in words. */
export const recordStanding = ({ closed }: Pick<Handoff, 'closed'>): string =>
  closed === undefined
    ? 'Still open: this is not the record yet'
    : `${closed.outcome === 'complete' ? 'Complete' : 'Taken over'}, closed ${when(closed.at)}`;

function signatureWords(signed: Signature | undefined, isTakenOver: boolean): string {
  if (signed === undefined) return isTakenOver ? 'Never: it was taken over' : 'Not yet';
  return `${isolated(signed.by)}, ${when(signed.at)}${signed.onRota === false ? `, ${offRotaWords}` : ''}`;
}

function evidenceWords({ tick, changed }: HandoffItem): string {
  const known = tick?.evidence;
  return lines(
    known === undefined ? 'Not looked at' : `${stateWords[known.state]}: ${known.text}`,
    ...(known?.facts ?? []),
    changed === undefined ? undefined : `Changed ${when(changed.at)}: ${changed.text}`,
  );
}

const stateWords = { good: 'Good', bad: 'Bad', stale: 'Stale' } as const;

function tickWords({ tick, unticked }: HandoffItem): string {
  return lines(
    ...(tick === undefined ? ['Not ticked'] : [tick.by, when(tick.at), tick.comment]),
    ...unticked.map(({ by, at, reason }) => `Unticked by ${isolated(by)}, ${when(at)}: ${isolated(reason)}`),
  );
}
