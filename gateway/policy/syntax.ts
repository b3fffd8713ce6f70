import { isNode, visit, type Document, type ErrorCode, type YAMLError } from 'yaml';

/** A mistake in the YAML itself, at an offset of the file. */
export interface SyntaxMistake {
  readonly offset: number;
  readonly message: string;
}

/** What to do about the mistakes that people make; the others are told in the parser's words alone. */
const fixes: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'line it up with what stands beside it',
  DUPLICATE_KEY: 'this one is written twice; join the two, or remove one',
  BAD_SCALAR_START: 'put quotes around text that begins with it',
  BLOCK_AS_IMPLICIT_KEY: 'put quotes around text that has a colon in it, or begin a new line',
  MULTILINE_IMPLICIT_KEY: 'is a colon or a quote missing?',
  MISSING_CHAR: 'add what is missing',
};
/** Where the parser's own words speak to programmers. */
const own: Partial<Record<ErrorCode, string>> = {
  MULTIPLE_DOCS: 'a policy is one document; remove the line "---" that begins another',
  RESOURCE_EXHAUSTION: 'this is nested too deeply',
};

/** What the parser could not read: one mistake a line, since one often makes others. */
export function syntaxMistakes(
  errors: readonly YAMLError[],
  lineOf: (offset: number) => number,
): readonly SyntaxMistake[] {
  const lines = new Set<number>();
  // A tab makes every line after it look wrong.
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  return (tabs.length > 0 ? tabs : errors).flatMap(({ code, message, pos: [offset] }) => {
    const line = lineOf(offset);
    if (lines.has(line)) return [];
    lines.add(line);
    const fix = fixes[code];
    const said = (message.split('\n')[0] ?? '') + (fix === undefined ? '' : `; ${fix}`);
    return [{ offset, message: `not valid YAML: ${own[code] ?? said}` }];
  });
}

/** Aliases that name nothing, or something that holds them, which no value can be made of. */
export function aliasMistakes(document: Document.Parsed): readonly SyntaxMistake[] {
  const mistakes: SyntaxMistake[] = [];
  visit(document, {
    Alias(_key, alias, path) {
      const target = alias.resolve(document);
      const offset = alias.range?.[0] ?? 0;
      const { source: name } = alias;
      if (target === undefined) {
        const message = `not valid YAML: there is no "&${name}" above; write it there, or the value here`;
        mistakes.push({ offset, message });
      } else if (path.some((around) => isNode(around) && around === target)) {
        mistakes.push({
          offset,
          message: `"*${name}" stands inside of "&${name}" itself; write the value out`,
        });
      }
    },
  });
  return mistakes;
}
