import { expect, it } from 'vitest';
import { cacheControlOf } from '../../../../gateway/server/headers.ts';

it.each([
  ['/dist/assets/index-Bx3_9aQz.js', true],
  ['/dist/assets/plex-mono-DkLp0a-b.woff2', true],
  ['/dist/assets/sound.ogg', false],
  ['/dist/index.html', false],
  ['/dist/index-Bx3_9aQz.js', false],
])('%s kept for good: %s', (path, isKept) => expect(cacheControlOf(path).includes('immutable')).toBe(isKept));
