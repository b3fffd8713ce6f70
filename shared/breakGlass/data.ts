import type { FeedState } from '../feed/reduce.ts';
import type { KeptRunbook } from '../library/keptLibrary.ts';

/** A runbook as it goes into the copy. */
export interface CopiedRunbook {
  readonly runbook: KeptRunbook;
  /** Its Markdown without front matter; absent where its file can't be read. */
  readonly text?: string | undefined;
  /** Pictures as `data:` addresses, by path below the library's folder. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** Everything that a break-glass copy is made of. */
export interface BreakGlassData {
  /** When the copy is made, ms. */
  readonly madeAt: number;
  /** Newest state that is known; absent where none ever was. */
  readonly state?: FeedState | undefined;
  readonly runbooks: readonly CopiedRunbook[];
  /** What is not in it and why, a sentence each. */
  readonly leftOut: readonly string[];
}
