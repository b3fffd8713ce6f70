import { useState } from 'react';
import type { Handoff } from '../../../shared/model/handoff.ts';
import type { RecordExport as Wanted } from '../../../shared/model/recordExport.ts';
import { useActions, useConsole } from '../../store/store.ts';

/** What leaves the console with a handoff. */
export interface RecordExport {
  /** What became of the last one, in words. */
  readonly said: string;
  readonly markdown: () => void;
  readonly pdf: () => void;
  /** What `pdf` is called in this shell: a browser leaves the choice to its printer. */
  readonly pdfName: string;
}

/** A handoff as a file of Markdown, and on paper or as a PDF. */
export function useRecordExport(record: Handoff | undefined): RecordExport {
  const { exportRecord } = useActions();
  const isDesktop = useConsole((state) => state.capabilities.shell === 'desktop');
  const [said, setSaid] = useState('');
  const leave = (form: Wanted['form']): void => {
    if (record === undefined) return;
    setSaid(`${record.id} is being exported`);
    void exportRecord({ form, record }).then(setSaid);
  };
  return {
    said,
    markdown: () => leave('markdown'),
    pdf: () => leave('pdf'),
    pdfName: isDesktop ? 'PDF' : 'Print or PDF',
  };
}
