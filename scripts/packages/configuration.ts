import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';
import { reasonOf } from '../../shared/reasonOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';

const targets = z.union([z.string().transform((target) => [target]), z.array(z.string())]);
const platform = z.looseObject({ target: targets, icon: z.string() });

/** What of electron-builder.yml is looked at here; electron-builder's own schema has checked the rest. */
const configurationSchema = z.looseObject({
  asar: z.literal(true),
  files: z.array(z.string()),
  electronFuses: z.record(z.string(), z.boolean()),
  protocols: z.array(z.object({ schemes: z.array(z.string()) })),
  linux: platform,
  win: platform,
  mac: platform,
});
export type PackageConfiguration = z.infer<typeof configurationSchema>;

/** Reads electron-builder.yml, by the schema that electron-builder itself checks it with. */
export function readConfiguration(root: string): Result<PackageConfiguration> {
  try {
    const given: unknown = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
    const schema: unknown = JSON.parse(
      readFileSync(join(root, 'node_modules/app-builder-lib/scheme.json'), 'utf8'),
    );
    const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });
    const validate = ajv.compile(z.record(z.string(), z.unknown()).parse(schema));
    if (!validate(given)) return err(`electron-builder.yml: ${ajv.errorsText(validate.errors)}`);
    const parsed = configurationSchema.safeParse(given);
    return parsed.success ? ok(parsed.data) : err(`electron-builder.yml: ${z.prettifyError(parsed.error)}`);
  } catch (error) {
    return err(`electron-builder.yml could not be checked: ${reasonOf(error)}`);
  }
}
