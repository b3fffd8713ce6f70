import type { Alert } from '../../shared/model/alert.ts';

/** How far the times of a shown alert may lag: its link says how fresh it is meanwhile. */
const lagMs = 5 * 60_000;

/** An alert as it is known, and as it is shown. */
interface Pair {
  readonly known: Alert;
  readonly shown: Alert;
}

/**
 * Alerts as they are shown: each poll renews `lastSeenAt` and `leaseUntil` of every alert, and a storm's thousands
 * would be sent to every console each time. Where nothing else changed, an alert keeps the times shown before.
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
  const { lastSeenAt, leaseUntil } = shown;
  return JSON.stringify({ ...known, lastSeenAt, leaseUntil }) ===
    JSON.stringify({ ...shown, lastSeenAt, leaseUntil })
    ? shown
    : known;
}
