import type { PolicyPath } from '../../shared/policy/references.ts';

/** Something wrong with a policy file, at a line and column (both from 1). */
export interface PolicyProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `objectives[3].target`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** `assets/policy/acgs.yaml:41:13 objectives[3].target: 99.95 is a percentage; write 0.9995 or 99.95%`. */
export function formatProblem({ file, line, column, path, message }: PolicyProblem): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`;
}

/** `objectives[3].target`. */
export function formatPath(path: PolicyPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
