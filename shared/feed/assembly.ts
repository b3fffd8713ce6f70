import type { Snapshot } from './frames.ts';

/** `more`: parts are missing. `whole`: here they are. `wrong`: not the part that was due. */
export type Assembled =
  | { readonly kind: 'more' }
  | { readonly kind: 'whole'; readonly parts: readonly Snapshot[] }
  | { readonly kind: 'wrong'; readonly problem: string };

/** Puts the parts of a snapshot together, strictly in order (rules F-6, F-7). */
export interface SnapshotAssembly {
  add(part: Snapshot): Assembled;
  /** True between the first part and the last. */
  readonly open: boolean;
  clear(): void;
}

/** An assembly that waits for part 1. */
export function createSnapshotAssembly(): SnapshotAssembly {
  let parts: Snapshot[] = [];
  return {
    add: (part) => {
      const first = parts[0] ?? part;
      const due = parts.length + 1;
      if (part.part !== due || part.parts !== first.parts || part.seq !== first.seq) {
        parts = [];
        const got = `part ${part.part} of ${part.parts} as of ${part.seq}`;
        return {
          kind: 'wrong',
          problem: `${got} where part ${due} of ${first.parts} as of ${first.seq} was due`,
        };
      }
      parts.push(part);
      if (parts.length < part.parts) return { kind: 'more' };
      const whole = parts;
      parts = [];
      return { kind: 'whole', parts: whole };
    },
    get open() {
      return parts.length > 0;
    },
    clear: () => {
      parts = [];
    },
  };
}
