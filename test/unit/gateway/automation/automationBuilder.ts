import type { Standing } from '../../../../gateway/automation/conditions.ts';
import { decideAutomation } from '../../../../gateway/automation/decideAutomation.ts';
import type { TriggerPolicy } from '../../../../gateway/automation/triggerSignals.ts';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import type { Role } from '../../../../shared/feed/roles.ts';
import type { Run } from '../../../../shared/model/automation.ts';
import type { PolicyTrigger } from '../../../../shared/policy/index.ts';
import { sampleService } from '../sources/sampleEstate.ts';
import { deskRules } from '../desk/deskRules.ts';

export const start = Date.UTC(2026, 10, 21, 3, 5, 44);
export const minuteMs = 60_000;

/** Restart, then fail over, then tell: as the first trigger of ACGS, with commands in place of people. */
export const policyWith = (trigger: Partial<PolicyTrigger> = {}): TriggerPolicy => ({
  sources: [],
  estate: { sites: [], services: [sampleService()] },
  actions: [
    { id: 'restart', name: 'Restart', kind: 'command', program: '/bin/restart', arguments: [] },
    { id: 'failover', name: 'Fail over', kind: 'command', program: '/bin/failover', arguments: [] },
    { id: 'tell', name: 'Tell', kind: 'notify', channels: ['chat'] },
    { id: 'by-hand', name: 'By hand', kind: 'manual', instruction: 'Do it' },
  ],
  triggers: [
    {
      ...{ id: 'down', name: 'Down', mode: 'automatic', timeout: 5 * minuteMs, cooldown: 10 * minuteMs },
      condition: { kind: 'probe-failures', atLeast: 3 },
      actions: ['restart', 'failover', 'tell'],
      ...trigger,
    },
  ],
});

export const met: Standing = { state: 'met', since: start, text: '3 health checks failed' };
export const not: Standing = { state: 'not', text: 'Health check answers' };
export const unknown: Standing = { state: 'unknown' };
export const pending: Standing = { state: 'pending', since: start };

/** A desk on which automation is decided, moment by moment. */
export class AutomationBench {
  desk: DeskState;
  events: DeskEvent[] = [];
  readonly policy: TriggerPolicy;
  readonly simulated: boolean;

  constructor(policy = policyWith(), desk = emptyDesk, simulated = false) {
    this.policy = policy;
    this.desk = desk;
    this.simulated = simulated;
  }

  take(events: readonly DeskEvent[]): void {
    this.events.push(...events);
    this.desk = events.reduce(evolve, this.desk);
  }

  judge(standing: Standing, at: number, busy: readonly string[] = []): void {
    const standings = new Map([['down/auth', standing]]);
    const { policy, simulated } = this;
    this.take(decideAutomation(this.desk, { policy, standings, busy: new Set(busy), simulated }, at));
  }

  /** What the runner would report. */
  ended(action: string, outcome: 'done' | 'failed' | 'timeout', at: number): void {
    const by = { kind: 'gateway', name: 'gateway' } as const;
    const run = Object.keys(this.desk.automation.runs).at(-1) ?? '';
    this.take([{ type: 'automation.step', at, by, run, action, outcome, output: '', tookMs: 1_000 }]);
  }

  give(command: Command, at: number, role: Role = 'operator'): string {
    const decided = decideCommand(this.desk, deskRules, { command, person: 'M. Tanaka', now: at, role });
    if (!decided.ok) return decided.error;
    this.take(decided.value);
    return 'done';
  }

  get runs(): readonly Run[] {
    return Object.values(this.desk.automation.runs);
  }

  /** `restart: done, failover: skipped` of the newest run. */
  get steps(): string {
    const { steps = [] } = this.runs.at(-1) ?? {};
    return steps.map(({ action, outcome = 'ahead' }) => `${action}: ${outcome}`).join(', ');
  }
}
