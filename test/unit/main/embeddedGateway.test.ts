import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { EmbeddedGateway } from '../../../main/embeddedGateway.ts';

class Child extends EventEmitter {
  readonly orders: unknown[] = [];
  killed = false;
  postMessage(order: unknown): void {
    this.orders.push(order);
  }
  kill(): boolean {
    this.killed = true;
    this.emit('exit', 1);
    return true;
  }
}

function setUp() {
  const children: Child[] = [];
  const timers: { readonly ms: number; readonly run: () => void }[] = [];
  const problems: string[] = [];
  const log: string[] = [];
  const note = (message: string): void => void log.push(message);
  const gateway = new EmbeddedGateway({
    fork: () => {
      const child = new Child();
      children.push(child);
      return child as unknown as ReturnType<ConstructorParameters<typeof EmbeddedGateway>[0]['fork']>;
    },
    config: { policyFile: '/policy.yaml', dataFolder: '/data', port: 8451 },
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    log: { info: note, warn: note, error: note },
    onProblem: (sentence) => void problems.push(sentence),
  });
  return { gateway, children, timers, problems, log };
}

describe('the embedded gateway', () => {
  it('has its address before it runs', () => {
    expect(setUp().gateway.feedUrl).toBe('ws://127.0.0.1:8451/feed');
  });

  it('is restarted when it ends, after longer waits each time', () => {
    const { gateway, children, timers } = setUp();
    gateway.start();
    for (let round = 0; round < 3; round += 1) {
      children.at(-1)?.emit('exit', 1);
      timers.at(-1)?.run();
    }
    expect(children).toHaveLength(4);
    expect(timers.map(({ ms }) => ms)).toEqual([500, 1_000, 2_000]);
  });

  it('tells the operator why it can not run', () => {
    const { gateway, children, problems } = setUp();
    gateway.start();
    children[0]?.emit('message', { kind: 'failed', problem: 'the policy has a mistake.' });
    expect(problems).toEqual(['The gateway inside the console could not start: the policy has a mistake.']);
  });

  it('logs what it does not understand, and goes on', () => {
    const { gateway, children, log } = setUp();
    gateway.start();
    children[0]?.emit('message', { kind: 'surprise' });
    expect(log).toEqual(['The embedded gateway sent something unknown']);
  });

  it('ends when asked, and is not restarted', async () => {
    const { gateway, children, timers } = setUp();
    gateway.start();
    const stopped = gateway.stop();
    expect(children[0]?.orders).toEqual([{ kind: 'stop' }]);
    children[0]?.emit('exit', 0);
    await stopped;
    expect(children).toHaveLength(1);
    expect(timers).toEqual([]);
  });

  it('is killed when it does not end', async () => {
    const { gateway, children, timers } = setUp();
    gateway.start();
    const stopped = gateway.stop();
    timers[0]?.run();
    await stopped;
    expect(children[0]?.killed).toBe(true);
  });

  it('that was stopped while it waited to restart stays stopped', async () => {
    const { gateway, children, timers } = setUp();
    gateway.start();
    children[0]?.emit('exit', 1);
    await gateway.stop();
    expect(timers).toEqual([]);
    expect(children).toHaveLength(1);
  });
});
