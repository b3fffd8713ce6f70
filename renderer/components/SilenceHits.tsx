import type { SilencePreview } from '../../shared/model/silence.ts';
import styles from './SilenceHits.module.css';

const shown = 3;

/** What a silence would hit: its preview, being asked for, or not known. */
export interface SilenceHitsProps {
  readonly state:
    | { readonly kind: 'asking' }
    | { readonly kind: 'known'; readonly preview: SilencePreview }
    | { readonly kind: 'problem'; readonly text: string };
}

/** The alerts that a silence would hit, and what to think of before. */
export function SilenceHits({ state }: SilenceHitsProps) {
  if (state.kind === 'asking') return <p className={styles.hits}>Asking what it would hit</p>;
  if (state.kind === 'problem') return <p className={styles.hits}>{state.text}</p>;
  const { hits, total, warnings } = state.preview;
  return (
    <div className={styles.hits} role="status">
      <p>
        {total === 0
          ? 'Hits no alert that is known now.'
          : `Hits ${total} ${total === 1 ? 'alert' : 'alerts'} now:`}
      </p>
      <ul>
        {hits.slice(0, shown).map(({ id, name, service, severity, incident }) => (
          <li key={id}>
            <b>{severity}</b> {name}
            {service === undefined ? '' : ` on ${service}`}
            {incident === undefined ? '' : `, ${incident}`}
          </li>
        ))}
      </ul>
      {total > shown && <p>and {total - Math.min(shown, hits.length)} more</p>}
      {warnings.map((text) => (
        <p key={text} className={styles.warning}>
          {text}
        </p>
      ))}
    </div>
  );
}
