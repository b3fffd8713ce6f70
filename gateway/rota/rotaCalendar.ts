import type { Instant } from '../../shared/model/instant.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { RotaBook } from '../duty.ts';
import { writeCalendar } from './writeCalendar.ts';

const dayMs = 86_400_000;

/** The rota as an iCalendar file, from a week back to five weeks ahead; the error names the lists that there are. */
export function rotaCalendar(
  { organisation, people }: Pick<Policy, 'organisation' | 'people'>,
  { lists, overrides }: RotaBook,
  { list: wanted, now }: { readonly list?: string | undefined; readonly now: Instant },
): Result<string> {
  const chosen = lists.filter(({ id }) => wanted === undefined || id === wanted);
  if (chosen.length === 0)
    return err(`The rota has no list "${wanted ?? ''}"; it has ${lists.map(({ id }) => id).join(', ')}.`);
  const today = Math.floor(now / dayMs) * dayMs;
  return ok(
    writeCalendar({
      title: `${organisation.title} rota`,
      ...{ lists: chosen, overrides, people: people.persons },
      ...{ from: today - 7 * dayMs, to: today + 35 * dayMs, now: today },
    }),
  );
}
