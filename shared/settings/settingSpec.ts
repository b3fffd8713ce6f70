import type { z } from 'zod';

/** The parts of the settings board, in its order. */
export const settingSections = {
  connection: {
    title: 'Connection',
    about:
      'Where the feed comes from. A change is tried first; the present connection stays until it answers.',
  },
  displays: {
    title: 'Displays',
    about: 'What this console shows, on which display and how large; when it starts, and who may leave it.',
  },
  look: { title: 'Look', about: 'Colours, movement and size, on this console alone.' },
  times: {
    title: 'Time zones',
    about: 'Which times stand beside UTC. Records and duties are in UTC always.',
  },
  retention: { title: 'Retention', about: 'How long this machine keeps what it no longer needs at once.' },
  files: { title: 'Files', about: 'Where copies and records are written.' },
  updates: {
    title: 'Updates',
    about: 'Newer versions of this console, where it was installed from a package.',
  },
} as const satisfies Record<string, { readonly title: string; readonly about: string }>;
export type SettingSection = keyof typeof settingSections;

/** How a setting is entered. */
export type SettingForm =
  | { readonly kind: 'text'; readonly example: string }
  /** Never shown again once it is kept. */
  | { readonly kind: 'secret' }
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: 'number'; readonly unit: string; readonly step: number }
  /** On or off; off where nobody has said which. */
  | { readonly kind: 'switch' }
  /** A list of words, with commas between them. */
  | { readonly kind: 'list'; readonly example: string }
  /** One of the policy's sites. */
  | { readonly kind: 'site' }
  /** One of the layouts that are kept. */
  | { readonly kind: 'layout' }
  /** Kept by a board of its own. */
  | { readonly kind: 'elsewhere' };

/** Everything about one setting: board, documents and checks are drawn from it. */
export interface SettingSpec {
  /** Absent where it is set elsewhere than on the settings board. */
  readonly section: SettingSection | undefined;
  readonly label: string;
  /** One line: what it does, and what happens without it. */
  readonly explain: string;
  readonly takesEffect: 'at once' | 'once the connection has answered' | 'at the next start';
  /** Shells that have it: a page in a browser has its connection from the browser. */
  readonly shells: 'both' | 'desktop';
  readonly form: SettingForm;
  /** The secret that it does nothing without, and how it is said whether that is kept. */
  readonly needs?: { readonly secret: string; readonly kept: string; readonly absent: string };
  /** What a change may be; each message says what to do. */
  readonly change: z.ZodType;
  /** What may be read from a file: no stricter than any earlier version was. */
  readonly kept: z.ZodType;
}

/** A setting's description, with the types of its schemas kept. */
export const setting = <const Spec extends SettingSpec>(spec: Spec): Spec => spec;
