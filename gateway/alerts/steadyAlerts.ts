import type { Alert } from '../../shared/model/alert.ts';

/** How far the times of a shown alert may lag: its link says how fresh it is meanwhile. */
const lagMs = 5 * 60_000;

/** An alert as it is known, and as it is shown. */
interface Pair {
  readonly known: Alert;
  readonly shown: Alert;
}

/**
 * Alerts as they are shown: each poll renews `lastSeenAt` and the lease of every alert, and a storm's thousands
 * would be sent to every console each time. Where nothing else changed, an alert keeps the times shown before, until
 * its lease as it is shown is nearly over: one that is renewed must not look as if it ran out.
 */
export class SteadyAlerts {
  #shown: ReadonlyMap<string, Pair> = new Map();

  /** What to show for these; forgets all others. */
  show(alerts: readonly Alert[]): readonly Alert[] {
    const next = new Map<string, Pair>();
    const result = alerts.map((known) => {
      const before = this.#shown.get(known.id);
      const shown = before === undefined ? known : steady(before, known);
      next.set(known.id, { known, shown });
      return shown;
    });
    this.#shown = next;
    return result;
  }
}

function steady(before: Pair, known: Alert): Alert {
  const { shown } = before;
  if (before.known === known) return shown;
  if (known.lastSeenAt - shown.lastSeenAt >= lagMs) return known;
  if (isNearlyOver(shown, known)) return known;
  const { lastSeenAt, leaseUntil, renewedAt } = shown;
  const times = { lastSeenAt, leaseUntil, renewedAt };
  return JSON.stringify({ ...known, ...times }) === JSON.stringify({ ...shown, ...times }) ? shown : known;
}

/** Whether a quarter or less remains of the lease that is shown, and it was renewed meanwhile. */
function isNearlyOver({ leaseUntil, renewedAt, lastSeenAt }: Alert, known: Alert): boolean {
  if (leaseUntil === undefined || known.leaseUntil === undefined || known.leaseUntil <= leaseUntil)
    return false;
  const length = leaseUntil - (renewedAt ?? lastSeenAt);
  return known.lastSeenAt >= leaseUntil - length / 4;
}
