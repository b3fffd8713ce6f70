const web = /^(https?):\/\/([^/?#\\]*)([^]*)$/i;
const odd = /[^\x21-\x7e]/gu;

/** A letter that misleads the eye, by its number: `[U+0430]`. */
export const letterNumber = (letter: string): string =>
  `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * A web address as it is written out, in plain letters alone; undefined for any other. Letters of the host that only look
 * like others show as their numbers (`[U+0430]pple.example`), and a name before the host, which reads like a host itself,
 * is left out.
 */
export function addressText(address: string): string | undefined {
  const [, scheme, authority, rest = ''] = web.exec(address) ?? [];
  if (scheme === undefined || authority === undefined) return undefined;
  // Browsers, and readers of Markdown, take letters in the host that are written as escapes for the letters.
  const host = authority.slice(authority.lastIndexOf('@') + 1).replaceAll(/(?:%[89a-f][0-9a-f])+/gi, decoded);
  // Half of a pair has no escape.
  const escape = (letter: string): string =>
    /\p{Surrogate}/u.test(letter) ? '' : encodeURIComponent(letter);
  return `${scheme.toLowerCase()}://${host.replaceAll(odd, letterNumber)}${rest.replaceAll(odd, escape)}`;
}

function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}
