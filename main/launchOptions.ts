import { parseArgs } from 'node:util';

/** What the console was started with; settings hold the rest. */
export interface LaunchOptions {
  /** Where settings, outbox and caches are kept. */
  readonly data?: string;
  /** Policy of the embedded gateway. */
  readonly policy?: string;
  /** A gateway to use for this run only. */
  readonly gateway?: string;
}

/** Reads the console's own arguments; Electron's and Chromium's switches are left to them. */
export function parseLaunchOptions(argv: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: { data: { type: 'string' }, policy: { type: 'string' }, gateway: { type: 'string' } },
  });
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return { data: text(values['data']), policy: text(values['policy']), gateway: text(values['gateway']) };
}
