import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronSurface } from './surface.ts';

/** Events as Electron gives them to listeners that may refuse. */
export class RefusableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

type AppSurface = ElectronSurface['app'];

/** `app`: life, paths, quitting in Electron's order of events. */
class StandInApp extends EventEmitter {
  readonly isPackaged = false;
  readonly #paths = new Map<string, string>();
  #name = 'electron-stand-in';

  setName(name: string): void {
    this.#name = name;
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  getPath(name: string): string {
    const known = this.#paths.get(name);
    if (known !== undefined) return known;
    const made = mkdtempSync(join(tmpdir(), `${this.#name}-${name}-`));
    this.#paths.set(name, made);
    return made;
  }
  getVersion(): string {
    return '0.0.0';
  }
  async whenReady(): Promise<void> {
    // Electron is never ready before the entry has been read.
    await new Promise((resolve) => setImmediate(resolve));
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  quit(): void {
    for (const name of ['before-quit', 'will-quit']) {
      const event = new RefusableEvent();
      this.emit(name, event);
      if (event.defaultPrevented) return;
    }
    this.exit(0);
  }
  exit(code = 0): void {
    this.emit('quit', new RefusableEvent(), code);
    process.exit(code);
  }
}

const standIn = new StandInApp();
/** For the stand-in's own parts, which emit its events. */
export const appEvents: EventEmitter = standIn;
export const app = standIn satisfies AppSurface;

process.on('SIGTERM', () => app.quit());
process.on('SIGINT', () => app.quit());
