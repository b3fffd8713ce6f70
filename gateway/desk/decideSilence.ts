import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { silenceIsNarrow } from '../../shared/rules/silenceMatch.ts';
import type { EventOf } from './events.ts';
import { clock, type Context, type Decision, type Handlers } from './handler.ts';

/** A silence may end at most this far ahead. */
const atMostMs = 7 * 24 * 60 * 60_000;
/** More under way at once are refused: something is stuck. */
const mostUnderWay = 100;

/**
 * What the commands of silences do: they ask. Alertmanager lies outside the journal's transaction, so that it does
 * them later is recorded apart (gateway/alerts/silenceRunner.ts).
 */
export const silenceHandlers: Handlers<'silence.create' | 'silence.extend' | 'silence.expire'> = {
  'silence.create': ({ source, matchers, startsAt = 0, endsAt, comment }, context) => {
    const narrow = silenceIsNarrow(matchers);
    if (!narrow.ok) return narrow;
    const starts = Math.max(startsAt, context.base.at);
    const end = endWithinReach(endsAt, starts, context.base.at);
    if (!end.ok) return end;
    return asked(context, source, { kind: 'create', matchers, startsAt: starts, endsAt, comment });
  },

  'silence.extend': ({ silence: key, endsAt }, context) => {
    const end = endWithinReach(endsAt, context.base.at, context.base.at);
    if (!end.ok) return end;
    return onListed(key, (source, silence) => asked(context, source, { kind: 'extend', silence, endsAt }));
  },

  'silence.expire': ({ silence: key }, context) =>
    onListed(key, (source, silence) => asked(context, source, { kind: 'expire', silence })),
};

function endWithinReach(endsAt: Instant, startsAt: Instant, now: Instant): Result<Instant> {
  if (endsAt <= startsAt) {
    return err(
      `The end ${clock(endsAt)} UTC is not after the start (it is ${clock(now)}); choose a later one.`,
    );
  }
  if (endsAt - now <= atMostMs) return ok(endsAt);
  return err('A silence ends at most 7 days ahead; choose an earlier end, and extend it then.');
}

/** Decides on a silence that its source has; one still on its way there has no id to be changed by. */
function onListed(key: string, decide: (source: string, silence: string) => Decision): Decision {
  const slash = key.indexOf('/');
  const silence = key.slice(slash + 1);
  if (silence.startsWith('SIL-')) return err('This silence is not made yet; wait until it is listed.');
  return decide(key.slice(0, slash), silence);
}

function asked(context: Context, source: string, act: EventOf<'silence.requested'>['act']): Decision {
  const { base, rules, state } = context;
  if (!rules.silencers.includes(source)) {
    const known = rules.silencers.length === 0 ? 'the policy has none' : rules.silencers.join(', ');
    return err(`"${source}" is no Alertmanager that can be asked for silences: ${known}.`);
  }
  const underWay = Object.values(state.silences.requests).filter(({ outcome }) => outcome === undefined);
  if (underWay.length >= mostUnderWay)
    return err(`${mostUnderWay} silences are under way; wait until some are done.`);
  const twin = underWay.find(
    ({ act: other, source: where }) =>
      where === source && other.kind !== 'create' && act.kind !== 'create' && other.silence === act.silence,
  );
  if (twin !== undefined) return err(`${twin.by} changes this silence already; wait for the result.`);
  const request = `SIL-${state.silences.next}-${base.at.toString(36)}`;
  return ok([{ ...base, type: 'silence.requested', request, source, act }]);
}
