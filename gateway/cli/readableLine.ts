import { z } from 'zod';
import { parseJson } from '../../shared/parseJson.ts';

const lineSchema = z.looseObject({ level: z.number(), time: z.number(), msg: z.string().optional() });
const levels: Readonly<Record<number, string>> = {
  20: 'debug',
  30: 'info',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};
/** The same in every line. */
const unsaid = new Set(['level', 'time', 'msg', 'pid', 'hostname']);

/** A line of the log as a person reads it: `14:02:11 WARN  source failed  source=prometheus`; as it is where it is no JSON. */
export function readableLine(line: string): string {
  const parsed = lineSchema.safeParse(parseJson(line));
  if (!parsed.success) return line;
  const { level, time, msg = '', ...rest } = parsed.data;
  const facts = Object.entries(rest)
    .filter(([name]) => !unsaid.has(name))
    .map(([name, value]) => `  ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const clock = new Date(time).toISOString().slice(11, 19);
  return `${clock} ${(levels[level] ?? String(level)).padEnd(5)} ${msg}${facts.join('')}\n`;
}
