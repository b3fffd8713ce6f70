import { commandSpecs, isCommandName } from './commands.ts';

/** What an act does and to what: `Resolve INC-2041`. */
export function actWords({
  name,
  params,
}: {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}): string {
  const title = isCommandName(name) ? commandSpecs[name].title : name;
  const subject = ['incident', 'change', 'silence', 'run', 'title', 'channel']
    .map((key) => params[key])
    .find((value) => typeof value === 'string');
  return typeof subject === 'string' ? `${title} ${subject}` : title;
}
