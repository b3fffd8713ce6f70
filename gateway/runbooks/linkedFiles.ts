import { posix } from 'node:path';

/** Images and files that Markdown links to by a relative address; `path` is from the library's folder, and may lead out of it. */
export interface LinkedFile {
  readonly written: string;
  readonly path: string;
}

/** Bounded in each part: a text of nothing but brackets must not take its length squared. */
const link = /!?\[[^\]\n]{0,500}\]\(\s{0,9}<?([^\s)>]{1,1000})>?(?:\s{1,9}"[^"\n]{0,300}")?\s{0,9}\)/g;

/** The relative files that a runbook at `path` links to, each once. Links with a scheme, and within the page, are none. */
export function linkedFiles(path: string, markdown: string): readonly LinkedFile[] {
  const found = new Map<string, LinkedFile>();
  for (const [, written = ''] of markdown.matchAll(link)) {
    const bare = written.split(/[?#]/)[0] ?? '';
    if (bare === '' || /^([a-z][a-z0-9+.-]*:|\/)/i.test(bare) || bare.endsWith('.md')) continue;
    found.set(written, { written, path: posix.join(posix.dirname(path), decoded(bare)) });
  }
  return [...found.values()];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
