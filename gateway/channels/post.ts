import { ok } from '../../shared/result.ts';
import { askHttp } from '../sources/http.ts';
import { failedForNow, refused, sendTimeoutMs, type SendDependencies, type Sent } from './sending.ts';

/** Longest answer that is read. */
const maxBytes = 64 * 1024;
/** A longer wish than this is not heeded: people wait for the notice. */
const retryAfterAtMostMs = 60 * 60_000;
/** Statuses below 500 that say "not now". */
const notNow = new Set([408, 425, 429]);

/** Posts JSON. Redirects are not followed; only 2xx counts as taken. */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
  deps: SendDependencies,
): Promise<Sent> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return refused('its address is not one');
  if (parsed.username !== '' || parsed.password !== '')
    return refused('its address holds a name or password, which is not sent that way');
  let retryAfter: string | null = null;
  const answered = await askHttp(
    {
      url,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      timeoutMs: sendTimeoutMs,
      maxBytes,
      ...(deps.signal === undefined ? {} : { signal: deps.signal }),
    },
    {
      clock: deps.clock,
      fetch: async (input, init) => {
        const response = await deps.fetch(input, init);
        retryAfter = response.headers.get('retry-after');
        return response;
      },
    },
  );
  // One that was cut short may end in half a secret, which would not be recognised.
  if (!answered.ok) return failedForNow(answered.error.length < 200 ? answered.error : 'the request failed');
  const { status, text } = answered.value;
  if (status >= 200 && status < 300) return ok({ detail: `HTTP ${status}` });
  if (status >= 300 && status < 400) return refused(`it answered HTTP ${status}: redirects are not followed`);
  // Slack says why in one such word; longer answers may repeat what was sent.
  const word = /^[a-z_]{3,40}$/.test(text.trim()) ? ` (${text.trim()})` : '';
  const problem = `it answered HTTP ${status}${word}`;
  if (status < 500 && !notNow.has(status)) return refused(problem);
  return failedForNow(problem, retryAfterMs(retryAfter, deps.clock.now()));
}

/** `Retry-After` as seconds or a date (RFC 9110, 10.2.3), in ms from now; undefined where it says nothing usable. */
function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, retryAfterAtMostMs) : undefined;
}
