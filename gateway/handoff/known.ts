import type { ChainLink } from '../../shared/model/chain.ts';
import type { Channel } from '../../shared/model/channel.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { BudgetLine, Objective } from '../../shared/model/objective.ts';
import type { Run } from '../../shared/model/automation.ts';
import type { Service } from '../../shared/model/service.ts';
import type { Silence } from '../../shared/model/silence.ts';
import type { DeskState } from '../desk/evolve.ts';
import type { DeskRules } from '../desk/rules.ts';

/** Everything that the gateway knows at one instant, as far as a handoff tells of it. */
export interface Known {
  readonly now: Instant;
  readonly desk: DeskState;
  readonly rules: DeskRules;
  readonly chain: readonly ChainLink[];
  readonly services: readonly Service[];
  readonly objectives: readonly Objective[];
  /** By the objective's id. */
  readonly lines: ReadonlyMap<string, BudgetLine>;
  readonly silences: readonly Silence[];
  readonly channels: readonly Channel[];
  readonly runs: readonly Run[];
  /** What services are to answer, and the ids of those that are asked. */
  readonly hash: { readonly expected: string; readonly asked: readonly string[] };
}
