import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { kioskCodeLength } from '../shared/desktop.ts';
import { err, ok, type Result } from '../shared/result.ts';

/** Cost of one try: about 50 ms and 16 MB, as OWASP's password storage sheet has it for scrypt with r = 8. */
const cost = { N: 2 ** 14, r: 8, p: 1 } as const;
const keyBytes = 32;
const form = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,64})\$([\w-]{43})$/;

type Cost = { readonly N: number; readonly r: number; readonly p: number };

/** What is kept of a code: `scrypt$N$r$p$salt$key`. */
export async function hashCode(code: string): Promise<Result<string>> {
  const { least, most } = kioskCodeLength;
  if (code.length < least || code.length > most)
    return err(`A kiosk's code has ${least} to ${most} characters.`);
  const salt = randomBytes(16).toString('base64url');
  const key = await derive(code, salt, cost);
  return ok(`scrypt$${cost.N}$${cost.r}$${cost.p}$${salt}$${key.toString('base64url')}`);
}

/** True where this is the code that was kept. Something else in its place is nobody's code. */
export async function isCode(code: string, kept: string): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = form.exec(kept) ?? [];
  const asked: Cost = { N: Number(N), r: Number(r), p: Number(p) };
  // A file that somebody wrote must not cost the machine its memory.
  if (!(asked.N <= 2 ** 17 && asked.r <= 16 && asked.p <= 4)) return false;
  try {
    const expected = Buffer.from(key, 'base64url');
    return timingSafeEqual(await derive(code, salt, asked), expected);
  } catch {
    return false;
  }
}

function derive(code: string, salt: string, { N, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(code.normalize('NFKC'), salt, keyBytes, { N, r, p, maxmem: 512 * 1024 * 1024 }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    ),
  );
}
