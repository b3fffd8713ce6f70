import type { Instant } from '../model/instant.ts';

const samplesKept = 8;

/**
 * How far the gateway's clock is ahead of this machine's. A frame's travel only ever makes the difference
 * smaller, so the largest of the newest few is the one that travelled least.
 */
export interface ClockOffset {
  /** Takes the time that a frame said, and the local time of its arrival. */
  sample(serverTime: Instant, localTime: number): void;
  /** Forgets the samples, not the offset: the next gateway may have another clock. */
  restart(): void;
  /** Gateway minus local, milliseconds; 0 before the first sample. */
  readonly offsetMs: number;
}

/** An offset without samples. */
export function createClockOffset(): ClockOffset {
  let samples: readonly number[] = [];
  let offsetMs = 0;
  return {
    sample: (serverTime, localTime) => {
      samples = [...samples, serverTime - localTime].slice(-samplesKept);
      offsetMs = Math.round(Math.max(...samples));
    },
    restart: () => {
      samples = [];
    },
    get offsetMs() {
      return offsetMs;
    },
  };
}
