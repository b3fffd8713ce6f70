import { describe, expect, it } from 'vitest';
import { Kiosk, kioskTries } from '../../../main/kiosk.ts';
import { hashCode, isCode } from '../../../main/kioskCode.ts';
import { settingsSchema, type Settings } from '../../../shared/bridge.ts';
import { changedSettings, unmanaged } from '../../../shared/settings/ownSettings.ts';
import { ok } from '../../../shared/result.ts';
import { silentLog } from '../../support/silentLog.ts';

const code = 'the moon is up';

/** A kiosk over settings in memory and a clock that the test moves. */
function setUp({ isAsked = false, isWanted = false, kept = settingsSchema.parse({}) } = {}) {
  let settings: Settings = kept;
  let now = 0;
  let codes = 0;
  const told: unknown[] = [];
  const kiosk = new Kiosk({
    settings: {
      current: () => settings,
      change(patch) {
        const next = changedSettings(settings, unmanaged, patch);
        if (!next.ok) return next;
        settings = settingsSchema.parse(next.value);
        return ok(settings);
      },
    },
    isAsked,
    isWanted: () => isWanted,
    now: () => now,
    onChange: (standing) => told.push(standing),
    onCodeKept: () => void (codes += 1),
    log: silentLog,
  });
  const set = (isOn: boolean): void => {
    settings = { ...settings, kiosk: isOn };
    kiosk.follow();
  };
  return {
    ...{ kiosk, told, set, codes: () => codes },
    pass: (ms: number) => void (now += ms),
    settings: () => settings,
  };
}
const withCode = async (options: object = {}) => {
  const hashed = await hashCode(code);
  if (!hashed.ok) throw new Error(hashed.error);
  return setUp({ kept: settingsSchema.parse({ kioskCode: hashed.value }), ...options });
};

describe("a kiosk's code", () => {
  it('is known again from what is kept, which does not hold it, and differs each time', async () => {
    const [one, other] = [await hashCode(code), await hashCode(code)];
    if (!one.ok || !other.ok) throw new Error('no code');
    expect(one.value).toMatch(/^scrypt\$16384\$8\$1\$/);
    expect(one.value).not.toBe(other.value);
    expect(one.value).not.toContain(code);
    expect([await isCode(code, one.value), await isCode(`${code} `, one.value)]).toEqual([true, false]);
  });

  it.each(['', 'plain', 'scrypt$16384$8$1$', 'scrypt$9999999$99$9$c2FsdHNhbHRzYWx0$AAAA'])(
    'is never %j',
    async (kept) => {
      expect(await isCode('', kept)).toBe(false);
      expect(await isCode(kept, kept)).toBe(false);
    },
  );

  it('is neither short nor endless', async () => {
    expect(await hashCode('12345')).toMatchObject({ ok: false });
    expect(await hashCode('x'.repeat(65))).toMatchObject({ ok: false });
  });
});

describe('a kiosk', () => {
  it('is none without a code, which is said and can be set', async () => {
    const { kiosk, settings, codes } = setUp({ isAsked: true });
    expect(kiosk.standing()).toEqual({ isLocked: false, hasCode: false });
    expect(kiosk.problem()).toMatch(/has no code/);
    expect(kiosk.enter()).toMatchObject({ ok: false });
    expect(await kiosk.setCode(code, undefined)).toMatchObject({ ok: true });
    expect(kiosk.standing()).toEqual({ isLocked: true, hasCode: true });
    expect(kiosk.problem()).toBeUndefined();
    expect(JSON.stringify(settings())).not.toContain(code);
    expect(codes()).toBe(1);
  });

  it('is locked at once by who switches it on, though it was left in this run', async () => {
    const { kiosk, set } = await withCode({ isWanted: true });
    await kiosk.leave(code);
    set(false);
    expect(kiosk.standing().isLocked).toBe(false);
    set(true);
    expect(kiosk.standing().isLocked).toBe(true);
    await kiosk.leave(code);
    // Another setting was changed.
    set(true);
    expect(kiosk.standing().isLocked).toBe(false);
  });

  it('locks the windows that the settings want locked, or all where it was asked for', async () => {
    const { kiosk } = await withCode();
    expect([kiosk.locks(true), kiosk.locks(false)]).toEqual([true, false]);
    const asked = await withCode({ isAsked: true });
    expect([asked.kiosk.locks(true), asked.kiosk.locks(false)]).toEqual([true, true]);
  });

  it('is left by its code alone, for this run, and that is told', async () => {
    const { kiosk, told } = await withCode({ isWanted: true });
    expect(await kiosk.leave('wrong')).toMatchObject({ ok: false });
    expect(kiosk.standing().isLocked).toBe(true);
    expect(await kiosk.leave(code)).toMatchObject({ ok: true });
    expect(kiosk.locks(true)).toBe(false);
    expect(told).toEqual([{ isLocked: false, hasCode: true }]);
    expect(kiosk.enter()).toMatchObject({ ok: true });
    expect(kiosk.locks(true)).toBe(true);
  });

  it('makes wrong tries wait, each twice as long, even those that come at once; the right one waits too', async () => {
    const { kiosk, pass } = await withCode({ isWanted: true });
    const tries = await Promise.all(Array.from({ length: 10 }, () => kiosk.leave('wrong')));
    expect(tries.filter((one) => !one.ok && /not the code/.test(one.error))).toHaveLength(kioskTries.free);
    expect(await kiosk.leave(code)).toMatchObject({ ok: false, error: expect.stringMatching(/wait 5 s/) });
    pass(5_000);
    await kiosk.leave('wrong');
    expect(await kiosk.leave(code)).toMatchObject({ ok: false, error: expect.stringMatching(/wait 10 s/) });
    for (let more = 0; more < 12; more += 1) {
      pass(kioskTries.mostWaitMs);
      await kiosk.leave('wrong');
    }
    expect(await kiosk.leave(code)).toMatchObject({ ok: false, error: expect.stringMatching(/wait 300 s/) });
    pass(kioskTries.mostWaitMs);
    expect(await kiosk.leave(code)).toMatchObject({ ok: true });
  });

  it('has its code changed only by who knows it', async () => {
    const { kiosk } = await withCode();
    expect(await kiosk.setCode('another one', undefined)).toMatchObject({ ok: false });
    expect(await kiosk.setCode('another one', code)).toMatchObject({ ok: true });
    expect(await kiosk.leave('another one')).toMatchObject({ ok: true });
  });

  it('lets pages change no code, and while it is locked only what an operator needs', async () => {
    const { kiosk } = await withCode({ isWanted: true });
    expect(kiosk.mayChange({ theme: 'light' })).toEqual(ok(undefined));
    for (const key of ['mode', 'layout', 'layouts', 'kiosk', 'token', 'gatewayUrl', 'startAtLogin'])
      expect(kiosk.mayChange({ theme: 'light', [key]: 'x' })).toMatchObject({ ok: false });
    await kiosk.leave(code);
    expect(kiosk.mayChange({ mode: 'wall' })).toEqual(ok(undefined));
    expect(kiosk.mayChange({ kioskCode: '' })).toMatchObject({ ok: false });
    expect(kiosk.mayChange({ contactLock: '' })).toMatchObject({ ok: false });
  });
});
