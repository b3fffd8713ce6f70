import type { Alert, AlertState } from '../../../shared/model/alert.ts';
import { frozenAt } from './frozenEstate.ts';

const minuteMs = 60_000;
const names = ['HighErrorRate', 'HighLatency', 'TargetMissing', 'ProbeFailed', 'CertificateEndsSoon'];

function stateOf(place: number): AlertState {
  if (place % 41 === 0) return 'lost';
  if (place % 13 === 0) return 'suppressed';
  return place % 29 === 0 ? 'resolved' : 'firing';
}

/** As many alerts as asked for, of every state and severity; some labels are far too long. */
export const manyAlerts = (count: number): readonly Alert[] =>
  Array.from({ length: count }, (_, place): Alert => {
    const name = names[place % names.length] ?? 'Alert';
    const state = stateOf(place);
    const startsAt = frozenAt - (place % 900) * minuteMs;
    const pod =
      place % 17 === 0 ? 'constitutional-compliance-reconciliation-worker-eu-central-1-7c9d' : 'pod';
    return {
      id: `am/many-${place}`,
      source: 'am',
      fingerprint: `many-${place}`,
      name,
      labels: {
        alertname: name,
        service: `service-${place % 50}`,
        severity: 'critical',
        instance: `10.0.${place % 250}.${place % 199}:9100`,
        pod: `${pod}-${place}`,
      },
      annotations: { summary: name },
      state,
      severity: place % 500 === 3 ? 'P0' : `P${1 + (place % 3)}`,
      severityGuessed: false,
      service: `service-${place % 50}`,
      startsAt,
      ...(state === 'lost' ? {} : { leaseUntil: frozenAt + (place % 5) * minuteMs - 30_000 }),
      ...(state === 'resolved' ? { endedAt: frozenAt - minuteMs } : {}),
      lastSeenAt: frozenAt - 10_000,
      silencedBy: state === 'suppressed' ? ['5f3c1d4e'] : [],
      inhibitedBy: [],
      ...(place % 3 === 0 ? { incident: `INC-${123_400 + (place % 120)}` } : {}),
    };
  });
