import { err, type Result } from '../../shared/result.ts';
import { accessHeaders, endpoint, type Access } from './access.ts';
import type { SourceDependencies } from './dependencies.ts';
import { askHttp, shownOrigin } from './http.ts';
import { readAnswer, type PrometheusAnswer, type QueryFailure } from './prometheusAnswer.ts';

/** How long one query may take. */
export const queryTimeoutMs = 5_000;
const instantBytes = 1024 * 1024;
/** A long answer: the past, or many series at once. */
export const longBytes = 8 * 1024 * 1024;
/** Longer addresses are cut or refused by some proxies. */
const longestAddress = 1800;

/** Asks one path of Prometheus's API. */
export type AskPrometheus = (
  path: string,
  parameters: Readonly<Record<string, string>>,
  signal: AbortSignal,
  bounds?: { readonly timeoutMs?: number; readonly maxBytes?: number },
) => Promise<Result<PrometheusAnswer, QueryFailure>>;

/** How an answer with a hole is told of. */
export const inPart = (warning: string): string => `it answers in part: ${warning}`;

/** A client of Prometheus's HTTP API, or of any engine that speaks it; `onWarning` is told of answers with holes. */
export function prometheusClient(
  access: Access,
  deps: SourceDependencies,
  onWarning: (sentence: string) => void,
): AskPrometheus {
  return async (path, parameters, signal, bounds = {}) => {
    const form = new URLSearchParams(parameters).toString();
    const url = endpoint(access, path);
    const isShort = url.length + form.length < longestAddress;
    const answer = await askHttp(
      {
        url: isShort ? (form === '' ? url : `${url}?${form}`) : url,
        method: isShort ? 'GET' : 'POST',
        headers: {
          ...accessHeaders(access, deps),
          ...(isShort ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        body: isShort ? undefined : form,
        timeoutMs: bounds.timeoutMs ?? queryTimeoutMs,
        maxBytes: bounds.maxBytes ?? (path === '/api/v1/query' ? instantBytes : longBytes),
        signal,
      },
      deps,
    );
    if (!answer.ok) return err({ refused: false, sentence: answer.error });
    const read = readAnswer(answer.value, shownOrigin(access.url));
    if (read.ok && read.value.warning !== undefined) onWarning(inPart(read.value.warning));
    return read;
  };
}
