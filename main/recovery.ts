/** So many faults of one page within so long are too many: it stands still, and is tried again after a wait that doubles. */
export const recoveryLimits = {
  faults: 5,
  withinMs: 10 * 60_000,
  /** Before a page is loaded again, ms. */
  reloadAfterMs: 1_000,
  firstWaitMs: 60_000,
  mostWaitMs: 15 * 60_000,
} as const;

/** What is remembered of a page's faults. */
export interface FaultRecord {
  /** When each was, within the limit's span, ms. */
  readonly faults: readonly number[];
  /** Waits that followed one another without ten quiet minutes. */
  readonly waits: number;
  /** When the page last had none for long, and then the first. */
  readonly since?: number | undefined;
  /** Until when the page stands still. */
  readonly stillUntil?: number | undefined;
}

/** What follows a fault. */
export interface RecoveryStep {
  readonly kind: 'reload' | 'stand still';
  readonly afterMs: number;
}

/** A page that had no fault yet. */
export const noFaults: FaultRecord = { faults: [], waits: 0 };

/** Decides what follows one more fault: a page is never given up, and never loaded in a hurry without end. */
export function afterFault(
  before: FaultRecord,
  now: number,
): { readonly record: FaultRecord; readonly step: RecoveryStep } {
  const { faults: most, withinMs, reloadAfterMs, firstWaitMs, mostWaitMs } = recoveryLimits;
  const quietSince = before.stillUntil ?? before.faults.at(-1);
  const isQuiet = quietSince === undefined || now - quietSince >= withinMs;
  const { waits, since = now } = isQuiet ? noFaults : before;
  const faults = [...before.faults.filter((at) => now - at < withinMs), now];
  if (waits === 0 && faults.length <= most) {
    return { record: { faults, waits, since }, step: { kind: 'reload', afterMs: reloadAfterMs } };
  }
  const afterMs = Math.min(mostWaitMs, firstWaitMs * 2 ** Math.min(waits, 20));
  return {
    record: { faults, waits: waits + 1, since, stillUntil: now + afterMs },
    step: { kind: 'stand still', afterMs },
  };
}
