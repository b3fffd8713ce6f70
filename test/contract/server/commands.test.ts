import { describe, expect, it } from 'vitest';
import { addToken } from '../../../gateway/server/tokens.ts';
import { bounds } from '../../../shared/feed/frames.ts';
import { enter } from './consoleUnderTest.ts';
import { dataFolder, startGateway } from './gatewayUnderTest.ts';

const acknowledge = (id: string, more: object = {}): object => ({
  type: 'command',
  id,
  name: 'incident.acknowledge',
  params: { incident: 'INC-1' },
  ...more,
});

describe('a command', () => {
  it('goes to the desk with its giver, and its result to the sender only', async () => {
    const gateway = await startGateway();
    const other = await enter(gateway);
    const desk = await enter(gateway, { person: 'L. Meyer' });
    desk.send(acknowledge('command-1', { givenAt: 1000 }));
    expect(await desk.next('result')).toEqual({
      type: 'result',
      id: 'command-1',
      ok: true,
      seq: 7,
      message: 'Done.',
    });
    expect(gateway.desk.given).toEqual([
      {
        commandId: 'command-1',
        command: { name: 'incident.acknowledge', params: { incident: 'INC-1' } },
        person: 'L. Meyer',
        role: 'admin',
        givenAt: 1000,
      },
    ]);
    expect(other.of('result')).toEqual([]);
    expect(await gateway.metric('watchfloor_commands_total{name="incident.acknowledge",outcome="ok"}')).toBe(
      1,
    );
  });

  it('F-23: keeps its giver though somebody else came to the console; without one it is the session’s', async () => {
    const gateway = await startGateway();
    const desk = await enter(gateway, { person: 'L. Meyer' });
    desk.send(acknowledge('command-1', { person: 'M. Tanaka' }));
    desk.send(acknowledge('command-2'));
    desk.send(acknowledge('command-3', { person: ' \u202e ' }));
    await desk.next('result', 3);
    expect(gateway.desk.given.map(({ person }) => person)).toEqual(['M. Tanaka', 'L. Meyer', 'L. Meyer']);
  });

  it('F-23: with tokens is refused where the token is not its giver’s', async () => {
    const folder = dataFolder();
    const token = addToken(folder, 'Ana', 'operator');
    const gateway = await startGateway({}, folder);
    const desk = await enter(gateway, { token: token.ok ? token.value : '', person: 'M. Tanaka' });
    desk.send(acknowledge('command-1', { person: 'M. Tanaka' }));
    expect(await desk.next('result')).toMatchObject({
      ok: false,
      code: 'forbidden',
      message:
        'M. Tanaka gave this, but the access token here is of Ana, so it is not taken; see whether it is done, and give it again if not.',
    });
    desk.send(acknowledge('command-2', { person: 'Ana' }));
    expect((await desk.next('result', 2)).ok).toBe(true);
    expect(gateway.desk.given).toMatchObject([{ commandId: 'command-2', person: 'Ana' }]);
  });

  it('was never given in the future', async () => {
    const gateway = await startGateway();
    const desk = await enter(gateway);
    desk.send(acknowledge('command-1', { givenAt: Date.now() + 3_600_000 }));
    await desk.next('result');
    expect(gateway.desk.given[0]?.givenAt).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ['an unknown name', { name: 'incident.delete' }, /Unknown command/],
    ['a name of every object', { name: 'constructor' }, /Unknown command/],
    ['a wrong parameter', { params: { incident: 'banana' } }, /incident\.acknowledge: incident/],
    ['a parameter too many', { params: { incident: 'INC-1', force: true } }, /incident\.acknowledge/],
    ['null for parameters', { params: null }, /incident\.acknowledge/],
  ])('with %s is invalid, and the session stays', async (_what, more, says) => {
    const gateway = await startGateway();
    const desk = await enter(gateway);
    desk.send(acknowledge('command-1', more));
    const result = await desk.next('result');
    expect(result).toMatchObject({ id: 'command-1', ok: false, code: 'invalid' });
    expect(result.message).toMatch(says);
    expect(gateway.desk.given).toEqual([]);
    desk.send(acknowledge('command-2'));
    expect((await desk.next('result', 2)).ok).toBe(true);
  });

  it('of a viewer is forbidden', async () => {
    const folder = dataFolder();
    const token = addToken(folder, 'Wall 1', 'viewer');
    const gateway = await startGateway({}, folder);
    const wall = await enter(gateway, { token: token.ok ? token.value : '' });
    wall.send(acknowledge('command-1'));
    expect(await wall.next('result')).toMatchObject({
      ok: false,
      code: 'forbidden',
      message: '"Acknowledge" needs the role operator; Wall 1 is viewer.',
    });
    expect(gateway.desk.given).toEqual([]);
  });

  it('beyond the rate is busy; a moment later there is room again', async () => {
    const gateway = await startGateway();
    const desk = await enter(gateway);
    const count = bounds.commandsPerSecond + 10;
    for (let index = 0; index < count; index += 1) desk.send(acknowledge(`command-${index}`));
    await desk.next('result', count);
    const busy = desk.of('result').filter((result) => !result.ok && result.code === 'busy');
    expect(busy.length).toBeGreaterThanOrEqual(8);
    expect(gateway.desk.given.length).toBe(count - busy.length);
    await new Promise((resolve) => setTimeout(resolve, 200));
    desk.send(acknowledge('command-again'));
    expect((await desk.next('result', count + 1)).ok).toBe(true);
  });

  it('that the desk breaks on fails alone', async () => {
    const gateway = await startGateway({
      desk: {
        submit() {
          throw new Error('disk on fire');
        },
        answer() {
          throw new Error('disk on fire');
        },
      },
    });
    const desk = await enter(gateway);
    desk.send(acknowledge('command-1'));
    const result = await desk.next('result');
    expect(result).toMatchObject({ ok: false, code: 'failed' });
    expect(result.message).not.toContain('fire');
    gateway.set(1, 'still served');
    await desk.next('patch');
  });
});
