import type { RunbookRun } from '../../../shared/model/runbookRun.ts';
import { markedSteps, newestMark } from '../../../shared/rules/runbookRun.ts';
import { utcSince } from '../../../shared/rules/durations.ts';

/** A runbook followed for an incident, in words. */
export interface RunLine {
  readonly id: string;
  readonly title: string;
  /** "step 4 of 6, M. Tanaka 03:11". */
  readonly words: string;
}

/** The runs of an incident, the one begun last first. */
export const runsOfIncident = (
  runs: Readonly<Record<string, RunbookRun>>,
  incident: string,
): readonly RunbookRun[] =>
  Object.values(runs)
    .filter((run) => run.incident === incident)
    .sort((one, other) => other.begun.at - one.begun.at);

const outcomes = { worked: 'worked', wanting: 'found wanting', stopped: 'stopped' } as const;

/** How far each runbook was followed for an incident, and by whom last. */
export const runLines = (
  runs: Readonly<Record<string, RunbookRun>>,
  incident: string,
  now: number,
): readonly RunLine[] =>
  runsOfIncident(runs, incident).map((run) => {
    const { id, title, steps, end, begun } = run;
    if (end !== undefined) {
      return { id, title, words: `${outcomes[end.outcome]}, ${end.by} ${utcSince(end.at, now)}` };
    }
    const marked = markedSteps(run);
    const { by, at } = newestMark(run.marks) ?? begun;
    const failed = marked.filter(({ mark }) => mark === 'failed').length;
    const failedWords = failed === 0 ? '' : `, ${failed} failed`;
    return {
      ...{ id, title },
      words: `${marked.length} of ${steps} steps marked${failedWords}, last by ${by} ${utcSince(at, now)}`,
    };
  });
