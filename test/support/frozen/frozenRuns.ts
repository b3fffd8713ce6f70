import type { Automation, Run } from '../../../shared/model/automation.ts';
import { clock } from './frozenEstate.ts';

/** Of the worst incident: a run that mended nothing yet, and one that is proposed. */
export const liveRuns: readonly Run[] = [
  {
    ...{ id: 'RUN-101', trigger: 'service-unavailable', name: 'Service unavailable', mode: 'automatic' },
    ...{ service: 'policy-governance', incident: 'INC-2041', severity: 'P0', simulated: false },
    state: 'running',
    because: '3 health checks failed: HTTP 503',
    triggeredAt: clock('03:05:44'),
    startedAt: clock('03:05:44'),
    timeoutMs: 900_000,
    steps: [
      {
        ...{ action: 'restart-service', name: 'Restart the service', kind: 'command', outcome: 'failed' },
        ...{ at: clock('03:06:44'), tookMs: 60_000, output: 'waiting for health\nexit code 1' },
      },
      {
        ...{ action: 'failover-to-backup', name: 'Fail over to the backup', kind: 'manual' },
        instruction: "Move the service's traffic to its standby",
      },
      { action: 'notify-oncall', name: 'Notify the on-call engineer', kind: 'notify' },
    ],
  },
  {
    ...{ id: 'RUN-102', trigger: 'rollback', name: 'Bad rollout', mode: 'proposed', state: 'proposed' },
    ...{ service: 'policy-governance', incident: 'INC-2041', severity: 'P0', simulated: false },
    because: 'Alert RolloutFailed is firing',
    triggeredAt: clock('03:15:02'),
    timeoutMs: 60_000,
    steps: [
      { action: 'emergency-rollback', name: 'Emergency rollback', kind: 'webhook' },
      { action: 'tell', name: 'Tell the release engineer', kind: 'notify' },
    ],
  },
];

/** The switch as M. Tanaka turned it off. */
export const switchedOff: Automation = {
  id: 'automation',
  on: false,
  switched: {
    at: clock('03:12:00'),
    by: 'M. Tanaka',
    reason: 'It restarts in circles while the primary is gone',
  },
};
