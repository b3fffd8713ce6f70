import type { RunbookEnd, RunbookRun, RunbookStepMark } from '../model/runbookRun.ts';

/** Which runbook, for which incident. */
export interface RunOf {
  readonly incident: string;
  readonly runbook: string;
  readonly title: string;
}

/** `INC-2041/database-failover`: known without asking anybody, so a run can be begun with no gateway. */
export const runbookRunId = (incident: string, runbook: string): string => `${incident}/${runbook}`;

/**
 * A run with one more mark. Of each step the mark ticked last stands, by the operator's instant and not by that of its
 * arrival; at the same instant, names and then marks decide. So the same marks in any order add up to the same run.
 */
export function withMark(
  run: RunbookRun | undefined,
  of: RunOf,
  mark: RunbookStepMark,
  steps: number,
): RunbookRun {
  const before = run ?? newRun(of, mark);
  const standing = before.marks.find(({ step }) => step === mark.step);
  const isNewest = before.marks.every((other) => isAfter(mark, other));
  return {
    ...before,
    ...(isNewest ? { title: of.title, steps } : {}),
    begun: earlier(before, mark),
    marks:
      standing !== undefined && !isAfter(mark, standing)
        ? before.marks
        : [...before.marks.filter(({ step }) => step !== mark.step), mark].sort(inOrder),
  };
}

/** A run with its end; of two ends, the one given last stands. */
export function withEnd(run: RunbookRun | undefined, of: RunOf, end: RunbookEnd): RunbookRun {
  const before = run ?? newRun(of, end);
  const stands = before.end === undefined || isAfter(end, before.end);
  return { ...before, begun: earlier(before, end), end: stands ? end : before.end };
}

/** True where this mark, or end, stands over the other. */
export function isAfter(one: Stamped, other: Stamped): boolean {
  if (one.at !== other.at) return one.at > other.at;
  if (one.by !== other.by) return one.by > other.by;
  return sayingOf(one) > sayingOf(other);
}

/** How far a run has come: steps marked done or failed. */
export const markedSteps = ({ marks }: Pick<RunbookRun, 'marks'>): readonly RunbookStepMark[] =>
  marks.filter(({ mark }) => mark !== 'open');

/** The mark given last; undefined where none was. */
export const newestMark = (marks: readonly RunbookStepMark[]): RunbookStepMark | undefined =>
  marks.reduce<RunbookStepMark | undefined>(
    (newest, mark) => (newest === undefined || isAfter(mark, newest) ? mark : newest),
    undefined,
  );

interface Stamped {
  readonly at: number;
  readonly by: string;
  readonly mark?: string;
  readonly outcome?: string;
  readonly step?: string;
  readonly note?: string | undefined;
}

const sayingOf = ({ step = '', mark = '', outcome = '', note = '' }: Stamped): string =>
  [step, mark, outcome, note].join('\n');

const newRun = ({ incident, runbook, title }: RunOf, { at, by }: Stamped): RunbookRun => ({
  ...{ id: runbookRunId(incident, runbook), incident, runbook, title },
  ...{ steps: 0, begun: { at, by }, marks: [] },
});

/** True where an act was given before the one that a run began with. */
export const precedes = ({ at, by }: Stamped, { begun }: Pick<RunbookRun, 'begun'>): boolean =>
  at < begun.at || (at === begun.at && by < begun.by);

/** The first act of a run began it, whichever arrived first. */
const earlier = (run: RunbookRun, act: Stamped): RunbookRun['begun'] =>
  precedes(act, run) ? { at: act.at, by: act.by } : run.begun;

const inOrder = (one: RunbookStepMark, other: RunbookStepMark): number =>
  one.number - other.number || (one.step < other.step ? -1 : 1);
