import { useMemo, useRef } from 'react';
import type { KeptRunbook } from '../../../shared/library/keptLibrary.ts';
import { mostRunSteps, type RunbookOutcome, type StepMark } from '../../../shared/model/runbookRun.ts';
import { runbookRunId } from '../../../shared/rules/runbookRun.ts';
import type { RunbookStep } from '../../../shared/rules/runbookSteps.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { shownRun, type ShownRun } from './shownRun.ts';

/** A run with what the operator may do to it. */
export interface RunInHand extends ShownRun {
  readonly incident: string;
  readonly mark: (step: RunbookStep, mark: StepMark) => void;
  readonly finish: (outcome: RunbookOutcome, note: string) => void;
}

const titleOf = (text: string): string => text.trim().slice(0, 200) || 'Step';

/** The run of a runbook for an incident; undefined where it is only read. */
export function useRun(
  runbook: KeptRunbook,
  steps: readonly RunbookStep[],
  incident: string | undefined,
): RunInHand | undefined {
  const id = runbookRunId(incident ?? '', runbook.id);
  const known = useConsole(({ feed }) => feed.entities.runbookRun[id]);
  const outgoing = useConsole((state) => state.outgoing);
  const person = useConsole((state) => state.person);
  const offsetMs = useConsole((state) => state.clockOffsetMs);
  const { send } = useActions();
  const lastAt = useRef(0);
  const shown = useMemo(
    () => shownRun(known, { incident: incident ?? '', runbook: runbook.id }, outgoing, person),
    [known, incident, runbook.id, outgoing, person],
  );
  if (incident === undefined) return undefined;

  /** The gateway's time; always after what one saw when one acted, though this clock be behind. */
  const now = (seen: number): number =>
    (lastAt.current = Math.max(Math.round(Date.now() + offsetMs), seen + 1, lastAt.current + 1));
  const of = { incident, runbook: runbook.id, title: titleOf(runbook.title) };
  return {
    ...shown,
    incident,
    mark: (step, mark) => {
      const number = steps.indexOf(step) + 1;
      const standing = shown.run?.marks.find((one) => one.step === step.id);
      if ((standing?.mark ?? 'open') === mark) return;
      void send('runbook.mark', {
        ...{ ...of, digest: runbook.file.digest, step: step.id, stepTitle: titleOf(step.title) },
        ...{ number, of: Math.min(steps.length, mostRunSteps), mark, at: now(standing?.at ?? 0) },
      });
    },
    finish: (outcome, note) =>
      void send('runbook.finish', {
        ...{ ...of, outcome, at: now(shown.run?.end?.at ?? 0) },
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      }),
  };
}
