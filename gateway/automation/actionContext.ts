import type { StepOutcome } from '../../shared/model/automation.ts';
import type { PolicyAction } from '../../shared/policy/index.ts';
import type { Result } from '../../shared/result.ts';
import type { SourceDependencies } from '../sources/dependencies.ts';

/** What an action is told. */
export interface ActionSubject {
  readonly run: string;
  readonly trigger: string;
  readonly name: string;
  readonly service: string;
  readonly incident: string | undefined;
  readonly severity: string | undefined;
  /** What was seen. */
  readonly because: string;
}

/** How an action came out; `output` is bounded and holds no secret. */
export interface ActionResult {
  readonly outcome: Exclude<StepOutcome, 'skipped'>;
  readonly output: string;
}

/** An action of one kind. */
export type ActionOf<Kind extends PolicyAction['kind']> = Extract<PolicyAction, { kind: Kind }>;

/** Tells whom the action names; the value says who was told, the error is one sentence. */
export type Notify = (action: ActionOf<'notify'>, subject: ActionSubject) => Promise<Result<string>>;

/** What actions need of the world. */
export interface ActionDependencies extends Pick<SourceDependencies, 'fetch' | 'clock' | 'secret'> {
  /** Without it, no channel is set up. */
  readonly notify?: Notify | undefined;
}

/** One action being carried out. */
export interface Attempt {
  readonly subject: ActionSubject;
  readonly timeoutMs: number;
  /** Ends it before its time. */
  readonly signal: AbortSignal;
}

/** What is said of an action that was ended before its time. */
export const stoppedResult = (output = ''): ActionResult => ({
  outcome: 'failed',
  output: output === '' ? 'stopped' : `${output}\nstopped`,
});
