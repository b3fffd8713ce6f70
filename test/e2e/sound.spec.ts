import { expect, test, type Page } from '@playwright/test';
import { build } from '../../scripts/build.ts';
import { entityKey } from '../../shared/model/entities.ts';
import { openFrozenConsole } from '../support/frozen/frozenConsole.ts';
import { frozenAt } from '../support/frozen/frozenEstate.ts';
import { frozenIncident } from '../support/frozen/frozenQueue.ts';
import { frozenStates, type FrozenState } from '../support/frozen/frozenStates.ts';

const live = frozenStates.find(({ name }) => name === 'live');
const p0 = frozenIncident(2099, { title: 'Auth is down', severity: 'P0', openedAt: frozenAt - 60_000 });

/** Listens to all that leads to a page's loudspeaker; gives the strongest sample since it was last asked. */
async function listenIn(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    let strongest = 0;
    const ears: AnalyserNode[] = [];
    const connect: (this: AudioNode, to: AudioNode) => AudioNode = Reflect.get(
      AudioNode.prototype,
      'connect',
    );
    Reflect.set(AudioNode.prototype, 'connect', function (this: AudioNode, to: AudioNode) {
      if (to !== this.context.destination) return connect.call(this, to);
      // It remembers most of a second, so that a page that is slow misses nothing.
      const ear = new AnalyserNode(this.context, { fftSize: 32_768 });
      connect.call(this, ear);
      ears.push(ear);
      return connect.call(ear, to);
    });
    setInterval(() => {
      const samples = new Float32Array(32_768);
      for (const ear of ears) {
        ear.getFloatTimeDomainData(samples);
        for (const sample of samples) strongest = Math.max(strongest, Math.abs(sample));
      }
    }, 250);
    Reflect.set(window, 'heard', () => {
      const since = strongest;
      strongest = 0;
      return since;
    });
  });
  return () => page.evaluate(() => (Reflect.get(window, 'heard') as () => number)());
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const built = await build({ only: ['renderer'] });
  if (!built.ok) throw new Error(built.error);
});

test('a P0 that nobody has acknowledged is heard, and a sound test too', async ({ browser }) => {
  if (live === undefined) throw new Error('There is no frozen state "live".');
  const state: FrozenState = { ...live, upserts: { ...live.upserts, [entityKey('incident', p0.id)]: p0 } };
  const view = { query: 'board=queue', theme: 'dark', width: 1366, height: 768 } as const;
  const page = await openFrozenConsole(browser, state, view);
  // The one window here: it is the one that sounds.
  await expect(page.getByRole('button', { name: 'Sound: The sound is on.' })).toBeVisible();
  await expect
    .poll(() => page.evaluate(async () => (await navigator.locks.query()).held?.length))
    .toBeGreaterThan(0);
  const heard = await listenIn(page);
  expect(await heard()).toBe(0);
  await page.clock.setFixedTime(frozenAt + 20_000);
  await expect.poll(heard).toBeGreaterThan(0.1);
  await expect.poll(heard).toBe(0);
  await page.keyboard.press('Shift+Q');
  await page.keyboard.press('l');
  await expect.poll(heard).toBeGreaterThan(0.1);
  await page.context().close();
});
