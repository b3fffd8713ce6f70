import { err, ok, type Result } from '../../shared/result.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const reference = /\$\{([^}]*)\}/g;
const form = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s;

/**
 * Replaces `${NAME}` by the environment variable, and `${NAME:-default}` by the default where it is not set or empty.
 * The error is a sentence with the fix; it never shows a value.
 */
export function substitute(input: string, environment: Environment): Result<string, string> {
  const faults: string[] = [];
  const value = input.replaceAll(reference, (whole, inside: string) => {
    const [, name, fallback] = form.exec(inside) ?? [];
    if (name === undefined) {
      faults.push(`"${whole}" is not a variable; write \${NAME} or \${NAME:-default}`);
      return whole;
    }
    const found = environment[name];
    if (found !== undefined && found !== '') return found;
    if (fallback === undefined) {
      faults.push(`environment variable ${name} is not set; set it, or write \${${name}:-default}`);
    }
    return fallback ?? '';
  });
  return faults.length === 0 ? ok(value) : err(faults.join('; '));
}
