import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeInstanceLock } from './instanceLock.ts';
import { machine } from './machine.ts';
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
  /** The stand-in opens sandboxed windows only. */
  enableSandbox(): void {}
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
  getAppPath(): string {
    return process.argv[1] ?? '';
  }
  setLoginItemSettings(settings: object): void {
    machine.loginItem = settings;
  }
  setAsDefaultProtocolClient(scheme: string): boolean {
    machine.schemes.push(scheme);
    return true;
  }
  disableHardwareAcceleration(): void {
    machine.drawsWithoutCard = true;
  }
  relaunch(options: object): void {
    process.stderr.write(`relaunch ${JSON.stringify(options)}\n`);
  }
  requestSingleInstanceLock(additionalData?: object): boolean {
    return takeInstanceLock(this.getPath('userData'), additionalData, (data) =>
      this.emit('second-instance', {}, [], process.cwd(), data),
    );
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
    process.stderr.write(`blockers of sleep at the end: ${machine.awake}\n`);
    process.exit(code);
  }
}

const standIn = new StandInApp();
/** For the stand-in's own parts, which emit its events. */
export const appEvents: EventEmitter = standIn;
export const app = standIn satisfies AppSurface;

process.on('SIGTERM', () => app.quit());
process.on('SIGINT', () => app.quit());
