import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { ElectronSurface, UtilitySurface } from './surface.ts';

class StandInUtility extends EventEmitter {
  readonly #child: ChildProcess;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    const host = new URL('./utilityHost.ts', import.meta.url).href;
    this.#child = fork(modulePath, args, {
      execArgv: ['--import', host],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1));
  }
  get pid(): number | undefined {
    return this.#child.pid;
  }
  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(structuredClone(message) as object);
  }
  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork: (modulePath, args = []) => new StandInUtility(modulePath, args) satisfies UtilitySurface,
} satisfies ElectronSurface['utilityProcess'];
