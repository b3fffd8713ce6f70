import {
  flapsFrom,
  mostBlind,
  mostPassed,
  type Blind,
  type DeskBetween,
  type Passed,
} from '../../shared/model/between.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { isWithin, type Span } from '../../shared/rules/kpis.ts';
import type { DeskEvent } from '../desk/events.ts';
import type { DeskState } from '../desk/evolve.ts';
import type { Records } from '../figures/incidentRecords.ts';
import { incidentItems } from './incidentItems.ts';
import { actItems } from './actItems.ts';
import type { Spell } from './spell.ts';
import { spellItems } from './spellItems.ts';

/** What the answer is made of. */
export interface PastSources {
  /** The newest of the journal, in its order; events up to `eventsSince` are not among them. */
  readonly events: readonly DeskEvent[];
  readonly eventsSince: Instant | undefined;
  readonly spells: Iterable<Spell>;
  /** From when on spells are kept. */
  readonly spellsSince: Instant;
  readonly records: Records;
  readonly desk: Pick<DeskState, 'changes' | 'automation'>;
}

/** Whether a spell came, went or both within a span. */
const touches = (span: Span, { from, to }: Pick<Spell, 'from' | 'to'>): boolean =>
  isWithin(span, from) || isWithin(span, to);

/**
 * What came and went between two instants, as the journal and the spells tell it; pure. Times at which something could
 * not be seen are part of the answer: it never claims more than is known. The error is one sentence for the asker.
 */
export function deskBetween(past: PastSources, asked: Span, now: Instant): Result<DeskBetween> {
  const { from, to } = asked;
  if (!(from < to)) return err('The span ends before it begins.');
  const events = past.events.filter(({ at }) => isWithin(asked, at));
  const spells = [...past.spells];
  const changed = spells.filter((spell) => touches(asked, spell));
  const incidents = incidentItems(past.events, changed, past.records, asked);
  const others = [...spellItems(changed, asked), ...actItems(events, past.desk)];
  const items = [...incidents, ...others].sort(
    (one, other) => other.lastAt - one.lastAt || (one.id < other.id ? -1 : 1),
  );
  const blind = blindTimes(spells, past, asked);
  const having = (type: DeskEvent['type']): number =>
    new Set(events.flatMap((event) => (event.type === type && 'incident' in event ? [event.incident] : [])))
      .size;
  const counted = (kind: Passed['kind']): number => items.filter((item) => item.kind === kind).length;
  return ok({
    from,
    to,
    asOf: now,
    counts: {
      opened: having('incident.opened'),
      acknowledged: having('incident.acknowledged'),
      escalated: having('incident.escalated'),
      reopened: having('incident.reopened'),
      resolved: having('incident.resolved'),
      flapped: items.filter(({ times }) => times >= flapsFrom).length,
      alerts: counted('alert'),
      services: counted('service'),
      silences: counted('silence'),
      runs: counted('run'),
      changes: counted('change'),
    },
    blind: blind.slice(-mostBlind),
    blindCount: blind.length,
    items: items.slice(0, mostPassed),
    itemCount: items.length,
  });
}

/** When a source, the journal or the gateway itself could not tell, and what is kept no longer; oldest first. */
function blindTimes(spells: readonly Spell[], past: PastSources, { from, to }: Span): readonly Blind[] {
  const seen = spells.flatMap((spell): Blind[] => {
    const { kind, state, title: name, from: began, to: ended, text: problem } = spell;
    if (kind !== 'link' && kind !== 'gateway') return [];
    if (began >= to || (ended !== undefined && ended <= from)) return [];
    const blindKind = kind === 'gateway' ? 'gateway' : state === 'journal' ? 'journal' : 'source';
    return [{ kind: blindKind, name, from: began, to: ended, problem }];
  });
  const kept: Blind[] = [];
  if (from < past.spellsSince) {
    const name = 'Alerts, states of services, sources and silences';
    kept.push({ kind: 'records', name, from, to: Math.min(past.spellsSince, to) });
  }
  if (past.eventsSince !== undefined && from < past.eventsSince) {
    kept.push({ kind: 'records', name: 'Acts and incidents', from, to: Math.min(past.eventsSince, to) });
  }
  return [...kept, ...seen].sort((one, other) => one.from - other.from);
}
