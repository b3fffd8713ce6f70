/** SHA-256 of a text in hexadecimal. */
export type Sha256 = (text: string) => string;

const seal = /,?"check":"([0-9a-f]{64})"\}\s*$/;

/** An object as JSON with a last member `check`, the SHA-256 of the rest: a file that holds it shows any later change. */
export function sealed(value: object, sha256: Sha256): string {
  const body = JSON.stringify(value);
  return `${body.slice(0, -1)}${body === '{}' ? '' : ','}"check":"${sha256(body)}"}`;
}

/** What was sealed, or JSON of an older version without a seal. Throws where it is no JSON, or not what was sealed. */
export function unsealed(text: string, sha256: Sha256): unknown {
  const found = seal.exec(text);
  if (found === null) return JSON.parse(text);
  const body = `${text.slice(0, found.index)}}`;
  if (sha256(body) !== found[1]) throw new Error('it was changed since it was written');
  return JSON.parse(body);
}
