import { hex } from '../../shared/hex.ts';
import type { LibraryStanding } from '../../shared/library/keptLibrary.ts';
import { LibraryKeeper } from '../../shared/library/libraryKeeper.ts';
import { libraryRemote, unlessCut, type HttpGet } from '../../shared/library/libraryRemote.ts';
import { openIndexedLibrary } from './indexedLibrary.ts';
import { pageClock } from './pageClock.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

/** Why a page has no library: browsers keep and check files only for pages that nobody can tamper with on the way. */
const needsTrust =
  'This browser keeps runbooks only for a page opened over https or as localhost; open the console so, or use the desktop app.';

/** The library of a page that the gateway serves; without storage, the standing says why. */
export async function openBrowserLibrary(
  page: Window,
  token: string | undefined,
  isCut: () => boolean,
  onStanding: (standing: LibraryStanding) => void,
): Promise<LibraryKeeper | undefined> {
  const refuse = (problem: string): undefined =>
    void onStanding({ runbooks: 0, damaged: [], missed: [], isFetching: false, problem });
  // Absent, whatever the types say, where the page is not trusted.
  const subtle: SubtleCrypto | undefined = page.crypto.subtle;
  if (subtle === undefined) return refuse(needsTrust);
  try {
    const keeper = new LibraryKeeper({
      store: await openIndexedLibrary(page.indexedDB),
      digestOf: async (bytes) => hex(new Uint8Array(await subtle.digest('SHA-256', new Uint8Array(bytes)))),
      ...pageClock,
      onStanding,
    });
    keeper.use(libraryRemote(page.location.origin, token, unlessCut(get, isCut)));
    // The feed does not wait for the runbooks.
    void keeper.start();
    return keeper;
  } catch (error) {
    return refuse(`Runbooks can't be kept in this browser: ${reasonOf(error)}`);
  }
}

const get: HttpGet = async (url, headers, mostBytes) => {
  const answer = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(30_000) });
  const bytes = await bodyOf(answer, mostBytes);
  return { status: answer.status, bytes, text: () => new TextDecoder().decode(bytes) };
};

/** At most so many bytes: what never ends must not fill the page. */
async function bodyOf(answer: Response, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    size += part.value.length;
    if (size > mostBytes) {
      await reader?.cancel();
      throw new Error('it is larger than it may be');
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
