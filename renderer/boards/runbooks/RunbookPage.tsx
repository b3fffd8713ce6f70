import { useEffect, useMemo, useState, type ReactElement, type Ref } from 'react';
import { RunbookSteps } from './RunbookSteps.tsx';
import { RunbookText, type RunbookLinks } from '../../components/RunbookText.tsx';
import type { KeptRunbook } from '../../../shared/library/keptLibrary.ts';
import { runbookParts } from '../../../shared/rules/runbookSteps.ts';
import styles from './RunbookPage.module.css';
import { headLine } from './runbookRows.ts';
import type { Shelf } from './shelf.ts';
import { reasonOf } from '../../../shared/reasonOf.ts';

interface RunbookPageProps {
  readonly runbook: KeptRunbook;
  readonly shelf: Shelf;
  readonly isLarge: boolean;
  /** The incident that it is followed for; absent where it is only read. */
  readonly incident: string | undefined;
  readonly hasKeys: boolean;
  readonly pageRef: Ref<HTMLElement>;
  readonly onRunbook: (id: string) => void;
  readonly onChooseIncident: () => void;
}

/** One runbook, to be read and followed. */
export function RunbookPage(props: RunbookPageProps): ReactElement {
  const { runbook, shelf, isLarge, incident, hasKeys, pageRef, onRunbook, onChooseIncident } = props;
  const read = useRunbookText(shelf, runbook);
  const parts = useMemo(() => runbookParts(read.text ?? ''), [read.text]);
  const links: RunbookLinks = useMemo(() => {
    const folder = runbook.file.path.split('/').slice(0, -1);
    return { onRunbook, picture: (written) => shelf.picture(runbook, pathOf(folder, written)) };
  }, [onRunbook, runbook, shelf]);
  return (
    <article
      ref={pageRef}
      className={isLarge ? `${styles.page} ${styles.large}` : styles.page}
      tabIndex={0}
      aria-label={`Runbook: ${runbook.title}`}
    >
      <h1>{runbook.title}</h1>
      <p className={styles.head}>{headLine(runbook)}</p>
      {read.problem === undefined ? null : (
        <p className={styles.problem} role="alert">
          {read.problem}
        </p>
      )}
      {parts.before === '' ? null : <RunbookText text={parts.before} links={links} />}
      <RunbookSteps
        runbook={runbook}
        steps={parts.steps}
        links={links}
        incident={incident}
        hasKeys={hasKeys}
        onChooseIncident={onChooseIncident}
      />
      {parts.after === '' ? null : <RunbookText text={parts.after} links={links} />}
    </article>
  );
}

/** The text of a runbook; the one shown before stays until the next is read. */
function useRunbookText(
  shelf: Shelf,
  runbook: KeptRunbook,
): { readonly text?: string; readonly problem?: string } {
  const [read, setRead] = useState<{ readonly of: KeptRunbook; text?: string; problem?: string }>();
  useEffect(() => {
    let isGone = false;
    shelf.text(runbook).then(
      (text) => isGone || setRead({ of: runbook, text }),
      (error: unknown) => isGone || setRead({ of: runbook, problem: reasonOf(error) }),
    );
    return () => {
      isGone = true;
    };
  }, [shelf, runbook]);
  return read?.of.id === runbook.id ? read : {};
}

/** A relative address in a runbook as a path of the library. */
function pathOf(folder: readonly string[], written: string): string {
  const path = [...folder];
  for (const part of decodeURIComponent(written).split('/')) {
    if (part === '..') path.pop();
    else if (part !== '.') path.push(part);
  }
  return path.join('/');
}
