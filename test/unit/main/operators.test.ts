import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DraftsFile } from '../../../main/draftsFile.ts';
import { Operators } from '../../../main/operators.ts';
import { settingsSchema, type Settings } from '../../../shared/bridge.ts';
import { ok } from '../../../shared/result.ts';
import { changedSettings, unmanaged } from '../../../shared/settings/ownSettings.ts';

function setUp(kept: object = {}) {
  let settings: Settings = settingsSchema.parse(kept);
  let told = 0;
  const keeper = {
    current: () => settings,
    change(patch: unknown) {
      const next = changedSettings(settings, unmanaged, patch);
      if (!next.ok) return next;
      settings = settingsSchema.parse(next.value);
      return ok(settings);
    },
  };
  const operators = new Operators(keeper, () => (told += 1));
  return { operators, settings: () => settings, told: () => told };
}
const two = {
  operators: [
    { name: 'Noor', token: 'token-noor' },
    { name: 'Ana', token: 'token-ana' },
  ],
};

it('are listed by name, without their tokens, whoever is here marked; a broken entry costs no other', () => {
  const { operators } = setUp({ ...two, operators: [...two.operators, { name: 7 }], person: 'Noor' });
  expect(operators.list()).toEqual([
    { name: 'Ana', hasToken: true, isPresent: false },
    { name: 'Noor', hasToken: true, isPresent: true },
  ]);
  expect(setUp({ operators: 'x' }).operators.list()).toEqual([]);
});

it('a switch takes the name and the token of the chosen one, and nothing of the former', () => {
  const { operators, settings, told } = setUp({ ...two, person: 'Noor', token: 'token-noor' });
  expect(operators.switchTo('Ana')).toMatchObject({ ok: true });
  expect(settings()).toMatchObject({ person: 'Ana', token: 'token-ana' });
  expect(told()).toBe(1);
  expect(operators.keep({ name: 'Vera' })).toMatchObject({ ok: true });
  expect(operators.switchTo('Vera')).toMatchObject({ ok: true });
  expect(settings().token).toBeUndefined();
});

it('a token in use that nobody has is kept, so that its owner comes back', () => {
  const { operators, settings } = setUp({ ...two, person: 'Vera', token: 'token-vera' });
  operators.switchTo('Ana');
  operators.switchTo('Vera');
  expect(settings()).toMatchObject({ person: 'Vera', token: 'token-vera' });
});

it('nobody is signed in who is not kept', () => {
  const { operators, settings, told } = setUp({ ...two, person: 'Noor' });
  operators.forget('Ana');
  expect(operators.switchTo('Ana')).toMatchObject({ ok: false, error: 'No operator "Ana" is kept here.' });
  expect(settings().person).toBe('Noor');
  expect(told()).toBe(1);
});

it('what one operator began to write is not the next one’s, and waits for its writer', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'watchfloor-drafts-')), 'drafts.json');
  const open = () => new DraftsFile({ path, now: () => 0, onProblem: () => undefined });
  const draft = { text: 'half a sentence', base: 0, keptAt: 1 };
  const drafts = open();
  await drafts.set('HND-1/notes', draft, 'Noor');
  expect(await drafts.get('HND-1/notes', 'Ana')).toBeUndefined();
  await drafts.set('HND-1/notes', { ...draft, text: 'of Ana' }, 'Ana');
  await drafts.set('HND-1/notes', undefined, 'Ana');
  expect(await open().get('HND-1/notes', 'Noor')).toEqual(draft);
});

it('what was written before anybody was chosen is for whoever writes on first, and for nobody else', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'watchfloor-drafts-')), 'drafts.json');
  const drafts = new DraftsFile({ path, now: () => 0, onProblem: () => undefined });
  const draft = { text: 'old', base: 0, keptAt: 1 };
  await drafts.set('HND-1/notes', draft);
  expect(await drafts.get('HND-1/notes', 'Noor')).toEqual(draft);
  await drafts.set('HND-1/notes', { ...draft, text: 'more' }, 'Noor');
  expect(await drafts.get('HND-1/notes', 'Ana')).toBeUndefined();
});
