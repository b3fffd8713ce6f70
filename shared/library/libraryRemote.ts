import { libraryLimits, libraryManifestSchema, type LibraryManifest } from '../model/runbook.ts';
import { err, ok, type Result } from '../result.ts';
import { reasonOf } from '../reasonOf.ts';

/** One HTTP answer, as far as a library needs it. */
export interface HttpAnswer {
  readonly status: number;
  readonly bytes: Uint8Array;
  /** The bytes as UTF-8; read where it is text. */
  readonly text: () => string;
}

/** Gets an address whole, at most `mostBytes` of it; rejects where nobody answers, or with more. */
export type HttpGet = (
  url: string,
  headers: Readonly<Record<string, string>>,
  mostBytes: number,
) => Promise<HttpAnswer>;

/** Gets nothing while the console is cut off for a drill: a copy that is mended on the way would prove nothing. */
export const unlessCut =
  (get: HttpGet, isCut: () => boolean): HttpGet =>
  (...asked) =>
    isCut() ? Promise.reject(new Error('this console is cut off for a drill')) : get(...asked);

/** Where a gateway hands out its library. */
export interface LibraryRemote {
  /** The gateway's address, shown as where copies came from. */
  readonly from: string;
  manifest(): Promise<Result<LibraryManifest>>;
  /** The bytes of a digest; not yet compared with it. */
  file(digest: string): Promise<Result<Uint8Array>>;
}

const mostManifestBytes = 64 * 1024 * 1024;

/** The library of the gateway at `base` (`http://noc-gw-1:8450`). */
export function libraryRemote(base: string, token: string | undefined, get: HttpGet): LibraryRemote {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const fetched = async (path: string, mostBytes: number): Promise<Result<HttpAnswer>> => {
    try {
      const answer = await get(`${base}/library/${path}`, headers, mostBytes);
      return answer.status === 200 ? ok(answer) : err(refusal(answer.status));
    } catch (error) {
      return err(`The gateway did not hand it out: ${reasonOf(error)}`);
    }
  };
  return {
    from: base,
    async manifest() {
      const got = await fetched('manifest', mostManifestBytes);
      if (!got.ok) return got;
      try {
        const parsed = libraryManifestSchema.safeParse(JSON.parse(got.value.text()));
        return parsed.success
          ? ok(parsed.data)
          : err('The gateway sent a list of runbooks that is not valid.');
      } catch {
        return err('The gateway sent a list of runbooks that is cut short.');
      }
    },
    async file(digest) {
      const got = await fetched(`files/${digest}`, libraryLimits.attachmentBytes);
      return got.ok ? ok(got.value.bytes) : got;
    },
  };
}

function refusal(status: number): string {
  if (status === 401) return 'The gateway asks for an access token before it hands out runbooks.';
  if (status === 404) return 'The gateway no longer has this version.';
  if (status === 503) return 'The gateway has not read its runbooks yet.';
  return `The gateway answered ${status}.`;
}
