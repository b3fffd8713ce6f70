import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { staleFiles, writeGeneratedFiles } from './generatedFiles.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const root = join(import.meta.dirname, '..');

if (values.check) {
  const stale = await staleFiles(root);
  for (const path of stale) console.error(`stale: ${path}; run "npm run generate"`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const path of await writeGeneratedFiles(root)) console.log(`written: ${path}`);
}
