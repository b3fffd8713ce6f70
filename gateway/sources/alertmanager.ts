import type { Instant } from '../../shared/model/instant.ts';
import type { PolicySource } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { accessHeaders, endpoint } from './access.ts';
import { mostAlerts, readPolled, readStartedAt, readWebhook } from './alertmanagerAnswer.ts';
import { createSilenceGate } from './alertmanagerSilences.ts';
import type { SourceDependencies } from './dependencies.ts';
import { askHttp, shownOrigin } from './http.ts';
import { startLoop } from './loop.ts';
import { parseJson } from './prometheusAnswer.ts';
import type { Observation, Source } from './source.ts';

const timeoutMs = 5_000;
/** The list is the last to be given up: in a storm it is long, and so is its making. A share of what makes it stale. */
const listShare = 0.5;
const listBytes = 32 * 1024 * 1024;
const statusBytes = 1024 * 1024;
/** After its start it is empty until Prometheus sends again, which takes a minute by default: some of those. */
const memoryReturnsMs = 3 * 60_000;
/** How long a webhook's remark is repeated. */
const remarkMs = 5 * 60_000;

/** Reads an Alertmanager: its webhooks make it fast, the poll makes it true. */
export function createAlertmanagerSource(
  policy: Extract<PolicySource, { kind: 'alertmanager' }>,
  deps: SourceDependencies,
): Source {
  const { id: source, name = policy.id, interval, freshFor } = policy;
  const { clock } = deps;
  const silences = createSilenceGate(policy, deps);
  let end: () => Promise<void> = async () => undefined;
  let listener: ((observation: Observation) => void) | undefined;
  let startedAt: Instant | undefined;
  let restartSeenAt = Number.NEGATIVE_INFINITY;
  let remark: { readonly until: Instant; readonly text: string } | undefined;

  const get = async (
    path: string,
    maxBytes: number,
    signal: AbortSignal,
    withinMs = timeoutMs,
  ): Promise<Result<unknown>> => {
    const headers = accessHeaders(policy, deps);
    const answer = await askHttp(
      { url: endpoint(policy, path), headers, timeoutMs: withinMs, maxBytes, signal },
      deps,
    );
    if (!answer.ok) return answer;
    if (answer.value.status !== 200)
      return err(`HTTP ${answer.value.status} from ${shownOrigin(policy.url)}`);
    return parseJson(answer.value.text);
  };

  /** The status is read after the list: a restart between them shows on this list, not on the next. */
  const noteStart = async (at: Instant, signal: AbortSignal): Promise<boolean> => {
    const status = await get('/api/v2/status', statusBytes, signal);
    const found = status.ok ? readStartedAt(status.value) : undefined;
    if (found !== undefined) {
      if (startedAt !== undefined && Math.abs(found - startedAt) > 1000) restartSeenAt = at;
      startedAt = found;
    }
    // Our clock may have been set back since.
    return Math.abs(at - restartSeenAt) < memoryReturnsMs;
  };

  const poll = async (sink: (observation: Observation) => void, signal: AbortSignal): Promise<void> => {
    // What a webhook says from here on is newer than this list.
    const at = clock.now();
    const fail = (problem: string): void => sink({ kind: 'failed', source, at: clock.now(), problem });
    const [answer, silenced] = await Promise.all([
      get(
        '/api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true',
        listBytes,
        signal,
        Math.max(timeoutMs, freshFor * listShare),
      ),
      silences.list(signal),
    ]);
    const list = answer.ok ? readPolled(answer.value, at) : answer;
    const restarted = list.ok && (await noteStart(at, signal));
    if (signal.aborted) return;
    if (!list.ok) return fail(list.error);
    const { alerts, unreadable } = list.value;
    // A list with holes can't tell what has vanished.
    sink({ kind: 'alerts', source, at, complete: unreadable === 0, restarted, alerts });
    if (silenced.ok) sink({ kind: 'silences', source, at, silences: silenced.value.silences });
    sink({ kind: 'heard', source, at: clock.now() });
    // Alerts stay fresh without them: that the silences are old is said, and costs nothing else.
    if (!silenced.ok) fail(`its silences could not be read: ${silenced.error}`);
    else if (silenced.value.unreadable > 0)
      fail(`silences that could not be read: ${silenced.value.unreadable}`);
    if (unreadable > 0) fail(`${unreadable} of ${alerts.length + unreadable} alerts could not be read`);
    else if (remark !== undefined && remark.until > at) fail(remark.text);
  };

  return {
    id: source,
    name,
    kind: 'alertmanager',
    freshForMs: freshFor,
    silences,
    start(sink) {
      listener = sink;
      end = startLoop(
        clock,
        { everyMs: interval },
        (signal) => poll(sink, signal),
        (problem) => sink({ kind: 'failed', source, at: clock.now(), problem }),
      );
    },
    async stop() {
      listener = undefined;
      await end();
    },
    push(body) {
      const at = clock.now();
      if (listener === undefined) return err('this source is stopping; send again');
      const read = readWebhook(body, at);
      if (!read.ok) return read;
      const { alerts, unreadable, truncated } = read.value;
      listener({ kind: 'alerts', source, at, complete: false, restarted: false, alerts });
      const text = remarkOn(truncated, unreadable);
      if (text !== undefined) {
        remark = { until: at + remarkMs, text };
        listener({ kind: 'failed', source, at, problem: text });
      }
      return ok(alerts.length);
    },
  };
}

function remarkOn(truncated: number, unreadable: number): string | undefined {
  if (truncated > 0) {
    return `a webhook left out ${truncated} alerts (max_alerts); the poll, up to ${mostAlerts}, brings them`;
  }
  return unreadable > 0 ? `${unreadable} alerts of a webhook could not be read` : undefined;
}
