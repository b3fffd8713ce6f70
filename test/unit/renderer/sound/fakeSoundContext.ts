import type { SoundContext } from '../../../../renderer/sound/soundPlayer.ts';

/** A pulse that was asked of the browser. */
export interface StartedPulse {
  readonly hz: number;
  readonly at: number;
  readonly until: number;
  /** The strongest that its envelope becomes. */
  readonly peak: number;
}

/** The browser's audio as far as the player uses it; it runs only when the browser lets it. */
export class FakeSoundContext {
  state: AudioContextState = 'suspended';
  currentTime = 0;
  mayRun = false;
  readonly pulses: StartedPulse[] = [];
  #listeners: (() => void)[] = [];

  /** As the type that the player wants: it uses nothing else. */
  get context(): SoundContext {
    return this as unknown as SoundContext;
  }
  readonly destination = {};
  addEventListener(_type: string, listener: () => void): void {
    this.#listeners.push(listener);
  }
  async resume(): Promise<void> {
    if (this.mayRun) this.become('running');
  }
  async close(): Promise<void> {
    this.become('closed');
  }
  become(state: AudioContextState): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }
  createPeriodicWave(): object {
    return {};
  }
  createGain(): object {
    const reached: number[] = [];
    const put = (value: number): void => void reached.push(value);
    return {
      reached,
      gain: { setValueAtTime: put, linearRampToValueAtTime: put },
      connect: (to: object) => {
        if (to !== this.destination) throw new Error('A pulse leads nowhere.');
      },
      disconnect: () => undefined,
    };
  }
  createOscillator(): object {
    let hz = 0;
    let at = 0;
    let gain: { reached: number[] } | undefined;
    return {
      setPeriodicWave: () => undefined,
      frequency: {
        setValueAtTime: (value: number) => (hz = value),
        exponentialRampToValueAtTime: () => undefined,
      },
      connect: (to: { reached: number[] }) => (gain = to),
      start: (when: number) => (at = when),
      stop: (until: number) => this.pulses.push({ hz, at, until, peak: Math.max(...(gain?.reached ?? [0])) }),
    };
  }
}
