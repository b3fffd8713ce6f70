import { currentStep, type Run } from '../../shared/model/automation.ts';
import { roleAllows } from '../../shared/feed/roles.ts';
import { err, ok } from '../../shared/result.ts';
import { clock, type Context, type Decision, type Handlers } from './handler.ts';

/** What the commands of automation do. */
export const runHandlers: Handlers<
  'automation.approve' | 'automation.decline' | 'automation.confirm' | 'automation.switch'
> = {
  'automation.approve': ({ run: id }, context) =>
    withProposed(context, id, () => {
      if (!context.state.automation.on) return err('Automation is off; it has to be switched on first.');
      return ok([{ ...context.base, type: 'automation.approved', run: id }]);
    }),

  'automation.decline': ({ run: id, reason }, context) =>
    withProposed(context, id, () => ok([{ ...context.base, type: 'automation.declined', run: id, reason }])),

  'automation.confirm': ({ run: id, action, note = '' }, context) =>
    withRun(context, id, (run) => {
      const step = currentStep(run);
      if (run.state !== 'running' || step?.action !== action || step.kind !== 'manual')
        return err(`${id} does not wait for ${action}; look at what it does now.`);
      const began = run.steps.findLast(({ outcome }) => outcome !== undefined)?.at ?? run.startedAt;
      const tookMs = Math.max(0, context.base.at - (began ?? context.base.at));
      return ok([
        {
          ...context.base,
          type: 'automation.step',
          run: id,
          action,
          outcome: 'done',
          output: note,
          tookMs,
        },
      ]);
    }),

  'automation.switch': ({ on, reason }, { state, base, role }) => {
    if (state.automation.on === on) return err(`Automation is ${on ? 'on' : 'off'} already.`);
    // To stop it must be easy; what it does once it is on again is for somebody to answer for.
    if (on && !roleAllows(role, 'approver'))
      return err('To switch automation on again takes the role approver; to stop it, operator is enough.');
    return ok([{ ...base, type: 'automation.switched', on, reason }]);
  },
};

function withRun({ state }: Context, id: string, decide: (run: Run) => Decision): Decision {
  const run = state.automation.runs[id];
  return run === undefined ? err(`This desk has no run ${id}.`) : decide(run);
}

function withProposed(context: Context, id: string, decide: () => Decision): Decision {
  return withRun(context, id, ({ state, approved, outcome, text = '' }) => {
    if (state === 'proposed') return decide();
    if (state === 'ended')
      return err(`${id} has ended${outcome === undefined ? '' : ` (${outcome})`}: ${text}`);
    if (approved === undefined) return err(`${id} runs by itself; there is nothing to approve.`);
    return err(`${id} was approved by ${approved.by} at ${clock(approved.at)} UTC.`);
  });
}
