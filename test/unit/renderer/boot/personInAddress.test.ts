// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { openBrowserSettings } from '../../../../renderer/boot/browserSettings.ts';
import { personInAddress } from '../../../../renderer/boot/personInAddress.ts';

let told: number;
beforeEach(() => {
  told = 0;
  window.localStorage.clear();
});

function open(address: string) {
  window.history.replaceState(undefined, '', address);
  const kept = openBrowserSettings(window.localStorage, () => undefined);
  return personInAddress(window, kept, () => (told += 1));
}

it('the address names the person of a thin display, and is not kept', async () => {
  const settings = open('/?mode=workstation&person=%20Noor%07%20Example');
  expect(settings.current().person).toBe('Noor Example');
  await settings.set({ theme: 'light' });
  expect(told).toBe(0);
  expect((await settings.get()).person).toBe('Noor Example');
  expect(open('/').current().person).toBeUndefined();
});

it('a name chosen at the console takes its place, over a reload too', async () => {
  const settings = open('/?mode=workstation&person=Noor#x');
  expect(await settings.set({ person: 'L. Meyer' })).toMatchObject({ person: 'L. Meyer' });
  expect(told).toBe(1);
  expect(window.location.search).toBe('?mode=workstation');
  expect(window.location.hash).toBe('#x');
  expect(open(window.location.pathname + window.location.search).current().person).toBe('L. Meyer');
});

it('an empty name is nobody', async () => {
  const settings = open('/');
  await settings.set({ person: 'L. Meyer' });
  await settings.set({ person: '' });
  expect(settings.current().person).toBeUndefined();
});
