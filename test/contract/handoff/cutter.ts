import { createServer, connect, type Socket } from 'node:net';

/** Stands between one console and the gateway, and cuts the line when it is told to. */
export interface Cutter {
  readonly feedUrl: string;
  /** Cuts once: `before` a command reaches the gateway, or `after` it did and before anything comes back. */
  arm(when: 'before' | 'after'): void;
  /** Keeps the line cut, once it is, until it is mended. */
  stayCut(): void;
  mend(): void;
  isArmed(): boolean;
  stop(): Promise<void>;
}

/** Of a masked frame with a command at least this long: a beat's answer is shorter. */
const commandBytes = 100;

/** Starts one on loopback before a gateway's port. */
export async function startCutter(port: number): Promise<Cutter> {
  let armed: 'before' | 'after' | undefined;
  let staysCut = false;
  let isDown = false;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    if (isDown) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    let isMute = false;
    let muted = '';
    const hangUp = (): void => {
      isDown = staysCut;
      cut();
    };
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        open.delete(socket);
        cut();
      });
    }
    let isUpgraded = false;
    near.on('data', (data) => {
      const isCommand = isUpgraded && data.length >= commandBytes;
      if (!isUpgraded) isUpgraded = data.toString('latin1').startsWith('GET ');
      if (armed === undefined || !isCommand) {
        far.write(data);
        return;
      }
      const when = armed;
      if (when === 'before') {
        armed = undefined;
        hangUp();
        return;
      }
      // Nothing comes back any more; the line ends once the gateway answers.
      isMute = true;
      far.write(data);
    });
    far.on('data', (data) => {
      if (!isMute) {
        near.write(data);
        return;
      }
      muted += data.toString('latin1');
      if (!muted.includes('"type":"result"')) return;
      armed = undefined;
      hangUp();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the cutter has no port');
  return {
    feedUrl: `ws://127.0.0.1:${address.port}/feed`,
    arm: (when) => void (armed = when),
    stayCut: () => void (staysCut = true),
    mend() {
      staysCut = false;
      isDown = false;
    },
    isArmed: () => armed !== undefined,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
