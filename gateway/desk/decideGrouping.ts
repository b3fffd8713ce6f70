import type { Alert } from '../../shared/model/alert.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { err, ok } from '../../shared/result.ts';
import type { DeskEvent, EventOf } from './events.ts';
import { withIncident, withOpen, type Context, type Decision, type Handlers } from './handler.ts';
import { rankOf } from './rules.ts';
import { signalKeysOf } from './standings.ts';

const alertKey = (alert: string): string => `alert:${alert}`;

/** What the commands do by which people arrange what incidents hold. */
export const groupingHandlers: Handlers<
  'incident.attach' | 'incident.detach' | 'incident.merge' | 'incident.split'
> = {
  'incident.attach': ({ incident: id, alert, reason }, context) =>
    withOpen(context, id, (incident) => {
      const folded = refusedAsFolded(incident);
      if (folded !== undefined) return err(folded);
      const from = context.state.signals.get(alertKey(alert))?.incident;
      if (from === id) return err(`The alert is in ${id} already.`);
      const known = context.alertOf(alert);
      if (known === undefined && from === undefined) {
        return err(
          `No alert "${alert}" is known here; it may be over. Choose one that is in the list of alerts.`,
        );
      }
      const moved = movedEvent(context, id, 'attach', [alertKey(alert)], reason);
      const severity = known?.severity ?? context.state.incidents.get(from ?? '')?.severity ?? '';
      const name = known?.name ?? alert;
      return ok([moved, ...raised(context, incident, severity, `${name}, attached to it, is ${severity}`)]);
    }),

  'incident.detach': ({ incident: id, alert, reason }, context) =>
    withOpen(context, id, (incident) => takenOut(context, incident, 'detach', [alertKey(alert)], { reason })),

  'incident.split': ({ incident: id, signals, title, reason }, context) =>
    withOpen(context, id, (incident) =>
      takenOut(context, incident, 'split', [...new Set(signals)], { reason, title }),
    ),

  'incident.merge': ({ incident: id, into, reason }, context) =>
    withOpen(context, id, (incident) => {
      if (id === into) return err(`${id} can't be merged into itself; choose another incident.`);
      return withIncident(context, into, (target) => {
        if (target.foldedUnder?.incident === id) {
          return err(`${into} is folded under ${id}, its cause; merge ${into} into ${id} in place of that.`);
        }
        const folded = refusedAsFolded(target);
        if (folded !== undefined) return err(folded);
        return withOpen(context, into, () => {
          const { base } = context;
          const { severity } = incident;
          const merged: DeskEvent = { ...base, type: 'incident.merged', incident: id, into, reason };
          return ok([merged, ...raised(context, target, severity, `${id}, merged into it, is ${severity}`)]);
        });
      });
    }),
};

/** What is folded answers to its cause, so nothing is put into it: it would be hidden there. */
function refusedAsFolded({ id, foldedUnder }: Incident): string | undefined {
  if (foldedUnder === undefined) return undefined;
  const under = foldedUnder.incident;
  return `${id} is folded under ${under}, so what is put there would be hidden; choose ${under}.`;
}

/** Signals of one incident to a new one of their own. */
function takenOut(
  context: Context,
  from: Incident,
  act: 'detach' | 'split',
  keys: readonly string[],
  { reason, title }: { readonly reason?: string | undefined; readonly title?: string | undefined },
): Decision {
  const { state, rules, base, person } = context;
  const missing = keys.find((key) => state.signals.get(key)?.incident !== from.id);
  if (missing !== undefined) {
    const where = state.signals.get(missing)?.incident;
    const held = where === undefined ? 'no open incident has it' : `it is in ${where}`;
    return err(`${from.id} has no ${spokenOf(missing)}: ${held}.`);
  }
  const own = signalKeysOf(state, from.id).length;
  if (keys.length >= own && from.declaredBy === undefined) {
    return err(`Nothing would be left in ${from.id}; leave at least one of its signals there.`);
  }
  const alerts = keys.map((key) => alertOfKey(context, key));
  const known = alerts.flatMap((alert) => alert ?? []);
  const [first] = known;
  const services = new Set(known.map(({ service }) => service));
  const service = known.length === keys.length && services.size === 1 ? first?.service : from.service;
  // Where one's own severity is not known, it is held to be as bad as what it was part of.
  const severities = alerts.map((alert) => alert?.severity ?? from.severity);
  const severity = severities.toSorted((one, other) => rankOf(rules, one) - rankOf(rules, other))[0];
  const id = `INC-${state.nextNumber}`;
  const opened: DeskEvent = {
    ...base,
    type: 'incident.opened',
    incident: id,
    title: title ?? titleOf(first, rules.services.get(first?.service ?? '')?.name) ?? from.title,
    severity: severity ?? from.severity,
    category: first?.category ?? from.category,
    service,
    // Its own, so that no other signal joins it by itself.
    cause: `split:${id}`,
    firstSignalAt: Math.min(base.at, ...known.map(({ startsAt }) => startsAt)),
    text: `${act === 'detach' ? 'Detached' : 'Split'} from ${from.id} by ${person}`,
    alerts: [],
    runbooks: [...(rules.services.get(service ?? '')?.runbooks ?? [])],
    arranged: true,
  };
  return ok([opened, movedEvent(context, id, act, keys, reason)]);
}

function movedEvent(
  context: Context,
  incident: string,
  act: EventOf<'incident.moved'>['act'],
  keys: readonly string[],
  reason: string | undefined,
): EventOf<'incident.moved'> {
  const signals = keys.map((signal) => {
    const alert = alertOfKey(context, signal);
    return {
      signal,
      name: alert?.name ?? spokenOf(signal),
      alert: signal.startsWith(alertKey('')) ? signal.slice(alertKey('').length) : undefined,
      from: context.state.signals.get(signal)?.incident,
      state: alert === undefined ? undefined : stateOf(alert),
    };
  });
  return { ...context.base, type: 'incident.moved', incident, act, signals, reason };
}

/** How a signal stands that no incident had; what is silenced is bad all the same. */
const stateOf = ({ state }: Alert): 'bad' | 'clear' | 'lost' =>
  state === 'resolved' ? 'clear' : state === 'lost' ? 'lost' : 'bad';

const alertOfKey = ({ alertOf }: Context, key: string): Alert | undefined =>
  key.startsWith(alertKey('')) ? alertOf(key.slice(alertKey('').length)) : undefined;

const titleOf = (alert: Alert | undefined, service: string | undefined): string | undefined =>
  alert &&
  (alert.annotations['summary']?.slice(0, 200) ||
    `${alert.name}${service === undefined ? '' : ` on ${service}`}`);

/** `alert am/f1`: how a signal is spoken of whose name is not known. */
const spokenOf = (key: string): string => key.replace(':', ' ');

/** An incident is as severe as the worst that it holds. */
function raised(
  { rules, base }: Context,
  { id, severity: from }: Incident,
  severity: string,
  reason: string,
): readonly DeskEvent[] {
  if (rankOf(rules, severity) >= rankOf(rules, from)) return [];
  return [{ ...base, type: 'incident.reclassified', incident: id, from, to: severity, reason }];
}
