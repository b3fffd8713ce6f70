import type { Change } from '../../shared/model/change.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { maintenanceAtMostMs } from '../../shared/rules/maintenance.ts';
import { clock, type Context, type Decision, type Handlers } from './handler.ts';
import { servicesKnown } from './rules.ts';

/** What the commands of changes do. */
export const changeHandlers: Handlers<'change.start' | 'change.extend' | 'change.end'> = {
  'change.start': ({ title, services: wanted, category, until }, { state, rules, base }) => {
    const services = servicesKnown(rules, wanted);
    if (!services.ok) return services;
    if (!rules.changeCategories.some(({ id }) => id === category)) {
      const known = rules.changeCategories.map(({ id }) => id).join(', ');
      return err(`The policy has no category of change "${category}"; choose ${known}.`);
    }
    const end = endWithinReach(until, base.at);
    if (!end.ok) return end;
    const change = `CHG-${state.nextChange}`;
    return ok([
      {
        ...base,
        type: 'change.planned',
        change,
        title,
        category,
        services: [...services.value],
        startsAt: base.at,
        endsAt: until,
      },
      { ...base, type: 'change.started', change },
    ]);
  },

  'change.extend': ({ change: id, until, reason }, context) =>
    withRunning(context, id, ({ endsAt }) => {
      const end = endWithinReach(until, context.base.at);
      if (!end.ok) return end;
      if (until <= endsAt)
        return err(`${id} runs to ${clock(endsAt)} UTC already; to stop it earlier, end it.`);
      return ok([{ ...context.base, type: 'change.extended', change: id, until, reason }]);
    }),

  'change.end': ({ change: id, outcome, note }, context) =>
    withRunning(context, id, () =>
      ok([{ ...context.base, type: 'change.ended', change: id, outcome, note }]),
    ),
};

function endWithinReach(until: Instant, now: Instant): Result<Instant> {
  if (until <= now)
    return err(`The end ${clock(until)} UTC is past (it is ${clock(now)}); choose a later one.`);
  if (until - now <= maintenanceAtMostMs) return ok(until);
  return err('Maintenance is planned for at most 24 h ahead; choose an earlier end, and extend it then.');
}

function withRunning({ state }: Context, id: string, decide: (change: Change) => Decision): Decision {
  const change = state.changes[id];
  if (change === undefined) return err(`This desk has no change ${id}.`);
  const { status, endedBy } = change;
  if (endedBy !== undefined)
    return err(`${id} was ended by ${endedBy.by} at ${clock(endedBy.at)} UTC; start a new one.`);
  return status === 'running' ? decide(change) : err(`${id} has not started yet.`);
}
