import type { QuestionParams } from '../../shared/feed/questions.ts';
import type { RotaLoad } from '../../shared/model/rotaLoad.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { rotaLoad } from '../../shared/rules/rotaLoad.ts';
import { shiftsOf } from '../deskInfo.ts';
import type { Records } from '../figures/incidentRecords.ts';
import type { RotaDesk } from './rotaDesk.ts';

const longestMs = 92 * 86_400_000;

/** What the load takes from the policy. */
export type LoadPolicy = Pick<Policy, 'people' | 'shifts' | 'rota' | 'estate'>;

/** What the load is answered from. */
export interface LoadSources {
  readonly policy: LoadPolicy;
  readonly records: Records;
  readonly book: ReturnType<RotaDesk['book']>;
}

/** Who bore how much of the rota over a span; the error is one sentence for the asker. */
export function loadAnswer(
  { policy, records, book }: LoadSources,
  { from, to }: QuestionParams<'rota.load'>,
): Result<RotaLoad> {
  if (from >= to) return err('The span ends before it begins.');
  if (to - from > longestMs) return err('The load is told for at most 92 days at once.');
  const { people, estate, rota } = policy;
  const pages = records.pages.filter(({ at }) => at >= from && at < to);
  const loads = rotaLoad({
    ...{ from, to, pages, night: rota.night, guidance: rota.pagesPerShift },
    lists: book.lists.filter(({ services }) => services === undefined),
    overrides: book.overrides,
    people: people.persons.map(({ id, name, site }) => {
      const timeZone = estate.sites.find((known) => known.id === site)?.timeZone;
      return { id, name, timeZone };
    }),
    shifts: shiftsOf(policy),
  });
  return ok({
    ...{ from, to, guidance: rota.pagesPerShift, people: [...loads] },
    unheld: pages.filter(({ person }) => person === undefined).length,
    recordsSince: records.since,
  });
}
