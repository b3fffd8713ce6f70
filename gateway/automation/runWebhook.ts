import { askHttp, shownOrigin } from '../sources/http.ts';
import { readSecret } from '../sources/access.ts';
import {
  stoppedResult,
  type ActionDependencies,
  type ActionOf,
  type ActionResult,
  type Attempt,
} from './actionContext.ts';
import { boundedOutput } from './boundedOutput.ts';

const answerBytes = 1_048_576;

/** Calls the webhook of the policy with what triggered it, as JSON. Any status from 200 to 299 is done. */
export async function runWebhook(
  { url, method, bearerToken }: ActionOf<'webhook'>,
  { subject, timeoutMs, signal }: Attempt,
  deps: ActionDependencies,
): Promise<ActionResult> {
  const token = bearerToken === undefined ? undefined : (deps.secret ?? readSecret)(bearerToken);
  if (bearerToken !== undefined && (token ?? '') === '') {
    return { outcome: 'failed', output: 'its bearer token is not set; it was not called' };
  }
  const startedAt = deps.clock.now();
  const answer = await askHttp(
    {
      url,
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(subject),
      timeoutMs,
      maxBytes: answerBytes,
      signal,
    },
    deps,
  );
  if (!answer.ok) {
    if (signal.aborted) return stoppedResult();
    const isLate = deps.clock.now() - startedAt >= timeoutMs;
    return { outcome: isLate ? 'timeout' : 'failed', output: `${shownOrigin(url)}: ${answer.error}` };
  }
  const { status, text } = answer.value;
  const isDone = status >= 200 && status < 300;
  const secrets = token === undefined ? [] : [token];
  return { outcome: isDone ? 'done' : 'failed', output: boundedOutput(`HTTP ${status}\n${text}`, secrets) };
}
