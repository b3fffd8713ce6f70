import { z } from 'zod';
import { instantSchema } from '../model/instant.ts';
import { digestSchema, libraryRunbookSchema } from '../model/runbook.ts';

const copySchema = libraryRunbookSchema.pick({ file: true, attachments: true }).extend({
  /** When this copy was taken, by the console's clock. */
  copiedAt: instantSchema,
  /** The gateway that it came from. */
  from: z.string(),
});

/** A runbook on this machine, with the version before it. */
export const keptRunbookSchema = libraryRunbookSchema.extend({
  ...copySchema.shape,
  previous: copySchema.optional(),
});
export type KeptRunbook = z.infer<typeof keptRunbookSchema>;

/** A runbook that the gateway has and this machine could not get, or not in its present version. */
export const missedRunbookSchema = z.object({ id: z.string(), title: z.string(), problem: z.string() });

/** The library as it is on this machine; its files lie beside it by digest. */
export const keptLibrarySchema = z.object({
  version: z.literal(1),
  /** The manifest that it was taken from. */
  digest: digestSchema,
  /** When the gateway read its folder. */
  readAt: instantSchema,
  /** When all that could be had was had. */
  copiedAt: instantSchema,
  from: z.string(),
  runbooks: z.array(keptRunbookSchema),
  missed: z.array(missedRunbookSchema),
});
export type KeptLibrary = z.infer<typeof keptLibrarySchema>;

/** How the copy on this machine stands; what the renderer is told of it without asking. */
export interface LibraryStanding {
  /** Changes whenever the list of runbooks does; absent where there is no copy at all. */
  readonly digest?: string | undefined;
  readonly runbooks: number;
  readonly copiedAt?: number | undefined;
  readonly from?: string | undefined;
  /** When every file was last compared with its digest. */
  readonly checkedAt?: number | undefined;
  /** Runbooks with a damaged or missing file, by title; they are fetched again as soon as there is a gateway. */
  readonly damaged: readonly string[];
  readonly missed: KeptLibrary['missed'];
  readonly isFetching: boolean;
  /** Why the newest version is not here. */
  readonly problem?: string | undefined;
}

/** Where a console keeps its library: a folder, or the browser's own storage. Failures reject. */
export interface LibraryStore {
  /** Undefined where nothing was kept, or where it can't be read. */
  load(): Promise<KeptLibrary | undefined>;
  /** Replaces the list whole: after a power cut it is the old one or the new one. */
  save(kept: KeptLibrary): Promise<void>;
  digests(): Promise<ReadonlySet<string>>;
  /** Undefined where there is no such file or it can't be read. */
  read(digest: string): Promise<Uint8Array | undefined>;
  write(digest: string, bytes: Uint8Array): Promise<void>;
  remove(digest: string): Promise<void>;
}

/** Every digest that a kept library needs, previous versions included. */
export function digestsOf({ runbooks }: KeptLibrary): ReadonlySet<string> {
  return new Set(
    runbooks.flatMap(({ file, attachments, previous }) =>
      [file, ...attachments, ...(previous === undefined ? [] : [previous.file, ...previous.attachments])].map(
        ({ digest }) => digest,
      ),
    ),
  );
}
