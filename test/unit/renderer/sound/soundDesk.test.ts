import { describe, expect, it } from 'vitest';
import { createSoundPlayer } from '../../../../renderer/sound/soundPlayer.ts';
import { startSound } from '../../../../renderer/sound/soundDesk.ts';
import { createConsoleStore } from '../../../../renderer/store/store.ts';
import { settingsSchema, type Capabilities, type LinkStatus } from '../../../../shared/bridge.ts';
import { emptyFeedState } from '../../../../shared/feed/reduce.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import { frozenAt, frozenDesk } from '../../../support/frozen/frozenEstate.ts';
import { frozenIncident } from '../../../support/frozen/frozenQueue.ts';
import { FakeSoundContext } from './fakeSoundContext.ts';

const p0 = frozenIncident(1, { title: 'Auth is down', severity: 'P0', openedAt: frozenAt });
const live: LinkStatus = {
  ...{ kind: 'live', url: '', since: 0 },
  ...{ person: 'M. Tanaka', role: 'operator', gateway: 'apac-1' },
};

function pageWith(sound: object, mode: 'wall' | 'workstation' = 'workstation') {
  const store = createConsoleStore(settingsSchema.parse({ sound }), {} as Capabilities, {
    board: 'queue',
    mode,
  });
  const fake = new FakeSoundContext();
  fake.mayRun = true;
  let now = frozenAt;
  let tick = (): void => undefined;
  let press = (): void => undefined;
  let hear: ((isHeld: boolean) => void) | undefined;
  const claims: number[] = [];
  const desk = startSound({
    store,
    makePlayer: (onChange) => createSoundPlayer(() => fake.context, onChange),
    voice: {
      claim(volume, listener) {
        claims.push(volume);
        hear = listener;
        return () => void claims.push(-volume);
      },
    },
    eachSecond(run) {
      tick = run;
      return () => undefined;
    },
    onPress(run) {
      press = run;
      return () => undefined;
    },
    now: () => now,
  });
  const show = (...incidents: readonly Incident[]): void =>
    store.setState((state) => ({
      status: live,
      live: true,
      feed: {
        ...emptyFeedState,
        at: frozenAt,
        entities: {
          ...state.feed.entities,
          desk: { desk: frozenDesk },
          incident: Object.fromEntries(incidents.map((incident) => [incident.id, incident])),
        },
      },
    }));
  const second = async (): Promise<void> => {
    now += 1_000;
    fake.currentTime += 1;
    tick();
    await Promise.resolve();
  };
  return {
    store,
    fake,
    claims,
    desk,
    show,
    second,
    press: () => press(),
    hold: (held: boolean) => hear?.(held),
  };
}

describe('a page', () => {
  it('claims the voice once it can sound, and a P0 is heard where it has it', async () => {
    const page = pageWith({});
    page.show();
    await page.second();
    expect(page.claims).toEqual([1]);
    expect(page.store.getState().sound).toEqual({ standing: 'ready', isVoice: false });
    page.hold(true);
    expect(page.store.getState().sound.isVoice).toBe(true);
    page.show(p0);
    expect(page.fake.pulses).toHaveLength(10);
  });

  it('is silent while another has the voice, and goes on where that one ended', async () => {
    const page = pageWith({});
    page.show();
    await page.second();
    page.show(p0);
    for (let seconds = 0; seconds < 14; seconds += 1) await page.second();
    expect(page.fake.pulses).toEqual([]);
    page.hold(true);
    for (let seconds = 0; seconds < 3; seconds += 1) await page.second();
    expect(page.fake.pulses).toHaveLength(10);
  });

  it('is silent for an act that is on its way', async () => {
    const page = pageWith({});
    page.show();
    await page.second();
    page.hold(true);
    page.show(p0);
    const given = { id: 'c', name: 'incident.acknowledge', params: { incident: p0.id }, givenAt: 0 };
    page.store.setState({ outgoing: [{ ...given, state: 'queued' }] });
    for (let seconds = 0; seconds < 40; seconds += 1) await page.second();
    expect(page.fake.pulses).toHaveLength(10);
  });

  it('without leave of the browser claims nothing, says so, and wakes with a key', async () => {
    const page = pageWith({});
    page.fake.mayRun = false;
    page.show();
    await page.second();
    expect(page.store.getState().sound.standing).toBe('refused');
    expect(page.claims).toEqual([]);
    page.fake.mayRun = true;
    page.press();
    await Promise.resolve();
    expect(page.store.getState().sound.standing).toBe('ready');
    expect(page.claims).toEqual([1]);
  });

  it('on a wall asks for nothing, until its sound is switched on; switched off it gives the voice back', async () => {
    const page = pageWith({}, 'wall');
    page.show();
    await page.second();
    expect(page.store.getState().sound.standing).toBe('closed');
    page.store.setState({ settings: settingsSchema.parse({ sound: { on: true } }) });
    await page.second();
    await page.second();
    expect(page.claims).toEqual([1]);
    page.store.setState({ settings: settingsSchema.parse({ sound: { on: false } }) });
    expect(page.claims).toEqual([1, -1]);
  });

  it('tests a sound whatever holds the others back', async () => {
    const page = pageWith({ on: false });
    page.desk.test('lost');
    expect(page.fake.pulses).toHaveLength(2);
  });

  it('says a lost feed aloud', async () => {
    const page = pageWith({});
    page.show();
    await page.second();
    page.hold(true);
    page.store.setState({ status: { kind: 'lost', url: '', since: 0, problem: 'gone' }, live: false });
    expect(page.fake.pulses).toHaveLength(2);
    page.store.setState({ status: live, live: true });
    expect(page.fake.pulses).toHaveLength(3);
  });
});
