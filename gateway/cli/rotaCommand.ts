import { resolve } from 'node:path';
import type { Instant } from '../../shared/model/instant.ts';
import { spansOf, nextChange } from '../../shared/rules/rotaBook.ts';
import { rotaTime } from '../../shared/rules/rotaFindings.ts';
import { emptyDesk, evolve } from '../desk/evolve.ts';
import { personNamed, rotaListsOf } from '../duty.ts';
import { readEvents } from '../journal/readJournal.ts';
import { loadPolicy } from '../policy/loadPolicy.ts';
import { formatProblem } from '../policy/problem.ts';
import { keptBookings } from '../rota/calendars.ts';
import { rotaCalendar } from '../rota/rotaCalendar.ts';
import { fail, remark, say } from './terminal.ts';

/** What `watchfloor rota` is told. */
export interface RotaChoices {
  readonly policy: string;
  readonly data: string;
  readonly list?: string;
  readonly ics?: boolean;
}

const aheadMs = 35 * 86_400_000;

/** Prints who is on call, or the rota as an iCalendar file, also while a gateway runs; answers the exit code. */
export async function printRota(
  { policy: file, data, list, ics }: RotaChoices,
  now: Instant,
): Promise<number> {
  const loaded = await loadPolicy(file, process.env);
  if (!loaded.ok) {
    for (const problem of loaded.error) process.stderr.write(`${formatProblem(problem)}\n`);
    return fail(`${file} is not a valid policy.`);
  }
  const { policy } = loaded.value;
  let desk = emptyDesk;
  const read = readEvents(resolve(data), (event) => {
    desk = evolve(desk, event);
  });
  // Without a journal nobody stands in, and the policy still says whose turn it is.
  if (!read.ok) remark(`${read.error} Stand-ins are not counted.`);
  const deps = { fetch, clock: { now: () => now, after: () => () => undefined } };
  const calendars = keptBookings({ policy, deps, dataFolder: resolve(data) });
  const book = { lists: rotaListsOf(policy, calendars), overrides: Object.values(desk.rota.overrides) };
  const written = rotaCalendar(policy, book, { list, now });
  if (!written.ok) return fail(written.error);
  if (ics === true) {
    process.stdout.write(written.value);
    return 0;
  }
  for (const each of book.lists) {
    if (list !== undefined && each.id !== list) continue;
    const spans = spansOf(each, book.overrides, now, now + aheadMs);
    const [span] = spans;
    const next = nextChange(spans, now);
    const who = personNamed(policy, span?.person) ?? `nobody (${span?.hole ?? 'not known'})`;
    const by = span?.override === undefined ? '' : `, stands in by ${span.override}`;
    const then =
      next === undefined
        ? ''
        : `, then ${personNamed(policy, next.person) ?? 'nobody'} from ${rotaTime(next.at)} UTC`;
    say(`${each.name}: ${who}${by}${then}`);
  }
  return 0;
}
