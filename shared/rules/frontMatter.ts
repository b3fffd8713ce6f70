const frontMatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** A file's front matter (YAML, as text; undefined without one) and what follows it. */
export function splitFrontMatter(text: string): {
  readonly head: string | undefined;
  readonly body: string;
} {
  const found = frontMatter.exec(text);
  return { head: found?.[1], body: text.slice(found?.[0].length ?? 0) };
}
