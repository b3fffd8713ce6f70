import { resolve } from 'node:path';
import { utcTime } from '../../shared/rules/durations.ts';
import type { DeskFigures, KpiFigure } from '../../shared/model/deskFigures.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { boundsText } from '../../shared/rules/bounds.ts';
import { deskFigures } from '../figures/deskFigures.ts';
import { figuresCsv, incidentsCsv } from '../../shared/rules/figuresCsv.ts';
import { RecordKeeper } from '../figures/incidentRecords.ts';
import { readEvents } from '../journal/readJournal.ts';
import { loadPolicy } from '../policy/loadPolicy.ts';
import { formatProblem } from '../policy/problem.ts';
import { fail, remark, say } from './terminal.ts';

/** What `watchfloor figures` is told. */
export interface FiguresChoices {
  readonly policy: string;
  readonly data: string;
  readonly from: Instant;
  /** Now, unless told. */
  readonly to?: Instant;
  readonly severity?: string;
  readonly service?: string;
  readonly csv?: 'figures' | 'incidents';
}

/** Prints the desk's figures from a journal, also while its gateway runs; answers the exit code. */
export async function printFigures(choices: FiguresChoices, now: Instant): Promise<number> {
  const loaded = await loadPolicy(choices.policy, process.env);
  if (!loaded.ok) {
    for (const problem of loaded.error) process.stderr.write(`${formatProblem(problem)}\n`);
    return fail(`${choices.policy} is not a valid policy.`);
  }
  const records = new RecordKeeper();
  const read = readEvents(resolve(choices.data), (event) => records.take(event));
  if (!read.ok) return fail(read.error);
  const { from, to = now, severity, service, csv } = choices;
  const answered = deskFigures(records, loaded.value.policy, { from, to, severity, service }, now);
  if (!answered.ok) return fail(answered.error);
  const { figures, rows } = answered.value;
  const { recordsSince } = figures;
  if (recordsSince === undefined) remark('the journal is empty.');
  else if (recordsSince > from) {
    remark(`the journal begins ${utcTime(recordsSince)}; of the time before it nothing is known.`);
  }
  if (csv === 'incidents') process.stdout.write(incidentsCsv(rows));
  else if (csv === 'figures') process.stdout.write(figuresCsv(figures));
  else for (const line of figuresText(figures)) say(line);
  return 0;
}

function figuresText(figures: DeskFigures): readonly string[] {
  const { from, to, opened, resolved, reopened, merged, stillOpen, kpis } = figures;
  const width = Math.max(...kpis.map(({ name }) => name.length));
  return [
    `${utcTime(from)} to ${utcTime(to)}: ${opened} opened, ${resolved} resolved, ` +
      `${reopened} reopened, ${merged} merged, ${stillOpen} still open.`,
    ...kpis.map((kpi) => `${kpi.name.padEnd(width)}  ${kpiText(kpi)}`),
  ];
}

function kpiText(kpi: KpiFigure): string {
  const { value, unit, counted, of, doubtful, target, met, why = '' } = kpi;
  const wanted = `${boundsText(target)} ${unit}`;
  if (value === undefined) return `not known (${wanted}): ${why}`;
  const doubt = doubtful === 0 ? '' : `, ${doubtful} doubtful: the clock went backwards`;
  return `${value.toFixed(1)} ${unit} (${wanted}: ${met === true ? 'met' : 'missed'}), ${counted} of ${of}${doubt}`;
}
