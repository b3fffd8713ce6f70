import { parseArgs } from 'node:util';
import { isLink } from '../shared/model/deepLink.ts';

/** What the console was started with; settings hold the rest. */
export interface LaunchOptions {
  /** Where settings, outbox and caches are kept. */
  readonly data?: string | undefined;
  /** Policy of the embedded gateway. */
  readonly policy?: string | undefined;
  /** A gateway to use for this run only. */
  readonly gateway?: string | undefined;
  /** Keeps the displays of now as a wall layout of this name, and uses it. */
  readonly keepLayout?: string | undefined;
  /** Locks the console, whatever its settings say. */
  readonly kiosk?: boolean;
  /** A file whose first line is the code of the kiosk from now on. */
  readonly kioskCodeFile?: string | undefined;
  /** Forgets the code of the kiosk: for the machine's owner who lost it. */
  readonly forgetKioskCode?: boolean;
  /** A file whose first line is the token that the console signs in with from now on. */
  readonly tokenFile?: string | undefined;
  /** A link into the console, as it was given. */
  readonly link?: string | undefined;
}

/** Reads the console's own arguments; Electron's and Chromium's switches are left to them. */
export function parseLaunchOptions(argv: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    // A link comes from whoever made somebody click: it is no option, and none is read out of it.
    args: argv.filter((argument) => !isLink(argument)),
    strict: false,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      policy: { type: 'string' },
      gateway: { type: 'string' },
      'keep-layout': { type: 'string' },
      kiosk: { type: 'boolean' },
      'kiosk-code-file': { type: 'string' },
      'forget-kiosk-code': { type: 'boolean' },
      'token-file': { type: 'string' },
    },
  });
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    data: text(values['data']),
    policy: text(values['policy']),
    gateway: text(values['gateway']),
    keepLayout: text(values['keep-layout']),
    kiosk: values['kiosk'] === true,
    kioskCodeFile: text(values['kiosk-code-file']),
    forgetKioskCode: values['forget-kiosk-code'] === true,
    tokenFile: text(values['token-file']),
    link: argv.find(isLink),
  };
}
