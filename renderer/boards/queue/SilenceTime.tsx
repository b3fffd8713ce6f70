import type { ReactElement } from 'react';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { ActDraft } from '../../components/ActForm.tsx';
import { Choice } from './ActFields.tsx';
import styles from './ActFields.module.css';
import { Until } from './MaintenanceFields.tsx';
import { silenceSpans } from './silenceDraft.ts';

interface SilenceTimeProps {
  readonly draft: ActDraft;
  readonly shifts: DeskInfo['shifts'];
  readonly now: Instant;
  readonly onChange: (part: Partial<ActDraft>) => void;
}

/** How long a silence lasts, and why: the same for one and for several. */
export function SilenceTime({ draft, shifts, now, onChange }: SilenceTimeProps): ReactElement {
  return (
    <>
      <div className={styles.pair}>
        <Choice
          label="For"
          empty="choose"
          value={draft.lasts}
          options={silenceSpans(shifts, now)}
          onPick={(lasts) => onChange({ lasts })}
        />
        <label className={styles.field}>
          Comment: why
          <input
            autoFocus
            maxLength={500}
            value={draft.text}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        </label>
      </div>
      {draft.lasts === 'until' && <Until draft={draft} now={now} onChange={onChange} />}
    </>
  );
}
