import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { ActDraft } from '../../components/ActForm.tsx';
import { SilenceHits } from '../../components/SilenceHits.tsx';
import { Choice } from './ActFields.tsx';
import { SilenceTime } from './SilenceTime.tsx';
import { useSilencePreview } from './useSilencePreview.ts';
import styles from './ActFields.module.css';

interface FieldsProps {
  readonly draft: ActDraft;
  readonly sources: readonly { readonly id: string; readonly name: string }[];
  readonly shifts: DeskInfo['shifts'];
  readonly now: Instant;
  readonly onChange: (part: Partial<ActDraft>) => void;
}

/** The fields of a silence, with what it would hit. */
export function SilenceFields({ draft, sources, shifts, now, onChange }: FieldsProps) {
  const preview = useSilencePreview(draft.source, draft.matchers);
  return (
    <>
      {sources.length > 1 && (
        <Choice
          label="Alertmanager"
          empty="choose"
          value={draft.source}
          options={sources}
          onPick={(source) => onChange({ source })}
        />
      )}
      <label className={styles.field}>
        Hide alerts with all of these labels
        <textarea
          rows={2}
          spellCheck={false}
          maxLength={4000}
          value={draft.matchers}
          onChange={(event) => onChange({ matchers: event.target.value })}
        />
      </label>
      <SilenceHits state={preview} />
      <SilenceTime draft={draft} shifts={shifts} now={now} onChange={onChange} />
    </>
  );
}
