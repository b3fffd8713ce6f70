import { useRef, useState } from 'react';
import { compareHandoffs } from '../../../shared/rules/handoffCompare.ts';
import { utcSecond } from '../../../shared/rules/durations.ts';
import { offRotaWords } from '../../../shared/rules/handoffWords.ts';
import type { Signature } from '../../../shared/model/handoff.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { ContrastTable } from '../../components/ContrastTable.tsx';
import { RecordText } from '../../components/RecordText.tsx';
import { useConsole } from '../../store/store.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import styles from './HandoffRecords.module.css';
import { useRecordExport } from './useRecordExport.ts';
import { useRecord, useRecords } from './useRecords.ts';

const signedBy = (signed: Signature | undefined): string =>
  signed === undefined ? 'nobody' : `${signed.by}${signed.onRota === false ? ` (${offRotaWords})` : ''}`;

/** Closed handoffs: looked for by words, read, compared with an earlier one, and exported. */
export function HandoffRecords({ onClose }: { readonly onClose: () => void }) {
  const { showsKeys, asksPerson } = useConsole((state) => state.ui);
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [against, setAgainst] = useState<string>();
  const search = useRef<HTMLInputElement>(null);
  const { value: list, problem } = useRecords(words);
  const records = list?.records ?? [];
  const place = Math.max(
    0,
    records.findIndex(({ id }) => id === chosen),
  );
  const summary = records[place];
  const { value: record, problem: recordProblem } = useRecord(summary?.id);
  const older = records.filter(({ boundaryAt }) => boundaryAt < (summary?.boundaryAt ?? 0));
  const base = older.some(({ id }) => id === against) ? against : undefined;
  const { value: earlier, problem: earlierProblem } = useRecord(base);
  const { said, pdfName, markdown, pdf } = useRecordExport(record);
  const move = (by: number): void =>
    setChosen(records[Math.min(records.length - 1, Math.max(0, place + by))]?.id);
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    '/': () => search.current?.focus(),
    m: () => setAgainst(base === undefined ? older[0]?.id : undefined),
    D: markdown,
    P: pdf,
    Escape: onClose,
  };
  useBoardKeys(showsKeys || asksPerson === true ? {} : keys);
  return (
    <main className={styles.board} data-board="handoff">
      <section className={styles.list} aria-label="Records">
        <h1>Handoff records</h1>
        <input
          ref={search}
          type="search"
          aria-label="Words in the record"
          placeholder="Words in the record  /"
          value={words}
          maxLength={120}
          onChange={({ target }) => setWords(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && event.key !== 'Enter') return;
            event.preventDefault();
            event.currentTarget.blur();
          }}
        />
        {problem !== undefined && <p className={styles.problem}>Only what this console holds: {problem}</p>}
        {list === undefined && problem === undefined && <p>Asking the gateway</p>}
        {list !== undefined && records.length === 0 && (
          <p>No record {words.trim() === '' ? 'yet' : 'fits'}</p>
        )}
        <ul>
          {records.map(({ id, from, to, outgoing, incoming, closed, found }) => (
            <li key={id}>
              <button type="button" aria-current={id === summary?.id} onClick={() => setChosen(id)}>
                <b>{id}</b>
                <span>
                  {from.site} to {to.site}
                  {closed.outcome === 'taken-over' && ', taken over'}
                </span>
                <span>
                  {signedBy(outgoing)} to {signedBy(incoming)}, {utcSecond(closed.at)} UTC
                </span>
                {found !== undefined && <span dir="auto">{found}</span>}
              </button>
            </li>
          ))}
        </ul>
        {list?.hasMore === true && <p>Older ones fit too: name more words</p>}
      </section>
      <section className={styles.read} aria-label="Record">
        <div className={styles.acts} role="group" aria-label="Acts">
          <label>
            Compare with <kbd>m</kbd>
            <select
              value={base ?? ''}
              onChange={({ target }) => setAgainst(target.value === '' ? undefined : target.value)}
            >
              <option value="">none</option>
              {older.map(({ id }) => (
                <option key={id}>{id}</option>
              ))}
            </select>
          </label>
          <ActButton keyName="D" disabled={record === undefined} onPress={markdown}>
            Markdown
          </ActButton>
          <ActButton keyName="P" disabled={record === undefined} onPress={pdf}>
            {pdfName}
          </ActButton>
          <ActButton keyName="Esc" onPress={onClose}>
            Back
          </ActButton>
          <span role="status">{said}</span>
        </div>
        <div className={styles.text} tabIndex={0} role="group" aria-label="Record">
          {(recordProblem ?? earlierProblem) !== undefined && (
            <p className={styles.problem}>{recordProblem ?? earlierProblem}</p>
          )}
          {record !== undefined && earlier !== undefined && base !== undefined && (
            <>
              <h2>What differs</h2>
              <ContrastTable
                contrasts={compareHandoffs(earlier, record)}
                earlier={earlier.id}
                later={record.id}
              />
            </>
          )}
          {record !== undefined && (
            <>
              <h2>{record.id}</h2>
              <RecordText record={record} />
            </>
          )}
        </div>
      </section>
    </main>
  );
}
