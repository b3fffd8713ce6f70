import type { KioskStanding } from '../shared/desktop.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { createTurns } from '../shared/turns.ts';
import { hashCode, isCode } from './kioskCode.ts';
import type { Log } from './log.ts';
import type { SettingsKeeper } from './settings.ts';

/** Wrong tries cost nothing at first; then each doubles the wait for the next, from 5 s to 5 min. */
export const kioskTries = { free: 3, firstWaitMs: 5_000, mostWaitMs: 300_000 } as const;

/** What somebody may change at a locked console: how they look at their work, and who they are. */
const whileLocked: ReadonlySet<string> = new Set(['theme', 'queueViews', 'person']);

export interface KioskDeps {
  readonly settings: Pick<SettingsKeeper, 'current' | 'change'>;
  /** Started with `--kiosk`. */
  readonly isAsked: boolean;
  /** True where the settings want any window locked. */
  readonly isWanted: () => boolean;
  /** Of a clock that nobody can set, ms. */
  readonly now: () => number;
  /** Told whenever it may stand otherwise. */
  readonly onChange: (standing: KioskStanding) => void;
  /** Told after a code was kept among the settings, where whoever follows these must hear of it. */
  readonly onCodeKept: () => void;
  readonly log: Log;
}

/** Whether the console is locked, and the code that ends that. */
export class Kiosk {
  readonly #deps: KioskDeps;
  /** True: asked for in this run; false: ended in this run; undefined: as the settings say. */
  #asked: boolean | undefined;
  #isSet: boolean;
  #wrong = 0;
  #notBefore = 0;
  /** One try after the other: many at once must not share one wait. */
  readonly #inTurn = createTurns();

  constructor(deps: KioskDeps) {
    this.#deps = deps;
    this.#asked = deps.isAsked ? true : undefined;
    this.#isSet = deps.settings.current().kiosk === true;
  }

  /** The settings may be others. Whoever switches the kiosk on wants it now, though it was left in this run. */
  follow(): void {
    const isSet = this.#deps.settings.current().kiosk === true;
    if (isSet && !this.#isSet) this.#asked = undefined;
    this.#isSet = isSet;
  }

  /** Whether a window is locked for which the settings want this. Without a code nothing is: nobody could end it. */
  locks(isWanted: boolean): boolean {
    return this.#deps.settings.current().kioskCode !== undefined && (this.#asked ?? isWanted);
  }

  standing(): KioskStanding {
    return {
      isLocked: this.locks(this.#deps.isWanted()),
      hasCode: this.#deps.settings.current().kioskCode !== undefined,
    };
  }

  /** What the operator must be told; undefined where all is as it was asked for. */
  problem(): string | undefined {
    const { hasCode } = this.standing();
    if (hasCode || !(this.#asked ?? this.#deps.isWanted())) return undefined;
    return 'This console is to be a kiosk, and has no code to end that: it stays open until one is set (Ctrl Shift K).';
  }

  enter(): Result<undefined> {
    if (!this.standing().hasCode) return err('Set a code first: without it nobody could leave the kiosk.');
    this.#asked = true;
    this.#changed('The kiosk was entered');
    return ok(undefined);
  }

  /** Ends it for this run, for whoever has the code. */
  leave(code: string): Promise<Result<undefined>> {
    return this.#inTurn(async () => {
      const right = await this.#try(code);
      if (!right.ok) return right;
      this.#asked = false;
      this.#changed('The kiosk was left');
      return right;
    });
  }

  /** Keeps a code; whoever changes one must know it. */
  setCode(code: string, present: string | undefined): Promise<Result<undefined>> {
    return this.#inTurn(async () => {
      const { settings } = this.#deps;
      if (settings.current().kioskCode !== undefined) {
        const right = await this.#try(present ?? '');
        if (!right.ok) return right;
      }
      const hashed = await hashCode(code);
      if (!hashed.ok) return hashed;
      const kept = settings.change({ kioskCode: hashed.value });
      if (!kept.ok) return kept;
      this.#deps.log.info('The code of the kiosk was set');
      this.#deps.onCodeKept();
      return ok(undefined);
    });
  }

  /** Whether a page may make this change of the settings. */
  mayChange(patch: object): Result<undefined> {
    const keys = Object.keys(patch);
    if (keys.includes('operators')) return err('Operators are kept with "w", not as a setting.');
    if (keys.includes('kioskCode')) return err("A kiosk's code is set with Ctrl Shift K, not as a setting.");
    if (keys.includes('contactLock'))
      return err('The lock of the contacts is set with Shift U, not as a setting.');
    const refused = keys.find((key) => !whileLocked.has(key));
    if (refused === undefined || !this.standing().isLocked) return ok(undefined);
    return err(`"${refused}" can't be changed while the kiosk is locked: leave it first (Ctrl Shift K).`);
  }

  async #try(code: string): Promise<Result<undefined>> {
    const { settings, now, log } = this.#deps;
    const waitMs = this.#notBefore - now();
    if (waitMs > 0) return err(`Too many wrong codes: wait ${Math.ceil(waitMs / 1_000)} s, then try again.`);
    if (await isCode(code, settings.current().kioskCode ?? '')) {
      this.#wrong = 0;
      return ok(undefined);
    }
    this.#wrong += 1;
    const { free, firstWaitMs, mostWaitMs } = kioskTries;
    const over = this.#wrong - free;
    if (over >= 0) this.#notBefore = now() + Math.min(mostWaitMs, firstWaitMs * 2 ** Math.min(over, 20));
    log.warn('A wrong code for the kiosk', { wrong: this.#wrong });
    return err('This is not the code of this kiosk.');
  }

  #changed(message: string): void {
    this.#deps.log.info(message);
    this.#deps.onChange(this.standing());
  }
}
