import { offerFile } from '../components/offerFile.ts';
import { breakGlassName, breakGlassPage } from '../../shared/breakGlass/breakGlassPage.ts';
import { gatherBreakGlass } from '../../shared/breakGlass/gather.ts';
import type { FeedState } from '../../shared/feed/reduce.ts';
import type { ConsoleBridge } from '../../shared/bridge.ts';

/** Makes the break-glass copy in the page and downloads it; resolves with the file's name. */
export async function downloadBreakGlass(
  page: Window,
  library: ConsoleBridge['library'],
  state: FeedState | undefined,
): Promise<string> {
  // Absent, whatever the types say, where the page is not trusted.
  const subtle: SubtleCrypto | undefined = page.crypto.subtle;
  if (subtle === undefined)
    throw new Error(
      'The copy can only be made on a page opened over https or as localhost, or by the desktop app or "watchfloor break-glass".',
    );
  const now = Date.now();
  const data = await gatherBreakGlass({
    ...{ now, state, list: await library.list(), file: (digest) => library.file(digest) },
    decode: (bytes) => new TextDecoder().decode(bytes),
    base64,
  });
  const text = await breakGlassPage(data, async (part) =>
    base64(new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(part)))),
  );
  const name = breakGlassName(now);
  offerFile(new Blob([text], { type: 'text/html' }), name);
  return `your downloads as ${name}`;
}

const chunk = 0x8000;

/** In chunks: a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}
