import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { feedClient, until, type FeedClient } from '../support/feedClient.ts';
import { startGatewayProcess } from '../support/gateway.ts';
import { freePort } from '../support/ports.ts';
import { temporaryFolder, type RestartableServer } from '../support/restartable.ts';

const posted = z.object({ id: z.string(), incident: z.string().optional(), subject: z.string() });

describe('a gateway that is killed while a notice is under way', () => {
  const folder = temporaryFolder('notice-kill');
  const received: z.infer<typeof posted>[] = [];
  let isHolding = true;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const notice = posted.parse(JSON.parse(body));
      received.push(notice);
      // The simulated night has notices of its own, which must not fill the channel.
      if (!isHolding || !notice.subject.endsWith(': Under way')) response.end();
    });
  });
  let gateway: RestartableServer;
  let client: FeedClient;
  const of = (title: string) => received.filter(({ subject }) => subject.endsWith(`: ${title}`));
  const restart = async (): Promise<void> => {
    await gateway.kill('SIGKILL');
    await gateway.restart();
    client.reconnect();
    await client.live();
  };
  const lines = (title: string): string[] =>
    Object.values(client.state().entities.incident)
      .filter((incident) => incident.title === title)
      .flatMap(({ timeline }) => timeline.filter(({ kind }) => kind === 'notice').map((entry) => entry.text));

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
    const policyFile = join(folder.path, 'policy.yaml');
    const policy: unknown = parse(readFileSync('assets/policy/acgs.yaml', 'utf8'));
    const channels = ['chat', 'mail', 'pager'].map((id) => ({
      ...{ id, name: id === 'chat' ? 'Ops' : id, kind: 'webhook', url, simulated: true },
      ...(id === 'chat' ? { severities: ['P3'] } : { bearerToken: { env: 'WATCHFLOOR_TEST_UNSET' } }),
    }));
    writeFileSync(policyFile, stringify({ ...z.record(z.string(), z.unknown()).parse(policy), channels }));
    const port = await freePort();
    gateway = await startGatewayProcess({ port, policyFile, dataDir: join(folder.path, 'data') });
    client = await feedClient(`ws://127.0.0.1:${port}/feed`, 'K. Tester');
    await client.live();
  });

  afterAll(async () => {
    client.stop();
    await gateway.stop();
    server.closeAllConnections();
    server.close();
    folder.remove();
  });

  it('sends it again under the same id, and no more once that is recorded', async () => {
    await client.send('incident.declare', { title: 'Under way', severity: 'P3' });
    await until('the first attempt', () => of('Under way')[0]);
    await gateway.kill('SIGKILL');
    isHolding = false;
    await gateway.restart();
    client.reconnect();
    await client.live();
    await client.until('its delivery', () => (lines('Under way').length > 0 ? true : undefined));
    expect(lines('Under way')).toEqual([expect.stringMatching(/^Ops was told \(opened\)/)]);
    const ids = of('Under way').map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);

    await restart();
    await client.send('incident.declare', { title: 'Afterwards', severity: 'P3' });
    await client.until('the next delivery', () => (lines('Afterwards').length > 0 ? true : undefined));
    expect(of('Under way')).toHaveLength(2);
    expect(of('Afterwards')).toHaveLength(1);
    const channel = await client.until('an idle channel', () => {
      const { chat } = client.state().entities.channel;
      return chat?.waiting === 0 ? chat : undefined;
    });
    expect(channel).toMatchObject({ name: 'Ops', isInUse: true, dead: 0 });
  });
});
