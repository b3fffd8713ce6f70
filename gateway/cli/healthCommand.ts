import { readFileSync } from 'node:fs';
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import { z } from 'zod';
import { parseJson } from '../../shared/parseJson.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { fail, say } from './terminal.ts';

/** What `watchfloor health` was given. */
export interface HealthChoices {
  readonly gateway: string;
  readonly ca?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
  /** Seconds. */
  readonly wait: number;
}

const healthSchema = z.object({ ready: z.boolean(), reason: z.string().optional() });
/** An answer that takes longer is none. */
const answerWithinMs = 5_000;
const askAgainMs = 250;

/** Asks a gateway whether it is ready, again until `wait` is over; answers the exit code. */
export async function checkHealth(choices: HealthChoices): Promise<number> {
  const credentials = credentialsIn(choices);
  if (!credentials.ok) return fail(credentials.error);
  const until = performance.now() + choices.wait * 1000;
  for (;;) {
    const health = await ask(`${choices.gateway}/healthz`, credentials.value);
    if (health.ok) {
      say(`The gateway at ${choices.gateway} is ready.`);
      return 0;
    }
    if (!(performance.now() < until)) return fail(health.error);
    await pause(askAgainMs);
  }
}

interface Credentials {
  readonly ca?: string[];
  readonly cert?: string;
  readonly key?: string;
}

function credentialsIn({ ca, clientCert, clientKey }: HealthChoices): Result<Credentials> {
  try {
    return ok({
      ...(ca !== undefined && { ca: [...rootCertificates, readFileSync(ca, 'utf8')] }),
      ...(clientCert !== undefined && { cert: readFileSync(clientCert, 'utf8') }),
      ...(clientKey !== undefined && { key: readFileSync(clientKey, 'utf8') }),
    });
  } catch (error) {
    return err(`A certificate can't be read: ${reasonOf(error)}.`);
  }
}

function ask(url: string, credentials: Credentials): Promise<Result<true>> {
  return new Promise((resolve) => {
    const failed = (why: string): void => resolve(err(`No answer from ${url}: ${why}.`));
    const answer = (response: IncomingMessage): void => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () => resolve(judge(url, text)));
      response.on('error', (error) => failed(reasonOf(error)));
    };
    const options = { agent: false, timeout: answerWithinMs } as const;
    try {
      const request = url.startsWith('https:')
        ? getSecure(url, { ...options, ...credentials }, answer)
        : getPlain(url, options, answer);
      request.on('timeout', () => request.destroy(new Error(`nothing within ${answerWithinMs / 1000} s`)));
      request.on('error', (error) => failed(reasonOf(error)));
    } catch (error) {
      failed(reasonOf(error));
    }
  });
}

function judge(url: string, text: string): Result<true> {
  const parsed = healthSchema.safeParse(parseJson(text));
  if (!parsed.success) return err(`What answers at ${url} is no gateway of Watchfloor; check --gateway.`);
  if (parsed.data.ready) return ok(true);
  return err(`The gateway is not ready: ${parsed.data.reason ?? 'it does not say why'}`);
}
