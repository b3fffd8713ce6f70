import { z } from 'zod';
import type { ConsoleBridge } from '../../shared/bridge.ts';

const name = 'watchfloor.voice';
/** A page that renews its lease no more is gone, or hidden and slowed down by the browser, ms. */
const leaseMs = 6_000;
const renewMs = 2_000;

type Claim = ConsoleBridge['voice']['claim'];

/** The one page of this browser that sounds: by a lock where the page is trusted, else by a lease in its storage. */
export function browserVoice(page: Window & typeof globalThis, newId: () => string): ConsoleBridge['voice'] {
  // Absent, whatever the types say, over plain http.
  const locks: LockManager | undefined = page.navigator.locks;
  return {
    claim: locks === undefined ? byLease(page, newId) : byLock(locks, () => new page.BroadcastChannel(name)),
  };
}

/** What of a BroadcastChannel is used. */
type VoiceChannel = Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'>;

/** Holds the lock while it is the loudest; the browser frees it with the page. */
export function byLock(locks: Pick<LockManager, 'request'>, openChannel: () => VoiceChannel): Claim {
  return (volume, hear) => {
    const channel = openChannel();
    const over = new AbortController();
    let letGo: (() => void) | undefined;
    const wait = (): void =>
      void locks
        .request(name, { signal: over.signal }, async () => {
          const held = new Promise<void>((resolve) => {
            letGo = resolve;
          });
          hear(true);
          channel.postMessage('who is louder?');
          await held;
          letGo = undefined;
          hear(false);
        })
        .then(() => {
          if (!over.signal.aborted) wait();
        })
        // Aborted while it waited.
        .catch(() => undefined);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'number') channel.postMessage(volume);
      // Whoever lets go waits behind all others.
      else if (data > volume) letGo?.();
    };
    channel.postMessage(volume);
    wait();
    return () => {
      over.abort();
      letGo?.();
      channel.close();
    };
  };
}

const leaseSchema = z.object({ id: z.string(), volume: z.number(), until: z.number() });

function byLease(page: Window, newId: () => string): Claim {
  return (volume, hear) => {
    const id = newId();
    let isHeld = false;
    const read = (): z.infer<typeof leaseSchema> | undefined => {
      try {
        return leaseSchema.parse(JSON.parse(page.localStorage.getItem(name) ?? ''));
      } catch {
        return undefined;
      }
    };
    const renew = (): void => {
      const lease = read();
      const now = Date.now();
      const isFree =
        lease === undefined || lease.id === id || lease.until <= now || lease.until > now + leaseMs;
      const next = isFree || lease.volume < volume;
      if (next) page.localStorage.setItem(name, JSON.stringify({ id, volume, until: now + leaseMs }));
      if (next !== isHeld) hear(next);
      isHeld = next;
    };
    const free = (): void => {
      if (read()?.id === id) page.localStorage.removeItem(name);
    };
    const timer = page.setInterval(renew, renewMs);
    page.addEventListener('pagehide', free);
    page.addEventListener('storage', renew);
    renew();
    return () => {
      page.clearInterval(timer);
      page.removeEventListener('pagehide', free);
      page.removeEventListener('storage', renew);
      free();
      if (isHeld) hear(false);
      isHeld = false;
    };
  };
}
