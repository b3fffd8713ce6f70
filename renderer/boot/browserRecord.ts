import type { RecordExport } from '../../shared/model/recordExport.ts';
import { handoffMarkdown } from '../../shared/rules/handoffMarkdown.ts';
import { handoffPage, handoffPageStyle } from '../../shared/rules/handoffPage.ts';
import { saveText } from '../components/copyChart.ts';
import { printPage } from './printPage.ts';

/** Exports a handoff as a browser can: Markdown is downloaded, paper and PDF are the printer's. */
export const exportInBrowser = async ({ form, record }: RecordExport): Promise<string> =>
  form === 'pdf'
    ? printPage(handoffPage(record), handoffPageStyle(record))
    : saveText(handoffMarkdown(record), 'Record', `${record.id}.md`, 'text/markdown');
