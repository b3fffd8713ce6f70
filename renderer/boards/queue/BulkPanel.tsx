import type { ReactElement } from 'react';
import { commandSpecs, type CommandName } from '../../../shared/feed/commands.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { ActForm, type ActDraft } from '../../components/ActForm.tsx';
import { OutgoingMark } from '../../components/OutgoingMark.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { keepDraft } from './actCommand.ts';
import { ActFields } from './ActFields.tsx';
import { bulkKinds, resultWords, type BulkKind } from './bulkActs.ts';
import { SilenceTime } from './SilenceTime.tsx';
import type { Bulk } from './useBulk.ts';
import styles from './BulkPanel.module.css';

const commandOf: Readonly<Record<BulkKind, CommandName>> = {
  acknowledge: 'incident.acknowledge',
  assign: 'incident.assign',
  note: 'incident.note',
  silence: 'silence.create',
  resolve: 'incident.resolve',
};

interface BulkPanelProps {
  readonly bulk: Bulk;
  /** Incidents that an act would be for. */
  readonly count: number;
  /** Marked alerts that belong to no incident. */
  readonly loose: number;
  readonly onAct: (kind: BulkKind) => void;
  readonly onClear: () => void;
}

/** What is chosen, the acts on all of it, and what became of the last one, incident by incident. */
export function BulkPanel({ bulk, count, loose, onAct, onClear }: BulkPanelProps): ReactElement {
  const { form, results, lastKind } = bulk;
  const nouns = `${count} ${count === 1 ? 'incident' : 'incidents'}`;
  return (
    <section className={styles.panel} aria-label="Selection">
      <h3>
        {nouns} selected
        {loose > 0 && (
          <span>
            {loose} {loose === 1 ? 'alert belongs' : 'alerts belong'} to no incident
          </span>
        )}
      </h3>
      {form === undefined ? (
        <div className={styles.acts} role="group" aria-label="Acts on the selection">
          {Object.entries(bulkKinds).map(([key, kind]) => (
            <ActButton key={kind} keyName={key} disabled={count === 0} onPress={() => onAct(kind)}>
              {commandSpecs[commandOf[kind]].title}
            </ActButton>
          ))}
          <ActButton keyName="Esc" onPress={onClear}>
            Clear
          </ActButton>
        </div>
      ) : (
        <BulkForm kind={form} bulk={bulk} subject={nouns} />
      )}
      {lastKind !== undefined && (
        <div className={styles.results}>
          <p role="status">
            {commandSpecs[commandOf[lastKind]].title}: {resultWords(results)}
          </p>
          <ul aria-label="Results">
            {results.toSorted(badFirst).map(({ incident, state, text }) => (
              <li key={incident} className={state === 'bad' ? styles.bad : undefined}>
                {state === 'done' ? (
                  <span aria-hidden="true">✓</span>
                ) : (
                  <OutgoingMark bad={state === 'bad'} />
                )}
                <b>{incident}</b> {text}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

const badFirst = (one: { readonly state: string }, other: { readonly state: string }): number =>
  Number(other.state === 'bad') - Number(one.state === 'bad');

interface BulkFormProps {
  readonly kind: BulkKind;
  readonly bulk: Bulk;
  readonly subject: string;
}

function BulkForm({ kind, bulk, subject }: BulkFormProps): ReactElement | null {
  const people = useConsole(({ feed }) => feed.entities.desk['desk']?.people) ?? [];
  const person = useConsole((state) => state.person);
  if (kind === 'acknowledge') return null;
  return (
    <ActForm
      key={kind}
      kind={kind}
      subject={subject}
      draft={bulk.draft(kind)}
      person={kind === 'assign' ? person : ''}
      busy={false}
      fields={(draft, onChange) =>
        kind === 'silence' ? (
          <BulkSilenceFields draft={draft} hides={bulk.hides()} onChange={onChange} />
        ) : (
          <ActFields
            kind={kind}
            draft={draft}
            choices={{ severities: [], services: [], categories: [], people: people.map(({ name }) => name) }}
            onChange={onChange}
          />
        )
      }
      onDraft={(draft) => keepDraft(kind, 'several', draft)}
      onClose={() => bulk.openForm(undefined)}
      onSend={(draft) => {
        const problem = bulk.give(kind, draft);
        if (problem === undefined) keepDraft(kind, 'several', undefined);
        return problem;
      }}
    />
  );
}

function BulkSilenceFields({
  draft,
  hides,
  onChange,
}: {
  readonly draft: ActDraft;
  readonly hides: string;
  readonly onChange: (part: Partial<ActDraft>) => void;
}): ReactElement {
  const now = useNow();
  const shifts = useConsole(({ feed }) => feed.entities.desk['desk']?.shifts) ?? [];
  return (
    <>
      <p>{hides}</p>
      <SilenceTime draft={draft} shifts={shifts} now={now} onChange={onChange} />
    </>
  );
}
