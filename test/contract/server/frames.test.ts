import { describe, expect, it } from 'vitest';
import { bounds } from '../../../shared/feed/frames.ts';
import { enter, helloOf, open } from './consoleUnderTest.ts';
import { startGateway } from './gatewayUnderTest.ts';

const commandFrame = (params: unknown, more: object = {}): object => ({
  type: 'command',
  id: 'command-1',
  name: 'incident.note',
  params,
  ...more,
});
/** JSON of exactly `bytes` bytes that is a good command but for its size. */
const commandOf = (bytes: number): string => {
  const bare = JSON.stringify(commandFrame({ incident: 'INC-1', text: '' })).length;
  return JSON.stringify(commandFrame({ incident: 'INC-1', text: 'x'.repeat(bytes - bare) }));
};

describe('a frame that the protocol does not have', () => {
  const cases: readonly (readonly [string, string | Buffer, string, RegExp])[] = [
    ['not JSON', '{"type":', 'malformed', /not JSON/],
    ['no object', '[]', 'malformed', /can't be read/],
    ['null', 'null', 'malformed', /can't be read/],
    ['unknown type', '{"type":"shutdown"}', 'malformed', /can't be read/],
    ['command without an id', '{"type":"command","name":"incident.note"}', 'malformed', /id/],
    ['deeply nested', '['.repeat(30_000), 'malformed', /not JSON/],
    ['binary', Buffer.from(JSON.stringify(helloOf())), 'binary', /binary/],
    [
      'too long',
      'x'.repeat(bounds.consoleFrameBytes + 1),
      'oversize',
      /at most 65536 bytes; this one had 65537/,
    ],
    ['a second hello', JSON.stringify(helloOf()), 'second-hello', /once/],
  ];
  it.each(cases)(
    '%s: ends with a reason, is counted, and disturbs nobody else',
    async (_name, frame, reason, says) => {
      const gateway = await startGateway();
      const other = await enter(gateway);
      const bad = await enter(gateway);
      bad.socket.send(frame);
      const bye = await bad.next('bye');
      expect(bye.reason).toBe('protocol');
      expect(bye.message).toMatch(says);
      expect(bye.retryAfterMs).toBeUndefined();
      await bad.closed;
      gateway.set(1, 'still served');
      await other.next('patch');
      expect(bad.of('patch')).toEqual([]);
      expect(gateway.server.sessions()).toBe(1);
      expect(await gateway.metric(`watchfloor_refusals_total{reason="${reason}"}`)).toBe(1);
    },
  );

  it('far too long: is cut off unread', async () => {
    const gateway = await startGateway();
    const other = await enter(gateway);
    const bad = await enter(gateway);
    bad.socket.send('x'.repeat(8 * 1024 * 1024));
    await bad.closed;
    expect(await gateway.metric('watchfloor_refusals_total{reason="oversize"}')).toBe(1);
    gateway.set(1, 'still served');
    await other.next('patch');
  });

  it('after the bye is not listened to', async () => {
    const gateway = await startGateway();
    const bad = await enter(gateway);
    bad.send('nonsense');
    bad.send(commandFrame({ incident: 'INC-1', text: 'too late' }));
    await bad.closed;
    expect(gateway.desk.given).toEqual([]);
    expect(bad.of('bye')).toHaveLength(1);
  });

  it('of the greatest size allowed is read', async () => {
    const gateway = await startGateway();
    const desk = await enter(gateway);
    desk.send(commandOf(bounds.consoleFrameBytes));
    // Its text is longer than a note may be: read, and refused for that only.
    expect(await desk.next('result')).toMatchObject({ ok: false, code: 'invalid' });
  });

  it('as a malformed hello is refused', async () => {
    const gateway = await startGateway();
    const desk = await open(gateway);
    desk.send({ type: 'hello', protocol: 1 });
    expect((await desk.next('bye')).message).toMatch(/hello can't be read: client/);
  });
});
