import { expect, it } from 'vitest';
import { parseLaunchOptions } from '../../../main/launchOptions.ts';

it('reads its own arguments and leaves those of Electron and Chromium', () => {
  const argv = ['--no-sandbox', '.', '--data', '/d', '--kiosk', '--gateway=ws://gw/feed', '--lang=en'];
  expect(parseLaunchOptions(argv)).toMatchObject({ data: '/d', kiosk: true, gateway: 'ws://gw/feed' });
  expect(parseLaunchOptions([])).toMatchObject({ data: undefined, kiosk: false, forgetKioskCode: false });
});

it('reads a link as it was given, and no option out of it', () => {
  const link = 'watchfloor://board/queue --data=/tmp';
  expect(parseLaunchOptions(['--kiosk', link])).toMatchObject({ link, data: undefined, kiosk: true });
  expect(parseLaunchOptions(['WATCHFLOOR://x'])).toMatchObject({ link: 'WATCHFLOOR://x' });
});
