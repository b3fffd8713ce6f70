import { expect, it } from 'vitest';
import { standstillPage } from '../../../main/standstillPage.ts';

it('says what happened, since when, when it is tried again and what to do, with nothing that can fail', () => {
  const address = standstillPage({
    what: 'The page crashed (<oom>)',
    since: Date.UTC(2026, 10, 25, 3, 12),
    faults: 6,
    nextTryAt: Date.UTC(2026, 10, 25, 3, 20),
    isLight: false,
  });
  expect(address).toMatch(/^data:text\/html;charset=utf-8,/);
  const html = decodeURIComponent(address.slice(address.indexOf(',') + 1));
  expect(html).toContain('The page crashed (&lt;oom&gt;), 6 times since 03:12 UTC on 2026-11-25.');
  expect(html).toContain('tried again by itself at 03:20 UTC');
  expect(html).toContain('restart the console or the machine');
  expect(html).not.toMatch(/<script|<link|src=|url\(/);
});
