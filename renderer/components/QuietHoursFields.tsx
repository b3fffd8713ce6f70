import { useState } from 'react';
import { minuteSchema, type QuietHours } from '../../shared/model/soundSettings.ts';
import styles from './SoundSettings.module.css';

const usual: QuietHours = { from: '22:00', to: '06:00', worstSounds: true };

interface QuietHoursProps {
  readonly quiet: QuietHours | undefined;
  readonly timeZone: string;
  readonly zones: readonly { readonly timeZone: string; readonly label: string }[];
  /** "P0" */
  readonly worst: string;
  /** What holds without quiet hours. */
  readonly none?: string;
  readonly onChange: (quiet: QuietHours | undefined) => void;
}

/** When a screen is quiet, in which zone, and whether a P0 is heard all the same. */
export function QuietHoursFields({
  quiet,
  timeZone,
  zones,
  worst,
  none = 'None: the sound is the same by day and by night.',
  onChange,
}: QuietHoursProps) {
  const set = (change: Partial<QuietHours>): void => {
    onChange({ ...(quiet ?? usual), ...change });
  };
  const zone = quiet?.timeZone ?? '';
  const others = zones.filter((known) => known.timeZone !== timeZone);
  const isListed = zone === '' || zone === timeZone || others.some((known) => known.timeZone === zone);
  return (
    <fieldset className={styles.quiet}>
      <legend>
        <label>
          <input
            type="checkbox"
            checked={quiet !== undefined}
            onChange={({ target }) => onChange(target.checked ? usual : undefined)}
          />{' '}
          Quiet hours
        </label>
      </legend>
      {quiet === undefined ? (
        <p>{none}</p>
      ) : (
        <>
          <TimeField label="from" value={quiet.from} onChange={(from) => set({ from })} />
          <TimeField label="to" value={quiet.to} onChange={(to) => set({ to })} />
          <label>
            in{' '}
            <select
              value={zone === timeZone ? '' : zone}
              onChange={({ target }) => set({ timeZone: target.value === '' ? undefined : target.value })}
            >
              <option value="">{timeZone}, the zone of this screen</option>
              {others.map((known) => (
                <option key={known.timeZone} value={known.timeZone}>
                  {known.label}
                </option>
              ))}
              {isListed ? null : <option value={zone}>{zone}</option>}
            </select>
          </label>
          <label>
            <input
              type="checkbox"
              checked={quiet.worstSounds}
              onChange={({ target }) => set({ worstSounds: target.checked })}
            />{' '}
            {worst} and a lost feed sound all the same
          </label>
        </>
      )}
    </fieldset>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A time of day as 22:00: the browser's own field would write it as 10:00 PM on some machines. Kept once it is one. */
function TimeField({ label, value, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const isValid = typed === undefined || minuteSchema.safeParse(typed).success;
  return (
    <label>
      {label}{' '}
      <input
        type="text"
        size={5}
        maxLength={5}
        value={typed ?? value}
        aria-invalid={!isValid}
        title={isValid ? undefined : 'Write a time of day as 22:00'}
        onChange={({ target }) => {
          setTyped(target.value);
          if (minuteSchema.safeParse(target.value).success) onChange(target.value);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  );
}
