import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { codeOf } from '../../shared/codeOf.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { parsePolicy } from '../../shared/policy/parsePolicy.ts';
import type { PolicyFault } from '../../shared/policy/references.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { locate } from './locate.ts';
import { formatPath, type PolicyProblem } from './problem.ts';
import { aliasMistakes, syntaxMistakes } from './syntax.ts';
import { substituteIn } from './substituteIn.ts';
import type { Environment } from './substitute.ts';

/** Far beyond any estate's policy (ACGS's is 64 KiB); checking much more would take minutes. */
const mostBytes = 2 * 1024 * 1024;

/** A policy and where it came from. */
export interface LoadedPolicy {
  readonly policy: Policy;
  /** SHA-256 of the file's bytes, in hexadecimal: which policy this is. */
  readonly digest: string;
  readonly file: string;
}

/** Reads and checks a policy file. On failure: every problem, in the file's order. */
export async function loadPolicy(
  file: string,
  environment: Environment,
): Promise<Result<LoadedPolicy, readonly PolicyProblem[]>> {
  const read = await readBytes(file);
  if (!read.ok) return err([{ file, line: 1, column: 1, path: '', message: read.error }]);
  const parsed = parsePolicyText(read.value.text, file, environment);
  if (!parsed.ok) return parsed;
  return ok({ policy: parsed.value, digest: read.value.digest, file });
}

async function readBytes(
  file: string,
): Promise<Result<{ readonly text: string; readonly digest: string }, string>> {
  try {
    const bytes = await buffer(createReadStream(file, { end: mostBytes }));
    if (bytes.length > mostBytes)
      return err('the file is larger than 2 MiB, so it is hardly a policy; check the path');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return ok({ text, digest: createHash('sha256').update(bytes).digest('hex') });
  } catch (error) {
    return err(readingFailed(error));
  }
}

function readingFailed(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ENOENT')
    return 'there is no such file; check the path, or copy assets/policy/acgs.yaml to start from';
  if (code === 'EISDIR') return 'this is a directory; give the path of the policy file in it';
  if (code === 'EACCES' || code === 'EPERM') return 'the file may not be read; check its permissions';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'the file is not UTF-8 text; save it as UTF-8';
  return `the file could not be read (${code ?? 'unknown reason'})`;
}

/** Checks the text of a policy file. On failure: every problem, in the file's order. */
export function parsePolicyText(
  text: string,
  file: string,
  environment: Environment,
): Result<Policy, readonly PolicyProblem[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const broken =
    document.errors.length > 0
      ? syntaxMistakes(document.errors, (offset) => lines.linePos(offset).line)
      : aliasMistakes(document);
  if (broken.length > 0) {
    return err(broken.map(({ offset, message }) => ({ ...place(offset), path: '', message })));
  }
  const plain = toPlain(document);
  if (!plain.ok) return err([{ ...place(0), path: '', message: plain.error }]);
  const substituted = substituteIn(plain.value, environment);
  const parsed = parsePolicy(substituted.value);
  const faults = [
    ...substituted.faults,
    ...(parsed.ok ? [] : withoutThoseAt(substituted.faults, parsed.error)),
  ];
  if (parsed.ok && faults.length === 0) return parsed;
  const problems = faults.map(({ path, message, atKey }) => ({
    ...place(locate(document, path, atKey)),
    path: formatPath(path),
    message,
  }));
  return err(problems.sort((one, other) => one.line - other.line || one.column - other.column));
}

function toPlain(document: Document.Parsed): Result<unknown, string> {
  try {
    const value: unknown = document.toJS();
    if (value === null || value === undefined)
      return err('the file is empty; copy assets/policy/acgs.yaml to start from');
    return ok(value);
  } catch {
    // yaml refuses documents whose aliases would grow without end.
    return err('its aliases multiply without end; write the values out');
  }
}

function withoutThoseAt(
  reported: readonly PolicyFault[],
  faults: readonly PolicyFault[],
): readonly PolicyFault[] {
  const paths = new Set(reported.map(({ path }) => formatPath(path)));
  return faults.filter(({ path }) => !paths.has(formatPath(path)));
}
