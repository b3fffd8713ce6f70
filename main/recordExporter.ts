import { isAbsolute, join } from 'node:path';
import type { PaperSize, RecordExport } from '../shared/model/recordExport.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { handoffMarkdown } from '../shared/rules/handoffMarkdown.ts';
import { handoffPage } from '../shared/rules/handoffPage.ts';
import { createTurns } from '../shared/turns.ts';
import { replaceFile } from './durableFile.ts';
import type { PdfMaker } from './pdf.ts';

export interface RecordExporterDeps {
  /** Where exports are saved; may throw where the system names none. */
  readonly folder: () => string;
  readonly paper: () => PaperSize;
  readonly pdf: PdfMaker;
}

/** Saves an export; answers with a sentence that names its path, or says why there is none. */
export type RecordExporter = (wanted: RecordExport) => Promise<Result<string>>;

/**
 * Saves exported handoffs as files, whole or not at all. No dialog asks where to: a console at a wall, or one in the
 * middle of a handoff, must not stand still behind it.
 */
export function recordExporter(deps: RecordExporterDeps): RecordExporter {
  // Two of one record are one file.
  const inTurn = createTurns();
  return (wanted) => inTurn(() => exportOne(deps, wanted));
}

async function exportOne(
  { folder, paper, pdf }: RecordExporterDeps,
  { form, record }: RecordExport,
): Promise<Result<string>> {
  try {
    const to = folder();
    if (!isAbsolute(to)) return err(`The export folder must be named in full; "${to}" is not.`);
    const path = join(to, `${record.id}.${form === 'pdf' ? 'pdf' : 'md'}`);
    const content = form === 'pdf' ? await pdf(handoffPage(record), paper()) : ok(handoffMarkdown(record));
    if (!content.ok) return content;
    await replaceFile(path, content.value);
    return ok(`Saved as ${path}`);
  } catch (error) {
    return err(`The record could not be saved: ${reasonOf(error)}`);
  }
}
