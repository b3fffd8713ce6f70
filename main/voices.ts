import type { WebContents } from 'electron';
import { announce } from './ipc.ts';
import { whenPageGoes } from './pageLife.ts';

/** Claims that one page may have at a time: it needs one, and a second while it changes its volume. */
const claimsPerPage = 4;

interface Claim {
  readonly contents: WebContents;
  readonly claim: string;
  readonly volume: number;
}

/** Which window sounds: the loudest of those that claim it, the oldest of these; another as soon as its page goes. */
export class Voices {
  readonly #followed = new WeakSet<WebContents>();
  #claims: readonly Claim[] = [];
  #holder: Claim | undefined;

  /** False where the page claims too often. */
  add(contents: WebContents, claim: string, volume: number): boolean {
    const own = this.#claims.filter((other) => other.contents === contents);
    if (own.length >= claimsPerPage) return false;
    if (!this.#followed.has(contents)) {
      this.#followed.add(contents);
      whenPageGoes(contents, () => this.#keep((other) => other.contents !== contents));
    }
    this.#claims = [...this.#claims, { contents, claim, volume }];
    this.#choose();
    return true;
  }

  remove(contents: WebContents, claim: string): void {
    this.#keep((other) => other.contents !== contents || other.claim !== claim);
  }

  #keep(stays: (claim: Claim) => boolean): void {
    this.#claims = this.#claims.filter(stays);
    this.#choose();
  }

  #choose(): void {
    const loudest = Math.max(...this.#claims.map(({ volume }) => volume));
    const next = this.#claims.find(({ volume }) => volume === loudest);
    const before = this.#holder;
    if (next === before) return;
    this.#holder = next;
    // Never two at once, not even for a moment.
    if (before !== undefined) tell(before, false);
    if (next !== undefined) tell(next, true);
  }
}

const tell = ({ contents, claim }: Claim, isHeld: boolean): void =>
  announce(contents, 'voice.held', { claim, isHeld });
