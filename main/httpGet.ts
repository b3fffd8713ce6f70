import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { HttpGet } from '../shared/library/libraryRemote.ts';
import { agentFor, type GatewayRoute } from './gatewayRoute.ts';

/** No answer in so long is none, ms. */
const patienceMs = 30_000;

/** Gets an address over HTTP by a route, at most so many bytes of it. Follows no redirect. */
export const httpGetBy =
  (route: GatewayRoute): HttpGet =>
  (url, headers, mostBytes) =>
    new Promise((answer, reject) => {
      const ask = url.startsWith('https:') ? httpsRequest : httpRequest;
      const signal = AbortSignal.timeout(patienceMs);
      const request = ask(url, { headers, signal, agent: agentFor(url, route) }, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > mostBytes) response.destroy(new Error('it is larger than it may be'));
          else chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('close', () => {
          if (!response.complete) reject(new Error('it was cut short'));
        });
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          answer({ status: response.statusCode ?? 0, bytes, text: () => bytes.toString('utf8') });
        });
      });
      request.on('error', reject);
      request.end();
    });
