import type { Command } from 'commander';
import { createProgram } from '../../gateway/cli/program.ts';

/** What the command line of `watchfloor` knows. */
export interface CommandLine {
  /** `gateway`, `token add`, ... with the flags of each. */
  readonly flags: ReadonlyMap<string, ReadonlySet<string>>;
  /** Variables of the environment that stand for flags. */
  readonly variables: ReadonlySet<string>;
}

/** All commands, flags and variables, as the program itself has them. */
export function commandLine(): CommandLine {
  const flags = new Map<string, ReadonlySet<string>>();
  const variables = new Set<string>();
  const walk = (command: Command, path: readonly string[]): void => {
    flags.set(path.join(' '), new Set(command.options.flatMap(({ long }) => long ?? [])));
    for (const { envVar } of command.options) if (envVar !== undefined) variables.add(envVar);
    for (const one of command.commands) walk(one, [...path, one.name()]);
  };
  walk(createProgram({ finish: () => undefined, logTo: () => undefined }), []);
  return { flags, variables };
}

/** What is wrong with `watchfloor COMMAND --flag ...` as a text has it; undefined where the program would take it. */
export function unknownIn(text: string, { flags }: CommandLine): string | undefined {
  const words = text.trim().split(/\s+/);
  const ends = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
  const names = words.slice(0, ends === -1 ? undefined : ends);
  // What follows a command may be a plain word of its own.
  while (names.length > 0 && !flags.has(names.join(' '))) names.pop();
  const known = flags.get(names.join(' '));
  if (known === undefined || names.length === 0) return `no command "${words[0] ?? ''}"`;
  const stranger = text
    .match(/(?<=\s)--[a-z][a-z-]*/g)
    ?.find((flag) => flag !== '--help' && !known.has(flag));
  return stranger === undefined ? undefined : `no flag ${stranger} of ${names.join(' ')}`;
}
