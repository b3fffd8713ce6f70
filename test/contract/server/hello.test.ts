import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { addToken, removeTokens } from '../../../gateway/server/tokens.ts';
import { bounds } from '../../../shared/feed/frames.ts';
import { enter, helloOf, open, refusedUpgrade } from './consoleUnderTest.ts';
import { clockAt, dataFolder, startGateway } from './gatewayUnderTest.ts';

const tokenFor = (folder: string, person: string, role: 'viewer' | 'operator'): string => {
  const added = addToken(folder, person, role);
  if (!added.ok) throw new Error(added.error);
  return added.value;
};

describe('hello', () => {
  it('is answered with welcome, snapshot and a beat, in this order', async () => {
    const gateway = await startGateway();
    gateway.set(1, 'Auth is down');
    const desk = await enter(gateway);
    expect(desk.frames.map((frame) => frame.type)).toEqual(['welcome', 'snapshot', 'beat']);
    expect(desk.of('welcome')[0]).toMatchObject({
      epoch: gateway.world.epoch,
      seq: 1,
      resumed: false,
      session: { person: 'Unnamed operator', role: 'admin', vouched: false },
      gateway: { name: 'test gateway', version: '0.0.0' },
    });
    expect(desk.of('snapshot')[0]?.upserts).toHaveProperty('incident:INC-1');
    expect(desk.of('beat')[0]).toMatchObject({ seq: 1, chain: [{ id: 'alertmanager' }] });
  });

  it('of another version is refused naming both versions, whatever else it holds', async () => {
    const gateway = await startGateway();
    const desk = await open(gateway);
    desk.send({ type: 'hello', protocol: 2, unheardOf: true });
    const bye = await desk.next('bye');
    expect(bye.reason).toBe('protocol');
    expect(bye.message).toMatch(/version 1 .* version 2/);
    expect(bye.retryAfterMs).toBeUndefined();
    await desk.closed;
    expect(await gateway.metric('watchfloor_refusals_total{reason="version"}')).toBe(1);
  });

  it('must come within its time', async () => {
    const gateway = await startGateway({ clock: clockAt(20) });
    const desk = await open(gateway);
    const bye = await desk.next('bye');
    expect(bye).toMatchObject({ reason: 'protocol', message: 'No hello came within 5 s.' });
    await desk.closed;
  });

  it('must be the first frame', async () => {
    const gateway = await startGateway();
    const desk = await open(gateway);
    desk.send({
      type: 'command',
      id: 'command-1',
      name: 'incident.acknowledge',
      params: { incident: 'INC-1' },
    });
    expect((await desk.next('bye')).message).toContain('first frame must be a hello');
    expect(gateway.desk.given).toEqual([]);
  });

  it('needs the subprotocol', async () => {
    const gateway = await startGateway();
    const answer = await refusedUpgrade(gateway, {}, { protocols: ['watchfloor.v0'] });
    expect(answer).toEqual({ status: 400, text: 'This gateway speaks the subprotocol watchfloor.v1.\n' });
  });

  it('finds a full gateway busy', async () => {
    const gateway = await startGateway();
    const all = Array.from({ length: bounds.sessions }, () => open(gateway));
    await Promise.all(all);
    const late = await open(gateway);
    expect(await late.next('bye')).toMatchObject({ reason: 'busy', retryAfterMs: 10_000 });
    await late.closed;
    await vi.waitFor(() => expect(gateway.server.sessions()).toBe(bounds.sessions), { timeout: 10_000 });
  });
});

describe('the person of a hello (F-2)', () => {
  it.each([
    ['M. Tanaka', 'M. Tanaka'],
    [' M.\u0007\n Tanaka\u202e ', 'M. Tanaka'],
    ['\u200b \t', 'Unnamed operator'],
    [undefined, 'Unnamed operator'],
  ])('without tokens %j acts as %s', async (person, acts) => {
    const gateway = await startGateway();
    const desk = await enter(gateway, { person });
    expect(desk.of('welcome')[0]?.session).toMatchObject({ person: acts, role: 'admin', vouched: false });
  });

  it('is bounded', async () => {
    const gateway = await startGateway();
    const desk = await open(gateway);
    desk.send(helloOf({ person: 'x'.repeat(81) }));
    expect(await desk.next('bye')).toMatchObject({ reason: 'protocol' });
  });
});

describe('access', () => {
  it('with tokens takes person and role from the token and refuses all others', async () => {
    const folder = dataFolder();
    const token = tokenFor(folder, 'Ana', 'viewer');
    const gateway = await startGateway({}, folder);
    const wall = await enter(gateway, { token, person: 'M. Tanaka' });
    expect(wall.of('welcome')[0]?.session).toMatchObject({
      person: 'Ana',
      role: 'viewer',
      grants: [],
      vouched: true,
    });
    for (const wrong of [undefined, '', 'wf1_wrong', token.slice(0, -1)]) {
      const stranger = await open(gateway);
      stranger.send(helloOf({ token: wrong }));
      expect((await stranger.next('bye')).reason).toBe('access');
      await stranger.closed;
      expect(stranger.frames).toHaveLength(1);
    }
    expect(await gateway.metric('watchfloor_refusals_total{reason="access"}')).toBe(4);
  });

  it('follows new and removed tokens without a restart', async () => {
    const folder = dataFolder();
    const gateway = await startGateway({ clock: clockAt(10) }, folder);
    const local = await enter(gateway);
    const token = tokenFor(folder, 'Ben', 'operator');
    expect((await local.next('bye')).reason).toBe('access');
    const ben = await enter(gateway, { token });
    removeTokens(folder, 'Ben');
    expect((await ben.next('bye')).reason).toBe('access');
  });

  it('never opens up when the file is damaged or vanishes', async () => {
    const folder = dataFolder();
    tokenFor(folder, 'Ana', 'operator');
    const gateway = await startGateway({}, folder);
    writeFileSync(join(folder, 'access.json'), '{"tokens": [', { mode: 0o600 });
    const first = await open(gateway);
    first.send(helloOf());
    expect((await first.next('bye')).reason).toBe('access');
    rmSync(join(folder, 'access.json'));
    const second = await open(gateway);
    second.send(helloOf());
    expect((await second.next('bye')).reason).toBe('access');
  });
});
