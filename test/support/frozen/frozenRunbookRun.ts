import type { RunbookRun, RunbookStepMark } from '../../../shared/model/runbookRun.ts';
import { clock } from './frozenEstate.ts';

const marked = (number: number, step: string, at: string, by: string): RunbookStepMark => ({
  ...{ step: step.toLowerCase().replaceAll(/[^a-z]+/g, '-'), title: step, number, mark: 'done', by },
  ...{ at: clock(at), sentAt: clock(at) },
});

/** Two people are on their way through the shipped runbook of the worst incident. */
export const frozenRunbookRun: RunbookRun = {
  ...{ id: 'INC-2041/service-unavailable', incident: 'INC-2041', runbook: 'service-unavailable' },
  ...{ title: 'Service unavailable', steps: 6, begun: { at: clock('03:08:10'), by: 'M. Tanaka' } },
  marks: [
    marked(1, 'See whether it is this service or what it depends on', '03:08:10', 'M. Tanaka'),
    marked(2, 'Ask the service itself', '03:09:30', 'M. Tanaka'),
    marked(3, 'Look at what changed', '03:11:05', 'J. Rao'),
  ],
};
