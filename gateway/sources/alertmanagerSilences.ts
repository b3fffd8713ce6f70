import { z } from 'zod';
import { labelMatcherSchema } from '../../shared/model/silence.ts';
import type { PolicySource } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { accessHeaders, endpoint } from './access.ts';
import type { SourceDependencies } from './dependencies.ts';
import { askHttp, shownOrigin, type HttpQuestion } from './http.ts';
import { parseJson } from './prometheusAnswer.ts';
import type { SilenceGate, SourceSilence } from './source.ts';

const timeoutMs = 5_000;
const listBytes = 8 * 1024 * 1024;
/** More silences than this in one answer are refused. */
const mostSilences = 10_000;

const instant = z
  .string()
  .transform((text) => Date.parse(text))
  .pipe(z.number().min(0).max(8.64e15));
const listedSchema = z.object({
  id: z.string().min(1).max(100),
  status: z.object({ state: z.enum(['pending', 'active', 'expired']) }),
  startsAt: instant,
  endsAt: instant,
  createdBy: z.string().catch(''),
  comment: z.string().catch(''),
  /** Before 0.22 it did not say whether a matcher is negative: none was. */
  matchers: z.array(labelMatcherSchema.extend({ isEqual: z.boolean().default(true) })),
});
const madeSchema = z.object({ silenceID: z.string().min(1).max(100) });

/** The list of `GET /api/v2/silences`; an entry that can't be read is left out and counted. */
export function readSilences(
  data: unknown,
): Result<{ readonly silences: readonly SourceSilence[]; readonly unreadable: number }> {
  if (!Array.isArray(data)) return err('answer is not Alertmanager JSON');
  if (data.length > mostSilences) return err(`it lists ${data.length} silences, more than ${mostSilences}`);
  const silences = data.flatMap((entry): readonly SourceSilence[] => {
    const read = listedSchema.safeParse(entry);
    if (!read.success) return [];
    const { status, ...rest } = read.data;
    return [{ ...rest, state: status.state }];
  });
  return ok({ silences, unreadable: data.length - silences.length });
}

/** Reads and changes the silences of an Alertmanager. */
export function createSilenceGate(
  policy: Extract<PolicySource, { kind: 'alertmanager' }>,
  deps: SourceDependencies,
): SilenceGate {
  const ask = (path: string, part: Partial<HttpQuestion>): ReturnType<typeof askHttp> =>
    askHttp(
      {
        url: endpoint(policy, path),
        timeoutMs,
        maxBytes: listBytes,
        ...part,
        headers: { ...accessHeaders(policy, deps), ...part.headers },
      },
      deps,
    );
  const unexpected = (status: number, text: string): string => {
    const said = text.trim().replace(/^"|"$/g, '').replaceAll('\\"', '"').slice(0, 200);
    return `HTTP ${status} from ${shownOrigin(policy.url)}${said === '' ? '' : `: ${said}`}`;
  };
  return {
    async list(signal) {
      const answer = await ask('/api/v2/silences', signal === undefined ? {} : { signal });
      if (!answer.ok) return answer;
      if (answer.value.status !== 200) return err(unexpected(answer.value.status, ''));
      const parsed = parseJson(answer.value.text);
      return parsed.ok ? readSilences(parsed.value) : parsed;
    },
    async put({ id, matchers, startsAt, endsAt, createdBy, comment }) {
      const answer = await ask('/api/v2/silences', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...(id === undefined ? {} : { id }),
          matchers,
          startsAt: new Date(startsAt).toISOString(),
          endsAt: new Date(endsAt).toISOString(),
          createdBy,
          comment,
        }),
      });
      if (!answer.ok) return err({ problem: answer.error, isFinal: false });
      const { status, text } = answer.value;
      if (status !== 200) return err({ problem: unexpected(status, text), isFinal: isRefusal(status) });
      const parsed = parseJson(text);
      const made = parsed.ok ? madeSchema.safeParse(parsed.value).data : undefined;
      // Whether it was made is not known: the next try looks.
      if (made === undefined) return err({ problem: 'answer is not Alertmanager JSON', isFinal: false });
      return ok(made.silenceID);
    },
    async expire(id) {
      const answer = await ask(`/api/v2/silence/${encodeURIComponent(id)}`, { method: 'DELETE' });
      if (!answer.ok) return err({ problem: answer.error, isFinal: false });
      const { status, text } = answer.value;
      if (status === 200) return ok(true);
      return err({ problem: unexpected(status, text), isFinal: isRefusal(status) });
    },
  };
}

/** It understood and says no; asking again brings the same. */
const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;
