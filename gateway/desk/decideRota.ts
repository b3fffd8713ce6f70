import { roleAllows } from '../../shared/feed/roles.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { RotaOverride, RotaPart } from '../../shared/model/rota.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { spansOf, type RotaList } from '../../shared/rules/rotaBook.ts';
import { rotaTime } from '../../shared/rules/rotaFindings.ts';
import type { DeskEvent, EventOf } from './events.ts';
import { evolveRota } from './evolveRota.ts';
import { personKnown, type Context, type Decision, type Handlers } from './handler.ts';
import { movedPages } from './movedPages.ts';

const dayMs = 86_400_000;
/** Longer than any holiday: a change of the rota itself belongs into the policy. */
const longestMs = 62 * dayMs;

/** What the commands of the rota do. */
export const rotaHandlers: Handlers<
  'rota.override' | 'rota.swap' | 'rota.approve' | 'rota.decline' | 'rota.cancel'
> = {
  'rota.override': ({ role, person: wanted, from, to, reason, emergency }, context) => {
    const list = listKnown(context, role);
    if (!list.ok) return list;
    const person = personKnown(context, wanted);
    if (!person.ok) return person;
    // The past is on record; a form that took a minute to fill means now.
    const part = { list: role, person: person.value.id, from: Math.max(from, context.base.at), to };
    const span = spanSound(part, context.base.at);
    if (!span.ok) return span;
    const taken = takenBy(context, [part]);
    if (taken !== undefined) return err(taken);
    const held = spansOf(list.value, standIns(context), part.from, part.to);
    if (held.every((each) => each.person === part.person))
      return err(`${person.value.name} is ${list.value.name} then already.`);
    return proposed(context, { kind: 'override', parts: [part], reason, emergency: emergency ?? false });
  },

  'rota.swap': ({ role, at, otherRole = role, otherAt, reason, emergency }, context) => {
    const one = turnAround(context, role, at);
    if (!one.ok) return one;
    const other = turnAround(context, otherRole, otherAt);
    if (!other.ok) return other;
    if (one.value.person === other.value.person)
      return err(`Both turns are ${nameOf(context, one.value.person)}'s; choose a turn of somebody else.`);
    const parts = [
      { ...one.value, person: other.value.person },
      { ...other.value, person: one.value.person },
    ];
    const taken = takenBy(context, parts);
    if (taken !== undefined) return err(taken);
    return proposed(context, { kind: 'swap', parts, reason, emergency: emergency ?? false });
  },

  'rota.approve': ({ override: id }, context) =>
    withProposed(context, id, () =>
      decidedWith(context, { ...context.base, type: 'rota.approved', override: id }),
    ),

  'rota.decline': ({ override: id, reason }, context) =>
    withProposed(context, id, () =>
      decidedWith(context, { ...context.base, type: 'rota.declined', override: id, reason }),
    ),

  'rota.cancel': ({ override: id, reason }, context) =>
    withStanding(context, id, ({ proposed: { by } }) => {
      if (by !== context.person && !mayApprove(context))
        return err(`${id} is ${by}'s; it is cancelled by them, or by ${approverWords(context)}.`);
      return decidedWith(context, { ...context.base, type: 'rota.cancelled', override: id, reason });
    }),
};

type RotaEvent = EventOf<'rota.proposed' | 'rota.approved' | 'rota.declined' | 'rota.cancelled'>;

function proposed(
  context: Context,
  what: Pick<RotaOverride, 'kind' | 'parts' | 'reason' | 'emergency'>,
): Decision {
  const override = `ROT-${context.state.rota.next}`;
  return decidedWith(context, { ...context.base, type: 'rota.proposed', override, ...what });
}

/** The event, and a line for each open incident whose next page goes to somebody else by it. */
function decidedWith(context: Context, event: RotaEvent): Decision {
  const after = Object.values(evolveRota(context.state.rota, event).overrides);
  const moved: readonly DeskEvent[] = movedPages(context, event.override, standIns(context), after);
  return ok([event, ...moved]);
}

const standIns = ({ state }: Context): readonly RotaOverride[] => Object.values(state.rota.overrides);

function listKnown({ rules }: Context, id: string): Result<RotaList> {
  const lists = rules.rotaLists();
  const list = lists.find((known) => known.id === id);
  if (list !== undefined) return ok(list);
  return err(`The rota has no list "${id}"; it has ${lists.map((known) => known.id).join(', ')}.`);
}

const nameOf = ({ rules }: Context, person: string): string =>
  rules.persons.find(({ id }) => id === person)?.name ?? person;

function spanSound({ from, to }: RotaPart, now: Instant): Result<true> {
  if (to <= now)
    return err(`The end ${rotaTime(to)} UTC is past (it is ${rotaTime(now)}); choose a later one.`);
  if (to <= from) return err(`The end ${rotaTime(to)} UTC is not after the beginning ${rotaTime(from)} UTC.`);
  if (to - from > longestMs) return err('A stand-in lasts at most 62 d; for longer, change the policy.');
  if (to - now > 366 * dayMs) return err('A stand-in ends at most a year ahead.');
  return ok(true);
}

/** The turn that an instant lies in, from now on at the earliest. */
function turnAround(context: Context, role: string, at: Instant): Result<RotaPart> {
  const list = listKnown(context, role);
  if (!list.ok) return list;
  const { name } = list.value;
  const now = context.base.at;
  if (at < now) return err(`${rotaTime(at)} UTC is past; choose a turn that is not over.`);
  const span = spansOf(list.value, standIns(context), at - longestMs, at + longestMs).find(
    ({ from, to }) => from <= at && at < to,
  );
  if (span?.person === undefined) return err(`Nobody is ${name} at ${rotaTime(at)} UTC; propose a stand-in.`);
  const { person } = span;
  if (!context.rules.persons.some(({ id }) => id === person))
    return err(`The policy does not know ${person}, who is ${name} at ${rotaTime(at)} UTC.`);
  const part = { list: role, person, from: Math.max(span.from, now), to: span.to };
  const sound = spanSound(part, now);
  return sound.ok ? ok(part) : sound;
}

/** Why these parts can't be proposed: another stand-in has some of their time. */
function takenBy(context: Context, parts: readonly RotaPart[]): string | undefined {
  for (const { id, status, parts: others, proposed: by, approved } of standIns(context)) {
    if (status !== 'proposed' && status !== 'approved') continue;
    for (const part of parts) {
      const other = others.find(
        (each) => each.list === part.list && each.from < part.to && part.from < each.to,
      );
      if (other === undefined) continue;
      const name = context.rules.rotaLists().find((list) => list.id === other.list)?.name ?? other.list;
      const how = approved === undefined ? `proposed by ${by.by}` : `approved by ${approved.by}`;
      return (
        `${id}, ${how}, has ${nameOf(context, other.person)} as ${name} from ${rotaTime(other.from)} ` +
        `to ${rotaTime(other.to)} UTC; cancel it first.`
      );
    }
  }
  return undefined;
}

/** True for the access role approver, a title of the policy, or whoever holds one of its roles now. */
function mayApprove({ rules, state, person, role, base }: Context): boolean {
  if (roleAllows(role, 'approver') || rules.rotaApprovers.persons.includes(person)) return true;
  const overrides = Object.values(state.rota.overrides);
  return rules.rotaApprovers.roles.some((name) => rules.holderOf(name, {}, base.at, overrides) === person);
}

function approverWords({ rules, state, base }: Context): string {
  const overrides = Object.values(state.rota.overrides);
  const { titles, persons, roles } = rules.rotaApprovers;
  const named = [...titles, ...roles];
  const held = roles.flatMap((name) => rules.holderOf(name, {}, base.at, overrides) ?? []);
  const people = [...new Set([...persons, ...held])];
  if (named.length === 0) return 'somebody with the access role approver';
  return `${named.join(' or ')}${people.length === 0 ? '' : ` (${people.join(', ')})`}`;
}

function withStanding(
  { state, base }: Context,
  id: string,
  decide: (override: RotaOverride) => Decision,
): Decision {
  const override = state.rota.overrides[id];
  if (override === undefined) return err(`This desk has no stand-in ${id}.`);
  const { ended, status, parts } = override;
  if (ended !== undefined) return err(`${id} was ${status} by ${ended.by} at ${rotaTime(ended.at)} UTC.`);
  const end = Math.max(...parts.map(({ to }) => to));
  return end <= base.at ? err(`${id} ended at ${rotaTime(end)} UTC.`) : decide(override);
}

/** Decides on one that waits, for somebody who may. */
function withProposed(context: Context, id: string, decide: () => Decision): Decision {
  return withStanding(context, id, ({ approved }) => {
    if (approved !== undefined)
      return err(
        `${id} was approved by ${approved.by} at ${rotaTime(approved.at)} UTC; cancel it to end it.`,
      );
    return mayApprove(context) ? decide() : err(`${id} is decided by ${approverWords(context)}.`);
  });
}
