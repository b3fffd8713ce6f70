import type { Instant } from '../../shared/model/instant.ts';
import type { Sent } from '../channels/sending.ts';
import type { DeskEvent } from '../desk/events.ts';
import type { WaitingNotice } from '../desk/evolveNotice.ts';
import { giveUpAfterMs, pauseMs } from './decideDeliveries.ts';

/** What decides how an attempt is written down. */
interface Circumstances {
  /** The channel's. */
  readonly name: string;
  readonly now: Instant;
  /** 0 to below 1 */
  readonly random: number;
  /** Failures of the channel in a row, before this attempt. */
  readonly failures: number;
}

const by = { kind: 'gateway', name: 'gateway' } as const;

/** The event that an attempt ends in: delivered, to be tried again, or given up. Pure. */
export function outcomeOf(
  { notice, attempts }: WaitingNotice,
  outcome: Sent | 'expired',
  { name, now, random, failures }: Circumstances,
): DeskEvent {
  const base = { at: now, by, notice: notice.id, channel: notice.channel, name };
  const attempt = attempts + 1;
  const hours = giveUpAfterMs / 3_600_000;
  if (outcome === 'expired')
    return { ...base, type: 'notice.dead', problem: `not delivered within ${hours} h` };
  if (outcome.ok) {
    const lateMs = Math.max(0, now - notice.dueAt);
    return { ...base, type: 'notice.delivered', attempt, lateMs, detail: outcome.value.detail };
  }
  const { mayRetry, problem, retryAfterMs = 0 } = outcome.error;
  // A test says at once what is wrong; nobody waits for it tomorrow.
  if (!mayRetry || notice.kind === 'test') return { ...base, type: 'notice.dead', problem };
  const nextAt = now + Math.max(pauseMs(failures + 1, random), retryAfterMs);
  return { ...base, type: 'notice.failed', attempt, problem, nextAt };
}
