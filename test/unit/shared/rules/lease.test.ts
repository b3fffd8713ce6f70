import { describe, expect, it } from 'vitest';
import { SteadyAlerts } from '../../../../gateway/alerts/steadyAlerts.ts';
import type { Alert } from '../../../../shared/model/alert.ts';
import { leaseOf } from '../../../../shared/rules/lease.ts';
import { alertOf } from '../../gateway/desk/desks.ts';

const now = Date.UTC(2026, 10, 21, 3, 10);
const minuteMs = 60_000;
const leased = (change: Partial<Alert> = {}): Alert => ({
  ...alertOf('HighLatency', 'auth'),
  renewedAt: now - minuteMs,
  leaseUntil: now + 3 * minuteMs,
  lastSeenAt: now,
  ...change,
});

describe('the lease of an alert', () => {
  it('is what remains of it since it was renewed', () => {
    expect(leaseOf(leased(), now)).toEqual({
      renewedAt: now - minuteMs,
      endsAt: now + 3 * minuteMs,
      share: 0.75,
      leftMs: 3 * minuteMs,
    });
    expect(leaseOf(leased({ renewedAt: undefined }), now)?.share).toBe(1);
  });

  it('runs out at its end, and is none of what is over or lost', () => {
    expect(leaseOf(leased(), now + 4 * minuteMs)).toMatchObject({ share: 0, leftMs: -minuteMs });
    expect(leaseOf(leased({ leaseUntil: now - 1, renewedAt: now }), now)?.share).toBe(0);
    expect(leaseOf(leased({ state: 'lost' }), now)).toBeUndefined();
    expect(leaseOf(leased({ leaseUntil: undefined }), now)).toBeUndefined();
  });

  it('as it is shown never runs out while it is renewed, and is not sent anew at every poll', () => {
    const steady = new SteadyAlerts();
    let shown: readonly Alert[] = [];
    let sent = 0;
    for (let seconds = 0; seconds <= 1_200; seconds += 15) {
      const at = now + seconds * 1_000;
      const renewedAt = at - (at % minuteMs);
      const next = steady.show([leased({ renewedAt, leaseUntil: renewedAt + 4 * minuteMs, lastSeenAt: at })]);
      if (next[0] !== shown[0]) sent += 1;
      shown = next;
      const [alert] = shown;
      expect(alert && leaseOf(alert, at)?.leftMs).toBeGreaterThan(30_000);
    }
    expect(sent).toBeLessThan(10);
  });
});
