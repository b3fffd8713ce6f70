/** What may be written at a place of a filter. */
export interface FilterCompletion {
  /** The part of the text that an option replaces. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly string[];
}

/** The names and values that rows have. */
export interface FilterVocabulary {
  readonly names: () => readonly string[];
  /** Each value of a field or label once. */
  readonly valuesOf: (name: string) => readonly string[];
}

const mostOptions = 8;

/** Names of fields and labels, or values of the one before the caret; none where nothing fits. */
export function filterCompletion(
  text: string,
  caret: number,
  vocabulary: FilterVocabulary,
): FilterCompletion {
  const before = text.slice(0, caret);
  const value = /([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*)?$/.exec(before);
  if (value !== null) {
    const [, name = '', operator = '', open] = value;
    const from = caret - (open?.length ?? 0);
    const begun = (open ?? '').slice(1);
    // In an expression the part after the last bar is completed.
    const isRegex = operator.endsWith('~');
    const kept = isRegex ? begun.slice(0, begun.lastIndexOf('|') + 1) : '';
    const wanted = begun.slice(kept.length);
    const rest = /^[^"\s,]*"?/.exec(text.slice(caret))?.[0] ?? '';
    const options = fitting(vocabulary.valuesOf(name), wanted).map(
      (option) => `"${kept}${JSON.stringify(isRegex ? quotedForRegex(option) : option).slice(1, -1)}"`,
    );
    return { from, to: open === undefined ? caret : caret + rest.length, options };
  }
  const isInQuotes = (before.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
  const begun = /[a-zA-Z_]\w*$/.exec(before)?.[0] ?? '';
  const isBare = !isInQuotes && /(?:^|[\s,{])$/.test(before.slice(0, caret - begun.length));
  return {
    from: caret - begun.length,
    to: caret,
    options: isBare ? fitting(vocabulary.names(), begun).map((name) => `${name}=`) : [],
  };
}

/** Those that begin so, before those that have it in them. */
function fitting(all: readonly string[], begun: string): readonly string[] {
  const wanted = begun.toLowerCase();
  const ranked = all
    .filter((one) => one !== '' && one !== begun && one.toLowerCase().includes(wanted))
    .map((one) => ({ one, isLater: !one.toLowerCase().startsWith(wanted) }));
  return [...ranked.filter(({ isLater }) => !isLater), ...ranked.filter(({ isLater }) => isLater)]
    .slice(0, mostOptions)
    .map(({ one }) => one);
}

const quotedForRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
