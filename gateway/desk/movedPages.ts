import type { RotaOverride } from '../../shared/model/rota.ts';
import { escalationLadder, escalationStopped, isReached } from '../../shared/rules/escalation.ts';
import { rotaTime } from '../../shared/rules/rotaFindings.ts';
import type { EventOf } from './events.ts';
import type { Context } from './handler.ts';

const by = { kind: 'gateway', name: 'gateway' } as const;

/** A line for each open incident whose next page goes to somebody else, now that the stand-ins are others. */
export function movedPages(
  { state, rules, base }: Context,
  override: string,
  before: readonly RotaOverride[],
  after: readonly RotaOverride[],
): readonly EventOf<'incident.noted'>[] {
  return [...state.incidents.values()].flatMap((incident) => {
    if (escalationStopped(incident, rules.escalation)) return [];
    const next = escalationLadder(incident, rules.escalation).find((step) => !isReached(incident, step));
    if (next === undefined) return [];
    const at = Math.max(next.at, base.at);
    const was = rules.holderOf(next.role, incident, at, before);
    const is = rules.holderOf(next.role, incident, at, after);
    if (was === is) return [];
    const text =
      `The next page (${next.role}, ${rotaTime(at)} UTC) goes to ${is ?? 'nobody'} ` +
      `in place of ${was ?? 'nobody'}: ${override}`;
    return [{ type: 'incident.noted', at: base.at, by, incident: incident.id, text }];
  });
}
