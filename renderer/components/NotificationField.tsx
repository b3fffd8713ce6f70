import { soundRanks, type SoundName, type SoundRank } from '../../shared/model/soundSettings.ts';
import type { NotificationPermission } from '../../shared/notifications.ts';
import styles from './SoundSettings.module.css';

/** What the choice of notifications needs. */
export interface NotificationFieldProps {
  readonly least: SoundRank | undefined;
  readonly names: Readonly<Record<SoundName, string>>;
  /** Undefined until the system has answered. */
  readonly permission: NotificationPermission | undefined;
  readonly onChange: (least: SoundRank | undefined) => void;
}

const lacks: Readonly<Record<NotificationPermission, string>> = {
  granted: '',
  denied: 'The browser refuses them for this page: allow notifications in the settings of the site.',
  unasked: 'The browser asks for your leave when you choose.',
  missing: 'This system has none; in a browser they need https, or localhost.',
};

/** From which severity on the system tells of incidents; its leave is asked by the choice. */
export function NotificationField({ least, names, permission, onChange }: NotificationFieldProps) {
  return (
    <div className={styles.notify}>
      <label>
        Notifications of the system for{' '}
        <select
          value={least ?? ''}
          disabled={permission === 'missing'}
          onChange={({ target }) => onChange(soundRanks.find((rank) => rank === target.value))}
        >
          <option value="">nothing</option>
          {soundRanks.map((rank, place) => (
            <option key={rank} value={rank}>
              {place === 0 ? names[rank] : `${names[rank]} and worse`}
            </option>
          ))}
        </select>
      </label>
      {permission === undefined || lacks[permission] === '' ? null : <p>{lacks[permission]}</p>}
    </div>
  );
}
