import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LibraryManifest, LibraryState } from '../../../shared/model/runbook.ts';

/** A library that a test makes up: the bytes of each runbook by its id. */
export interface ScriptedLibrary {
  readonly state: LibraryState;
  /** Answers `/library/...`; false for any other address. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
}

/** SHA-256 in hexadecimal. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Serves these texts; what is sent of `spoiled` is not what the list says. */
export function scriptedLibrary(
  texts: Readonly<Record<string, string>>,
  spoiled: readonly string[] = [],
): ScriptedLibrary {
  const digest = digestOf(JSON.stringify(texts));
  const manifest: LibraryManifest = {
    digest,
    readAt: 1,
    runbooks: Object.entries(texts).map(([id, text]) => ({
      ...{ id, title: `Runbook ${id}`, services: [], alerts: [], severities: [], attachments: [] },
      file: { path: `${id}.md`, digest: digestOf(text), bytes: Buffer.byteLength(text) },
    })),
  };
  return {
    state: { digest, runbooks: manifest.runbooks.length, readAt: 1, faults: [], faultsTotal: 0 },
    serve(request, response) {
      const path = request.url ?? '';
      if (!path.startsWith('/library/')) return false;
      const found = Object.entries(texts).find(([, text]) => path === `/library/files/${digestOf(text)}`);
      const isList = path === '/library/manifest';
      const body = isList ? JSON.stringify(manifest) : found?.[1];
      response.writeHead(body === undefined ? 404 : 200);
      response.end(found !== undefined && spoiled.includes(found[0]) ? 'spoiled' : body);
      return true;
    },
  };
}
