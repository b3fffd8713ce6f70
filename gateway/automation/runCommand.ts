import { spawn, type ChildProcess } from 'node:child_process';
import {
  stoppedResult,
  type ActionDependencies,
  type ActionOf,
  type ActionResult,
  type ActionSubject,
  type Attempt,
} from './actionContext.ts';
import { boundedOutput, outputBytes } from './boundedOutput.ts';

/** After a program has ended, what it wrote last is waited for; a child that lives on may hold its output open. */
const drainMs = 100;

/** An argument that is `$service`, `$incident` or `$severity` as a whole becomes what it names; all else is kept. */
export function filledArguments(
  templates: readonly string[],
  { service, incident = '', severity = '' }: Pick<ActionSubject, 'service' | 'incident' | 'severity'>,
): readonly string[] {
  const values: Readonly<Record<string, string>> = {
    $service: service,
    $incident: incident,
    $severity: severity,
  };
  return templates.map((template) => (Object.hasOwn(values, template) ? (values[template] ?? '') : template));
}

/**
 * Runs a program of the policy: no shell, no input, nothing in its environment but PATH. At its time, or when it is
 * stopped, it is killed with all its children that have not left its process group.
 */
export async function runCommand(
  { program, arguments: templates }: ActionOf<'command'>,
  { subject, timeoutMs, signal }: Attempt,
  { clock }: Pick<ActionDependencies, 'clock'>,
): Promise<ActionResult> {
  if (signal.aborted) return stoppedResult();
  const child = spawn(program, filledArguments(templates, subject), {
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that its children can be killed with it.
    detached: true,
    shell: false,
  });
  const output = gathered(child);
  let ended: 'late' | 'stopped' | undefined;
  const end = (why: 'late' | 'stopped') => (): void => {
    ended ??= why;
    killGroup(child);
  };
  const undo = clock.after(timeoutMs, end('late'));
  const onStop = end('stopped');
  signal.addEventListener('abort', onStop, { once: true });
  const how = await endOf(child, clock);
  undo();
  signal.removeEventListener('abort', onStop);
  const said = boundedOutput(output());
  if (ended === 'late') return { outcome: 'timeout', output: said };
  if (ended === 'stopped') return stoppedResult(said);
  if (how === 0) return { outcome: 'done', output: said };
  return {
    outcome: 'failed',
    output: boundedOutput(said === '' ? wordsOf(how) : `${said}\n${wordsOf(how)}`),
  };
}

/** Exit code, name of the signal that killed it, or why it did not start. */
type Ending = number | string;

const wordsOf = (how: Ending): string => (typeof how === 'number' ? `exit code ${how}` : how);

async function endOf(child: ChildProcess, clock: ActionDependencies['clock']): Promise<Ending> {
  const how = await new Promise<Ending>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve(`did not start: ${error.code ?? error.message}`),
    );
    child.once('exit', (code, killedBy) => resolve(code ?? `killed by ${killedBy ?? 'a signal'}`));
  });
  await new Promise<void>((resolve) => {
    const undo = clock.after(drainMs, resolve);
    child.once('close', () => {
      undo();
      resolve();
    });
  });
  child.stdout?.destroy();
  child.stderr?.destroy();
  return how;
}

/** Both outputs as they come, the first of them kept; the rest is read and dropped, so that it doesn't block. */
function gathered(child: ChildProcess): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  const take = (chunk: Buffer): void => {
    // One byte more than is kept, so that it shows as cut.
    if (size <= outputBytes) chunks.push(chunk.subarray(0, outputBytes + 1 - size));
    size += chunk.length;
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  return () => Buffer.concat(chunks).toString('utf8');
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // No such group: it has ended, or this system has none.
    child.kill('SIGKILL');
  }
}
