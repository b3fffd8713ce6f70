import { mostRunSteps } from '../../shared/model/runbookRun.ts';
import { err, ok } from '../../shared/result.ts';
import { isAfter, precedes, runbookRunId } from '../../shared/rules/runbookRun.ts';
import type { DeskEvent } from './events.ts';
import { withIncident, type Context, type Handlers } from './handler.ts';

/** Runs of one incident; a person follows a handful. */
const mostRuns = 50;

/** What the commands do by which people follow runbooks. Nothing done offline may be lost: they come for resolved incidents too. */
export const runbookHandlers: Handlers<'runbook.mark' | 'runbook.finish'> = {
  'runbook.mark': ({ at, ...given }, context) =>
    withIncident(context, given.incident, () => {
      const run = runOf(context, given);
      const standing = run?.marks.find(({ step }) => step === given.step);
      const mark = { ...given, at: Math.min(at, context.base.at), by: context.person };
      // What stands already says the same and is as new: quietly accepted, since nobody did anything wrong.
      const saysNothing = standing?.mark === mark.mark && !isAfter(mark, standing);
      if (saysNothing && run !== undefined && !precedes(mark, run)) return ok([]);
      if (standing === undefined && (run?.marks.length ?? 0) >= mostRunSteps) {
        return err(`A run can mark ${mostRunSteps} steps; write the rest as notes on ${given.incident}.`);
      }
      const { incident, runbook, title, digest } = given;
      const base = { ...context.base, incident, runbook, title, givenAt: mark.at };
      const marked: DeskEvent = {
        ...base,
        ...{ type: 'runbook.marked', digest, step: given.step, stepTitle: given.stepTitle },
        ...{ number: given.number, of: given.of, mark: given.mark },
      };
      if (run !== undefined) return ok([marked]);
      return begin(context, incident, [{ ...base, type: 'runbook.begun', digest }, marked]);
    }),

  'runbook.finish': ({ at, incident, runbook, title, outcome, note }, context) =>
    withIncident(context, incident, () => {
      if (outcome === 'wanting' && note === undefined) {
        return err('Write what is wanting in the runbook, so that it can be mended.');
      }
      const run = runOf(context, { incident, runbook });
      const givenAt = Math.min(at, context.base.at);
      const end = { at: givenAt, by: context.person, outcome, note };
      if (run?.end?.outcome === outcome && run.end.note === note && !isAfter(end, run.end)) return ok([]);
      const base = { ...context.base, incident, runbook, title, givenAt };
      const finished: DeskEvent = { ...base, type: 'runbook.finished', outcome, note };
      if (run !== undefined) return ok([finished]);
      return begin(context, incident, [{ ...base, type: 'runbook.begun' }, finished]);
    }),
};

const runOf = ({ state }: Context, { incident, runbook }: { incident: string; runbook: string }) =>
  state.runbookRuns[runbookRunId(incident, runbook)];

function begin({ state }: Context, incident: string, events: readonly DeskEvent[]) {
  const own = Object.values(state.runbookRuns).filter((run) => run.incident === incident);
  if (own.length < mostRuns) return ok(events);
  return err(`${mostRuns} runbooks were followed for ${incident} already; write this as a note on it.`);
}
