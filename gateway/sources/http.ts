import { codeOf } from '../../shared/codeOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SourceDependencies } from './dependencies.ts';

/** An answer of any status, its body read within bounds. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly etag?: string | undefined;
}

/** How to ask. */
export interface HttpQuestion {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Ends the request when its owner stops. */
  readonly signal?: AbortSignal;
}

/** Asks over HTTP; redirects are not followed. The error is one short clause: "connection refused". */
export async function askHttp(
  question: HttpQuestion,
  deps: Pick<SourceDependencies, 'fetch' | 'clock'>,
): Promise<Result<HttpAnswer>> {
  const { url, method = 'GET', headers = {}, body, timeoutMs, maxBytes, signal } = question;
  const abort = new AbortController();
  let isLate = false;
  const undo = deps.clock.after(timeoutMs, () => {
    isLate = true;
    abort.abort();
  });
  const onStop = (): void => abort.abort();
  signal?.addEventListener('abort', onStop, { once: true });
  if (signal?.aborted === true) abort.abort();
  try {
    const response = await deps.fetch(url, {
      method,
      headers: { accept: 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: abort.signal,
    });
    const text = await readBounded(response, maxBytes);
    if (text === undefined) return err(`answer is longer than ${Math.round(maxBytes / 1024)} KiB`);
    return ok({ status: response.status, text, etag: response.headers.get('etag') ?? undefined });
  } catch (error) {
    if (isLate) return err(`no answer in ${Number((timeoutMs / 1000).toPrecision(2))} s`);
    return err(signal?.aborted === true ? 'stopped' : whyFailed(error));
  } finally {
    undo();
    signal?.removeEventListener('abort', onStop);
  }
}

/** `http://user:pass@host:9090/x?y` -> `http://host:9090`: what may be shown of an address. */
export function shownOrigin(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'its address';
}

async function readBounded(response: Response, maxBytes: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

const clauses: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  UND_ERR_SOCKET: 'connection closed before the answer',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name could not be looked up',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
};

/** What went wrong with a request, in one clause. */
export function whyFailed(error: unknown): string {
  let seen: unknown = error;
  let message = 'request failed';
  for (let depth = 0; depth < 5 && seen instanceof Error; depth += 1) {
    const code = codeOf(seen);
    if (code !== undefined && Object.hasOwn(clauses, code)) return clauses[code] ?? message;
    if (seen.message !== '') message = seen.message;
    // Node tries each address of a name, and gathers what went wrong with each.
    seen = seen instanceof AggregateError ? seen.errors[0] : seen.cause;
  }
  return message.slice(0, 200);
}
