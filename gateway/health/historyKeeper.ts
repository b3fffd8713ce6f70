import type { Instant } from '../../shared/model/instant.ts';
import { serviceStates, type ServiceState } from '../../shared/model/service.ts';
import type { History } from '../../shared/model/telemetry.ts';
import type { PolicyService } from '../../shared/policy/index.ts';
import { pastPoints, pastStepMs, upByTheHour } from '../sources/prometheusPast.ts';
import type { Observation } from '../sources/source.ts';

const hourMs = 3_600_000;
const hours = 24;

const slotOf = (at: Instant, stepMs: number): number => Math.floor(at / stepMs);

/** Keeps a service's short past: its own samples, and where it has none, what Prometheus still knows. */
export class HistoryKeeper {
  readonly #service: PolicyService;
  readonly #headline: PolicyService['figures'][number] | undefined;
  readonly #points = new Map<number, number>();
  readonly #states = new Map<number, ServiceState>();
  /** From range queries: shown only where nothing was seen by ourselves. */
  readonly #pastStates = new Map<number, ServiceState>();

  constructor(service: PolicyService) {
    this.#service = service;
    this.#headline = service.figures.find(({ headline }) => headline);
  }

  /** Takes in figures and pasts of its own service. */
  observe(observation: Observation): void {
    if (observation.kind !== 'figure' && observation.kind !== 'past') return;
    if (observation.service !== this.#service.id) return;
    if (observation.kind === 'past') return this.#takePast(observation);
    const slot = slotOf(observation.at, pastStepMs);
    // The first sample of a slot is the nearest to its instant.
    if (observation.figure !== this.#headline?.id || observation.value === undefined) return;
    if (!this.#points.has(slot)) this.#points.set(slot, observation.value);
  }

  #takePast({ figure, stepMs, endsAt, points }: Extract<Observation, { kind: 'past' }>): void {
    points.forEach((value, index) => {
      if (value === null) return;
      const at = endsAt - (points.length - 1 - index) * stepMs;
      if (figure === upByTheHour) {
        // A reading at the full hour tells of the hour that ends there.
        this.#pastStates.set(Math.round(at / hourMs) - 1, value > 0 ? 'operational' : 'down');
      } else if (figure === this.#headline?.id) {
        const slot = Math.round(at / pastStepMs);
        if (!this.#points.has(slot)) this.#points.set(slot, value);
      }
    });
  }

  /** Notes the state of the moment: an hour shows its worst. */
  noteState(state: ServiceState, now: Instant): void {
    const hour = slotOf(now, hourMs);
    const known = this.#states.get(hour);
    if (known === undefined || serviceStates.indexOf(state) < serviceStates.indexOf(known)) {
      this.#states.set(hour, state);
    }
  }

  /** The past as of `now`; forgets what lies before it. */
  history(now: Instant): History {
    const lastPoint = slotOf(now, pastStepMs);
    const lastHour = slotOf(now, hourMs);
    forget(this.#points, lastPoint - pastPoints);
    forget(this.#states, lastHour - hours);
    forget(this.#pastStates, lastHour - hours);
    return {
      service: this.#service.id,
      figure: this.#headline?.name ?? '',
      unit: this.#headline?.unit ?? '',
      stepMs: pastStepMs,
      endsAt: lastPoint * pastStepMs,
      points: lastSlots(pastPoints, lastPoint).map((slot) => this.#points.get(slot) ?? null),
      hours: lastSlots(hours, lastHour).map(
        (slot) => this.#states.get(slot) ?? this.#pastStates.get(slot) ?? null,
      ),
    };
  }
}

function lastSlots(count: number, last: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => last - count + 1 + index);
}

function forget(map: Map<number, unknown>, before: number): void {
  for (const slot of map.keys()) if (slot < before) map.delete(slot);
}
