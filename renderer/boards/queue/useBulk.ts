import { useRef, useState } from 'react';
import type { Incident } from '../../../shared/model/incident.ts';
import type { ActDraft } from '../../components/ActForm.tsx';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { draftOf } from './actCommand.ts';
import { bulkLacks, bulkSteps, followed, hidesWords, type BulkKind, type BulkResult } from './bulkActs.ts';

/** The acts on several incidents: the form that is open, and what became of the last one. */
export interface Bulk {
  readonly form: BulkKind | undefined;
  readonly results: readonly BulkResult[];
  readonly lastKind: BulkKind | undefined;
  /** What silences would hide, in a sentence or two. */
  readonly hides: () => string;
  readonly draft: (kind: BulkKind) => ActDraft;
  readonly openForm: (kind: BulkKind | undefined) => void;
  /** Gives one command an incident; what is still missing, where something is. */
  readonly give: (kind: BulkKind, draft: ActDraft) => string | undefined;
  readonly forget: () => void;
}

/** Acts on several incidents at once. Pressing twice gives nothing twice. */
export function useBulk(incidents: readonly Incident[]): Bulk {
  const now = useNow();
  const alerts = useConsole(({ feed }) => feed.entities.alert);
  const shifts = useConsole(({ feed }) => feed.entities.desk['desk']?.shifts) ?? [];
  const chain = useConsole(({ feed }) => feed.chain);
  const outgoing = useConsole((state) => state.outgoing);
  const { send } = useActions();
  const [form, openForm] = useState<BulkKind>();
  const [run, setRun] = useState<{ readonly kind: BulkKind; readonly results: readonly BulkResult[] }>();
  const isGiving = useRef(false);

  // The outbox forgets what is final after a minute; what became of it must stay on show.
  const results = run === undefined ? [] : followed(run.results, outgoing);
  if (run !== undefined && results !== run.results) setRun({ ...run, results });

  const giveAll = async (kind: BulkKind, draft: ActDraft): Promise<void> => {
    const sources = chain.filter((link) => link.kind === 'alertmanager').map(({ id }) => id);
    const steps = bulkSteps(kind, draft, incidents, { alerts, sources, shifts, outgoing, now });
    setRun({
      kind,
      results: steps.map(({ incident, outcome }) =>
        outcome.ok
          ? { incident, state: 'waits', text: 'is being given' }
          : { incident, state: 'bad', text: `not given: ${outcome.problem}` },
      ),
    });
    for (const { incident, outcome } of steps) {
      if (!outcome.ok) continue;
      const command = await send(outcome.name, outcome.params);
      const given: BulkResult =
        command === undefined
          ? { incident, state: 'bad', text: 'not given: this console could not keep it' }
          : { incident, command, state: 'waits', text: 'waits to be sent' };
      setRun(
        (before) =>
          before && {
            ...before,
            results: before.results.map((result) => (result.incident === incident ? given : result)),
          },
      );
    }
  };
  return {
    form,
    results,
    lastKind: run?.kind,
    hides: () => hidesWords(incidents, alerts),
    draft: (kind) => draftOf(kind === 'acknowledge' ? 'note' : kind, 'several', { lasts: '60' }),
    openForm,
    give(kind, draft) {
      const problem = bulkLacks(kind, draft, incidents.length);
      if (problem !== undefined) return problem;
      if (isGiving.current) return 'The last act on several is still being given.';
      isGiving.current = true;
      openForm(undefined);
      void giveAll(kind, draft).finally(() => {
        isGiving.current = false;
      });
      return undefined;
    },
    forget: () => setRun(undefined),
  };
}
