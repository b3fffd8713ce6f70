import type { Handoff } from '../../shared/model/handoff.ts';
import { err, ok } from '../../shared/result.ts';
import { acceptanceOf, incidentsOwed, itemsOwed } from '../../shared/rules/handoffs.ts';
import type { DeskEvent } from './events.ts';
import { clock, withOpen, type Context, type Decision, type Handlers } from './handler.ts';
import { incidentsOf, isGiver, withHandoff, withName, withUnsigned } from './handoffContext.ts';
import { isOnRota, sidesOnCall } from './sidesOnCall.ts';

type Names = 'handoff.accept' | 'handoff.ask' | 'handoff.answer' | 'handoff.sign' | 'handoff.takeover';

/** What the two sides do to hand over: in the order in which the gateway takes their commands. */
export const signatureHandlers: Handlers<Names> = {
  'handoff.accept': ({ handoff: id, incident: wanted }, context) =>
    withHandoff(context, id, (handoff) =>
      withName(context, () =>
        withOpen(context, wanted, (incident) => {
          const { outgoing } = handoff;
          if (outgoing !== undefined && isGiver(context, outgoing.by))
            return err(`You hand over; somebody of the incoming shift accepts ${wanted}.`);
          const { takeover } = handoff;
          if (takeover !== undefined && !isGiver(context, takeover.by))
            return err(`${takeover.by} took over, and accepts ${wanted} too.`);
          const known = acceptanceOf(handoff, incident);
          if (known !== undefined && isGiver(context, known.by))
            return err(`You accepted ${wanted} at ${clock(known.at)} UTC.`);
          const { title, severity } = incident;
          return ok([
            { ...context.base, type: 'handoff.accepted', handoff: id, incident: wanted, title, severity },
          ]);
        }),
      ),
    ),

  'handoff.ask': ({ handoff: id, incident, text }, context) =>
    withHandoff(context, id, ({ questions }) => {
      const question = questions.length + 1;
      const asked: DeskEvent = {
        ...context.base,
        ...{ type: 'handoff.asked', handoff: id, question, about: incident, text },
      };
      if (incident === undefined) return ok([asked]);
      return withOpen(context, incident, () => ok([asked]));
    }),

  'handoff.answer': ({ handoff: id, question: number, text }, context) =>
    withHandoff(context, id, ({ questions }) => {
      const question = questions.find((asked) => asked.id === number);
      if (question === undefined) return err(`${id} has no question ${number}.`);
      const { answer } = question;
      if (answer !== undefined)
        return err(`${answer.by} answered this at ${clock(answer.at)} UTC; ask a new question.`);
      return ok([{ ...context.base, type: 'handoff.answered', handoff: id, question: number, text }]);
    }),

  'handoff.sign': ({ handoff: id, side }, context) =>
    side === 'outgoing'
      ? withUnsigned(context, id, (handoff) => withName(context, () => signOutgoing(handoff, context)))
      : withHandoff(context, id, (handoff) => withName(context, () => signIncoming(handoff, context))),

  'handoff.takeover': ({ handoff: id, reason }, context) =>
    withUnsigned(context, id, (handoff) =>
      withName(context, () => {
        const ticked = handoff.items.find(({ tick }) => tick !== undefined && isGiver(context, tick.by));
        if (ticked !== undefined)
          return err(
            `You ticked "${ticked.name}" for the outgoing shift; somebody of the incoming shift takes over.`,
          );
        const difference = context.handoff.differenceOf(handoff);
        return ok([{ ...context.base, type: 'handoff.takenOver', handoff: id, reason, difference }]);
      }),
    ),
};

function signOutgoing(handoff: Handoff, context: Context): Decision {
  const accepted = handoff.acceptances.find(({ by }) => isGiver(context, by));
  if (accepted !== undefined)
    return err(
      `You accepted ${accepted.incident} for the incoming shift; somebody else signs for the outgoing one.`,
    );
  const moved = handoff.items.filter(
    (item) =>
      item.tick !== undefined && context.handoff.evidenceOf(handoff, item).mark !== item.tick.evidence.mark,
  );
  const owed = [...new Set([...itemsOwed(handoff), ...moved])];
  if (owed.length > 0) {
    const names = owed.map(
      ({ name, tick }) =>
        `"${name}" ${tick === undefined ? 'is not ticked' : 'has changed since it was ticked'}`,
    );
    return err(`Not all items are done: ${names.join(', ')}.`);
  }
  return signed(handoff, 'outgoing', context);
}

function signIncoming(handoff: Handoff, context: Context): Decision {
  const { id, outgoing, takeover, from } = handoff;
  if (outgoing === undefined && takeover === undefined)
    return err(`${from.name} has not signed ${id} yet; in an emergency take over, with a reason.`);
  if (outgoing !== undefined && isGiver(context, outgoing.by))
    return err('You signed for the outgoing shift; nobody signs both sides.');
  if (takeover !== undefined && !isGiver(context, takeover.by))
    return err(`${takeover.by} took over at ${clock(takeover.at)} UTC, and signs.`);
  const open = incidentsOf(context.state).filter(({ status }) => status !== 'resolved');
  const owed = incidentsOwed(handoff, open);
  if (owed.length > 0)
    return err(`Accept ${owed.map((incident) => `${incident.id} (${incident.severity})`).join(', ')} first.`);
  const foreign = open.filter((incident) => {
    const known = acceptanceOf(handoff, incident);
    return handoff.accepts.includes(incident.severity) && known !== undefined && !isGiver(context, known.by);
  });
  if (foreign.length > 0)
    return err(
      `${foreign.map((incident) => incident.id).join(', ')} was accepted by somebody else; whoever signs accepts each.`,
    );
  return signed(handoff, 'incoming', context);
}

const signed = (
  handoff: Handoff,
  side: 'outgoing' | 'incoming',
  { base, handoff: facts, person, rules, state }: Context,
): Decision =>
  ok([
    {
      ...base,
      type: 'handoff.signed',
      handoff: handoff.id,
      side,
      difference: facts.differenceOf(handoff),
      rota: sidesOnCall(state, rules, handoff.boundaryAt),
      // Nobody is kept from handing over because the rota is wrong; the record says it.
      onRota: isOnRota(state, rules, { person, at: base.at, side }, handoff.boundaryAt),
    },
  ]);
