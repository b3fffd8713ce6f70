import { assertNever } from '../../shared/assertNever.ts';
import type { RotaOverride } from '../../shared/model/rota.ts';
import type { EventOf } from './events.ts';

/** The stand-ins of a desk, in the order of their proposal. */
export interface RotaState {
  readonly overrides: Readonly<Record<string, RotaOverride>>;
  readonly next: number;
}

/** Nobody ever stood in. */
export const noRota: RotaState = { overrides: {}, next: 101 };

type RotaEvent = EventOf<'rota.proposed' | 'rota.approved' | 'rota.declined' | 'rota.cancelled'>;

/** Folds an event of the rota in; one of an unknown stand-in changes nothing. */
export function evolveRota({ overrides, next }: RotaState, event: RotaEvent): RotaState {
  const act = { at: event.at, by: event.by.name };
  if (event.type === 'rota.proposed') {
    const { override: id, kind, parts, reason, emergency } = event;
    const known: RotaOverride = { id, kind, parts, reason, emergency, status: 'proposed', proposed: act };
    const number = Number(id.replace('ROT-', ''));
    return { overrides: { ...overrides, [id]: known }, next: Math.max(next, number + 1) };
  }
  const before = overrides[event.override];
  if (before === undefined) return { overrides, next };
  return { overrides: { ...overrides, [before.id]: { ...before, ...decided(event, act) } }, next };
}

function decided(
  event: Exclude<RotaEvent, { type: 'rota.proposed' }>,
  act: RotaOverride['proposed'],
): Partial<RotaOverride> {
  switch (event.type) {
    case 'rota.approved':
      return { status: 'approved', approved: act };
    case 'rota.declined':
      return { status: 'declined', ended: { ...act, reason: event.reason } };
    case 'rota.cancelled':
      return { status: 'cancelled', ended: { ...act, reason: event.reason } };
    default:
      return assertNever(event, 'rota event');
  }
}
