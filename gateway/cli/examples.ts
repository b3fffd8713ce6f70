/** Examples at the end of a command's help, each without the program's name. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  watchfloor ${line}`)].join('\n');

/** What is done after a command, line by line, at the end of its help. */
export const nextSteps = (heading: string, ...lines: readonly string[]): string =>
  ['', '', `${heading}:`, ...lines.map((line) => `  ${line}`)].join('\n');
