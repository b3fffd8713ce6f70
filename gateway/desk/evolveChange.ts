import { assertNever } from '../../shared/assertNever.ts';
import type { Change } from '../../shared/model/change.ts';
import type { EventOf } from './events.ts';

/** The changes of a desk. */
export interface ChangesState {
  readonly changes: Readonly<Record<string, Change>>;
  readonly nextChange: number;
}

type ChangeEvent = EventOf<'change.planned' | 'change.started' | 'change.extended' | 'change.ended'>;

/** Folds an event of a change in; one of an unknown change changes nothing. */
export function evolveChange({ changes, nextChange }: ChangesState, event: ChangeEvent): ChangesState {
  if (event.type === 'change.planned') {
    const { change: id, title, category, services, startsAt, endsAt } = event;
    const change: Change = {
      id,
      title,
      category,
      services,
      startsAt,
      endsAt,
      status: 'planned',
      extensions: [],
    };
    const number = Number(id.replace('CHG-', ''));
    return { changes: { ...changes, [id]: change }, nextChange: Math.max(nextChange, number + 1) };
  }
  const change = changes[event.change];
  if (change === undefined) return { changes, nextChange };
  return { changes: { ...changes, [change.id]: { ...change, ...told(change, event) } }, nextChange };
}

function told(change: Change, event: Exclude<ChangeEvent, { type: 'change.planned' }>): Partial<Change> {
  const act = { at: event.at, by: event.by.name };
  switch (event.type) {
    case 'change.started':
      return { status: 'running', startedBy: act };
    case 'change.extended': {
      const extension = { ...act, from: change.endsAt, to: event.until, reason: event.reason };
      return { endsAt: event.until, extensions: [...change.extensions, extension] };
    }
    case 'change.ended':
      return { status: 'done', endedBy: act, outcome: event.outcome, note: event.note };
    default:
      return assertNever(event, 'change event');
  }
}
