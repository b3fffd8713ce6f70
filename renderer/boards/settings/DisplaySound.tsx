import type { ReactElement } from 'react';
import { readSound, soundOnDisplay, type DisplaySound as Own } from '../../../shared/model/soundSettings.ts';
import { severityOrder } from '../../../shared/rules/severity.ts';
import { QuietHoursFields } from '../../components/QuietHoursFields.tsx';
import { zoneOf } from '../../selectors/siteZone.ts';
import { useActions, useConsole } from '../../store/store.ts';
import styles from './LayoutList.module.css';

const volumes = [0.25, 0.5, 0.75, 1] as const;
const heard = { '': 'as all walls', on: 'on', off: 'off' } as const;

/** The sound of one display, where it differs from the console's: on or off, how loud, and when it is quiet. Kept at once. */
export function DisplaySound({ name }: { readonly name: string }): ReactElement {
  const kept = useConsole(({ settings }) => settings.sound);
  const site = useConsole(({ settings }) => settings.site);
  const desk = useConsole(({ feed }) => feed.entities.desk['desk']);
  const { keepSound } = useActions();
  const own = readSound(kept).sound.displays.find((display) => display.name === name);
  const set = (change: Partial<Own>): void => void keepSound((sound) => soundOnDisplay(sound, name, change));
  const chosen = own?.on === undefined ? '' : own.on ? 'on' : 'off';
  const volume = own?.volume ?? 1;
  const zones = (desk?.sites ?? []).map(({ timeZone, name: site }) => ({
    timeZone,
    label: `${timeZone}, ${site}`,
  }));
  return (
    <div className={styles.line} role="group" aria-label={`Sound of ${name}`}>
      <span className={styles.name}>Sound</span>
      <select
        aria-label={`Sound of ${name}`}
        value={chosen}
        onChange={({ target }) => set({ on: target.value === '' ? undefined : target.value === 'on' })}
      >
        {Object.entries(heard).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <label>
        Volume{' '}
        <select
          aria-label={`Volume of ${name}`}
          value={volume}
          onChange={({ target }) => set({ volume: Number(target.value) })}
        >
          {[...new Set([...volumes, volume])]
            .sort((one, other) => one - other)
            .map((part) => (
              <option key={part} value={part}>
                {Math.round(part * 100)} %
              </option>
            ))}
        </select>
      </label>
      <QuietHoursFields
        quiet={own?.quiet}
        timeZone={zoneOf(desk, site)}
        zones={zones}
        worst={severityOrder(desk?.severities ?? [])[0] ?? 'P0'}
        none="As the console"
        onChange={(quiet) => set({ quiet })}
      />
    </div>
  );
}
