import { describe, expect, it, vi } from 'vitest';
import { harmonics, lengthOf, soundPatterns } from '../../../../renderer/sound/soundPatterns.ts';
import { createSoundPlayer } from '../../../../renderer/sound/soundPlayer.ts';
import { soundNames } from '../../../../shared/model/soundSettings.ts';
import { FakeSoundContext } from './fakeSoundContext.ts';

async function awake() {
  const fake = new FakeSoundContext();
  fake.mayRun = true;
  const player = createSoundPlayer(() => fake.context, vi.fn());
  player.wake();
  await Promise.resolve();
  return { fake, player };
}

describe('the sounds', () => {
  it.each(soundNames)('%s is short, and heard by ear and poor speakers alike', (name) => {
    expect(lengthOf(name)).toBeLessThan(4_000);
    for (const { hz, toHz = hz, lasts } of soundPatterns[name]) {
      for (const pitch of [hz, toHz]) {
        expect(pitch).toBeGreaterThanOrEqual(150);
        expect(pitch).toBeLessThanOrEqual(1_000);
        const heard = harmonics.filter(
          (_, place) => pitch * (place + 1) >= 300 && pitch * (place + 1) <= 4_000,
        );
        expect(heard.length).toBeGreaterThanOrEqual(4);
      }
      expect(lasts).toBeGreaterThanOrEqual(75);
    }
    // No harmonic is 15 dB weaker than the pitch.
    for (const strength of harmonics) expect(20 * Math.log10(strength)).toBeGreaterThan(-15);
  });

  it('are told apart without looking: by the number of pulses, and the feed by its glide', () => {
    const counts = soundNames.map((name) => soundPatterns[name].length);
    expect(counts).toEqual([10, 3, 2, 1, 2, 1]);
    const glides = soundNames.filter((name) => soundPatterns[name].every(({ toHz }) => toHz !== undefined));
    expect(glides).toEqual(['lost', 'back']);
    expect(soundPatterns.lost[0]).toMatchObject({ hz: 700, toHz: 350 });
    expect(soundPatterns.back[0]).toMatchObject({ hz: 350, toHz: 700 });
  });
});

describe('the player', () => {
  it('plays every pulse where it belongs, as loud as was asked, and never so loud that it clips', async () => {
    const { fake, player } = await awake();
    player.play([{ name: 'worst', volume: 1 }]);
    expect(fake.pulses.map(({ at, hz }) => ({ at: Math.round(at * 1_000), hz }))).toEqual(
      soundPatterns.worst.map(({ at, hz }) => ({ at, hz })),
    );
    const strongest = Math.max(...fake.pulses.map(({ peak }) => peak));
    expect(strongest).toBeGreaterThan(0.1);
    expect(strongest * harmonics.reduce((sum, strength) => sum + strength, 0)).toBeLessThan(1.2);
    player.play([{ name: 'rest', volume: 0.5 }]);
    expect(fake.pulses.at(-1)?.peak).toBeCloseTo(strongest / 4);
  });

  it('plays one after the other, and drops what would be heard too late', async () => {
    const { fake, player } = await awake();
    player.play([
      { name: 'back', volume: 1 },
      { name: 'second', volume: 1 },
    ]);
    expect(fake.pulses[1]?.at).toBeGreaterThan(lengthOf('back') / 1_000);
    for (let times = 0; times < 20; times += 1) player.play([{ name: 'worst', volume: 1 }]);
    expect(Math.max(...fake.pulses.map(({ until }) => until))).toBeLessThan(12);
  });

  it('says that the browser refuses before a key is pressed, plays nothing then, and plays afterwards', async () => {
    const fake = new FakeSoundContext();
    const changed = vi.fn();
    const player = createSoundPlayer(() => fake.context, changed);
    expect(player.standing()).toBe('closed');
    player.wake();
    expect(player.standing()).toBe('refused');
    player.play([{ name: 'worst', volume: 1 }]);
    expect(fake.pulses).toEqual([]);
    fake.mayRun = true;
    changed.mockClear();
    player.wake();
    expect(player.standing()).toBe('ready');
    expect(changed).toHaveBeenCalled();
    player.play([{ name: 'worst', volume: 1 }]);
    expect(fake.pulses).toHaveLength(10);
  });

  it('says so where a machine has no sound at all', () => {
    const player = createSoundPlayer(() => {
      throw new Error('no audio');
    }, vi.fn());
    player.wake();
    expect(player.standing()).toBe('missing');
    player.play([{ name: 'worst', volume: 1 }]);
  });
});
