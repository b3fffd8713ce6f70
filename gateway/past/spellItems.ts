import { mostPassedActs, type Passed, type PassedAct } from '../../shared/model/between.ts';
import { grouped } from '../../shared/rules/grouped.ts';
import { isWithin, type Span } from '../../shared/rules/kpis.ts';
import { shortened } from './incidentItems.ts';
import { spellKey, type Spell } from './spell.ts';

/** Alerts of no incident, states of services and silences, each with how often it came; from spells that the span touches. */
export function spellItems(spells: readonly Spell[], span: Span): readonly Passed[] {
  const told = spells.filter(
    ({ kind, incident }) =>
      kind === 'service' || kind === 'silence' || (kind === 'alert' && incident === undefined),
  );
  return [...grouped(told, (spell) => [groupOf(spell)]).values()].flatMap((own) => item(own, span));
}

/** What nobody knows of is told as one: a source that falls silent takes many services with it. */
const groupOf = (spell: Spell): string =>
  spell.kind === 'service' && spell.state === 'unknown' ? 'service unknown' : spellKey(spell);

function item(own: readonly Spell[], span: Span): Passed[] {
  const last = own.at(-1);
  if (last === undefined || (last.kind !== 'alert' && last.kind !== 'service' && last.kind !== 'silence'))
    return [];
  const subjects = new Set(own.map(({ subject }) => subject));
  const isMany = subjects.size > 1;
  const came = own.filter(({ from }) => isWithin(span, from));
  const instants = own.flatMap(({ from, to }) => [from, to ?? from]).filter((at) => isWithin(span, at));
  const acts = own.map((spell) => actOf(spell, isMany));
  const isOver = own.every(({ to }) => to !== undefined && to < span.to);
  return [
    {
      kind: last.kind,
      id: isMany ? last.state : last.kind === 'service' ? `${last.subject} ${last.state}` : last.subject,
      title: isMany ? `${subjects.size} services` : shortened(last.title),
      service: isMany ? undefined : last.service,
      severity: last.severity,
      state: isOver ? endState(last) : last.state,
      from: Math.min(...own.map(({ from }) => from)),
      to: isOver ? Math.max(...own.map(({ to }) => to ?? 0)) : undefined,
      lastAt: Math.max(...instants),
      // Twelve services that fell silent once did not flap.
      times: isMany ? 1 : came.length,
      acts: acts.slice(-mostPassedActs),
      actCount: acts.length,
    },
  ];
}

/** A service's state is its name also when it is over: "down 03:12 to 03:15". */
function endState({ kind, state, ending }: Spell): string {
  if (kind === 'service') return state;
  if (ending !== 'ended') return 'lost';
  return kind === 'silence' ? 'expired' : 'resolved';
}

function actOf({ kind, state, title, from, to, text, by, ending }: Spell, isMany: boolean): PassedAct {
  const end = to !== undefined && ending !== 'ended' ? ', its end not seen' : '';
  const words =
    kind === 'silence'
      ? `silence in force: ${text ?? ''}`
      : `${state}${text === undefined ? '' : `: ${text}`}`;
  return { at: from, to, by, text: shortened(`${isMany ? `${title} ` : ''}${words}${end}`) };
}
