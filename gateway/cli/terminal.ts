/** Says something on standard output: what was asked for. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Says something on standard error: what the person at the terminal should know besides. */
export const remark = (line: string): void => void process.stderr.write(`watchfloor: ${line}\n`);

/** Says why it failed; answers the exit code of a failure. */
export function fail(sentence: string): 1 {
  remark(sentence);
  return 1;
}
