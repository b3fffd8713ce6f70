import { CommanderError } from 'commander';
import { createProgram } from './cli/program.ts';
import { catchUnexpected } from './cli/unexpected.ts';

/**
 * The `watchfloor` command. Answers the exit code: 0 done, 1 failed, 2 used wrongly; 70 (a defect) ends the process.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const unexpected = catchUnexpected();
  // An environment file names all that there is and leaves empty what is not used.
  for (const [name, value] of Object.entries(process.env))
    if (name.startsWith('WATCHFLOOR_') && value === '') delete process.env[name];
  let exitCode = 0;
  const program = createProgram({ finish: (code) => (exitCode = code), logTo: unexpected.logTo });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has said what is wrong; asking for help or the version is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return unexpected.report(error);
  } finally {
    unexpected.dispose();
  }
}
