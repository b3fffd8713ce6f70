import { describe, expect, it } from 'vitest';
import type { EmbeddedGateway } from '../../../main/embeddedGateway.ts';
import type { FeedEndpoint } from '../../../main/feedLink.ts';
import { GatewayChoice } from '../../../main/gatewayChoice.ts';
import { settingsSchema, type Settings } from '../../../shared/bridge.ts';

function setUp(override?: string) {
  let settings: Settings = settingsSchema.parse({});
  const used: FeedEndpoint[] = [];
  const life: string[] = [];
  const problems: string[] = [];
  let failures = 0;
  const embedded = {
    feedUrl: 'ws://127.0.0.1:8451/feed',
    start: () => void life.push('start'),
    stop: async () => void life.push('stop'),
  } as unknown as EmbeddedGateway;
  const choice = new GatewayChoice({
    settings: () => settings,
    override,
    makeEmbedded: async () => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('no free port');
      }
      return embedded;
    },
    use: async (endpoint) => void used.push(endpoint),
    onProblem: (sentence) => void problems.push(sentence),
  });
  return {
    choice,
    used,
    life,
    problems,
    set: (patch: Partial<Settings>) => (settings = { ...settings, ...patch }),
    failNext: () => (failures += 1),
  };
}

describe('which gateway the console follows', () => {
  it('is its own where the settings name none, and never with a token', async () => {
    const { choice, used, life, set } = setUp();
    set({ token: 'secret' });
    await choice.apply();
    expect(used).toEqual([{ url: 'ws://127.0.0.1:8451/feed', source: 'embedded' }]);
    expect(life).toEqual(['start']);
  });

  it('is the one in the settings; its own then ends', async () => {
    const { choice, used, life, set } = setUp();
    await choice.apply();
    set({ gatewayUrl: 'https://noc.example', token: 'secret' });
    await choice.apply();
    const url = 'wss://noc.example/feed';
    expect(used.at(-1)).toEqual({ url, token: 'secret', source: url, route: {} });
    expect(life).toEqual(['start', 'stop']);
  });

  it('is reached anew by another route, and its own never by one', async () => {
    const { choice, used, set } = setUp();
    set({ proxyUrl: 'http://proxy.example:3128' });
    await choice.apply();
    expect(used.at(-1)?.route).toBeUndefined();
    set({ gatewayUrl: 'https://noc.example' });
    await choice.apply();
    expect(used.at(-1)?.route).toMatchObject({ proxyUrl: 'http://proxy.example:3128' });
    set({ caFile: '/ca.pem' });
    await choice.apply();
    expect(used.at(-1)?.route).toMatchObject({ caFile: '/ca.pem' });
  });

  it('does not change with settings that say nothing of it', async () => {
    const { choice, used, set } = setUp();
    await choice.apply();
    set({ theme: 'light' });
    await choice.apply();
    expect(used).toHaveLength(1);
  });

  it('is the one of the command line before all', async () => {
    const { choice, used, set } = setUp('ws://10.0.0.1:8450');
    set({ gatewayUrl: 'https://noc.example' });
    await choice.apply();
    expect(used[0]?.url).toBe('ws://10.0.0.1:8450/feed');
  });

  it('is its own, said aloud, where the address can not be used', async () => {
    const { choice, used, problems } = setUp('nonsense');
    await choice.apply();
    expect(used[0]?.source).toBe('embedded');
    expect(problems).toEqual([expect.stringMatching(/nonsense.*inside the console is used/)]);
  });

  it('is tried again after a failure', async () => {
    const { choice, used, failNext } = setUp();
    failNext();
    await expect(choice.apply()).rejects.toThrow('no free port');
    await choice.apply();
    expect(used).toHaveLength(1);
  });
});
