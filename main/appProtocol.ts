import { readFile, realpath } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import type { CustomScheme } from 'electron';
import { appOrigin } from '../shared/ipc.ts';
import { isConsoleUrl } from './consoleUrl.ts';

/** Privileges of `app://`: a standard, secure origin of its own. To be registered before the app is ready. */
export const appScheme: CustomScheme = {
  scheme: appOrigin.scheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** The page may load what the app brought along, and nothing else; main holds the feed, so no sockets either. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.map': 'application/json; charset=utf-8',
};

/** Answers requests for `app://watchfloor/…` with the files of one folder, and with nothing outside it. */
export function createAppHandler(folder: string): (request: Request) => Promise<Response> {
  const root = resolve(folder);
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refusal(405, 'Only GET is answered here.');
    const file = fileOf(root, request.url);
    if (file === undefined) return refusal(404, 'There is no such file in the console.');
    const mediaType = mediaTypes[extname(file).toLowerCase()];
    if (mediaType === undefined) return refusal(404, 'Files of this kind are not served.');
    const body = await bodyOf(root, file);
    if (body === undefined) return refusal(404, 'There is no such file in the console.');
    return new Response(request.method === 'HEAD' ? null : body, { headers: headersOf(mediaType) });
  };
}

/** The file that an address names; undefined where it would leave the folder, or is not plainly spelled. */
export function fileOf(root: string, address: string): string | undefined {
  if (!isConsoleUrl(address)) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return undefined;
  }
  // A second layer of encoding, backslashes and NUL have no place in a name that our build made.
  if (/[\0\\%]/.test(path)) return undefined;
  const file = resolve(root, `.${path}`);
  return file.startsWith(root + sep) ? file : undefined;
}

async function bodyOf(root: string, file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    // A link inside the folder must not lead out of it either.
    const real = await realpath(file);
    if (!real.startsWith((await realpath(root)) + sep)) return undefined;
    return new Uint8Array(await readFile(real));
  } catch {
    return undefined;
  }
}

const headersOf = (mediaType: string): Record<string, string> => ({
  'content-type': mediaType,
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
});

const refusal = (status: number, sentence: string): Response =>
  new Response(sentence, { status, headers: headersOf('text/plain; charset=utf-8') });
