import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { policyJsonSchema } from '../gateway/policy/policyJsonSchema.ts';
import { settingsDocument } from './settingsDocument.ts';
import { asyncApi, entitiesSchema, framesSchema } from './feedSchemas.ts';

/** A file that is written from the sources and kept in the repository for its readers. */
export interface GeneratedFile {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every generated file; the same sources give the same bytes. */
export const generatedFiles = (): readonly GeneratedFile[] => [
  { path: 'docs/schema/feed.asyncapi.json', text: text(asyncApi()) },
  { path: 'docs/schema/feed.frames.schema.json', text: text(framesSchema()) },
  { path: 'docs/schema/entities.schema.json', text: text(entitiesSchema()) },
  { path: 'docs/schema/policy.schema.json', text: text(policyJsonSchema()) },
  { path: 'docs/settings.md', text: settingsDocument() },
];

/** Paths of the files under `root` that are missing or not what the sources say. */
export async function staleFiles(root: string): Promise<readonly string[]> {
  const checked = await Promise.all(
    generatedFiles().map(async ({ path, text: wanted }) => {
      const found = await readFile(join(root, path), 'utf8').catch(() => undefined);
      return found === wanted ? [] : [path];
    }),
  );
  return checked.flat();
}

/** Writes the stale ones under `root`; returns their paths. */
export async function writeGeneratedFiles(root: string): Promise<readonly string[]> {
  const stale = await staleFiles(root);
  for (const { path, text: wanted } of generatedFiles().filter((file) => stale.includes(file.path))) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), wanted);
  }
  return stale;
}
