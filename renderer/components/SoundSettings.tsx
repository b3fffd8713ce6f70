import {
  soundNames,
  soundWays,
  type ScreenSound,
  type SoundName,
  type SoundSettings as Kept,
  type SoundSignal,
} from '../../shared/model/soundSettings.ts';
import { QuietHoursFields } from './QuietHoursFields.tsx';
import styles from './SoundSettings.module.css';

/** What the settings of sound need. */
export interface SoundSettingsProps {
  /** What holds on this screen. */
  readonly screen: ScreenSound;
  /** What each sound is for: "P0", "Feed lost". */
  readonly names: Readonly<Record<SoundName, string>>;
  /** The keys that test each sound, where there are any. */
  readonly keys?: Readonly<Record<SoundName, string>> | undefined;
  /** The screen's own time zone. */
  readonly timeZone: string;
  /** Zones to choose among: those of the sites. */
  readonly zones: readonly { readonly timeZone: string; readonly label: string }[];
  /** Absent where this page can't sound. */
  readonly onTest?: ((name: SoundName) => void) | undefined;
  readonly onChange: (change: (kept: Kept) => Kept) => void;
}

const wayWords: Readonly<Record<(typeof soundWays)[number], string>> = {
  off: 'Silent',
  once: 'Once',
  repeating: 'Four times',
  untilAcknowledged: 'Until acknowledged',
};
const intervals = [5, 10, 15, 30, 60, 120, 300] as const;
const volumes = [0.25, 0.5, 0.6, 0.8, 1] as const;

const withPresent = (choices: readonly number[], present: number): readonly number[] =>
  [...new Set([...choices, present])].sort((one, other) => one - other);

/** How each severity sounds, and when nothing does; each change is kept at once. */
export function SoundSettings(props: SoundSettingsProps) {
  const { screen, names, keys, timeZone, zones, onTest, onChange } = props;
  const set = (name: SoundName, change: Partial<SoundSignal>): void =>
    onChange((kept) => ({
      ...kept,
      signals: { ...kept.signals, [name]: { ...screen.signals[name], ...change } },
    }));
  return (
    <div className={styles.settings}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">Sounds</th>
            <th scope="col">Again after</th>
            <th scope="col">Volume</th>
            <th scope="col">Test</th>
          </tr>
        </thead>
        <tbody>
          {soundNames.map((name) => {
            const { how, everySeconds, volume } = screen.signals[name];
            const title = names[name];
            return (
              <tr key={name}>
                <th scope="row">{title}</th>
                <td>
                  <select
                    aria-label={`${title}: sounds`}
                    value={how}
                    onChange={({ target }) => {
                      const chosen = soundWays.find((way) => way === target.value);
                      if (chosen !== undefined) set(name, { how: chosen });
                    }}
                  >
                    {(name === 'back' ? soundWays.slice(0, 2) : soundWays).map((way) => (
                      <option key={way} value={way}>
                        {way === 'untilAcknowledged' && name === 'lost' ? 'Until it is back' : wayWords[way]}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  {how === 'off' || how === 'once' ? (
                    <span className={styles.none}>no repetition</span>
                  ) : (
                    <select
                      aria-label={`${title}: again after`}
                      value={everySeconds}
                      onChange={({ target }) => set(name, { everySeconds: Number(target.value) })}
                    >
                      {withPresent(intervals, everySeconds).map((seconds) => (
                        <option key={seconds} value={seconds}>
                          {seconds < 120 ? `${seconds} s` : `${seconds / 60} min`}
                        </option>
                      ))}
                    </select>
                  )}
                </td>
                <td>
                  <select
                    aria-label={`${title}: volume`}
                    value={volume}
                    disabled={how === 'off'}
                    onChange={({ target }) => set(name, { volume: Number(target.value) })}
                  >
                    {withPresent(volumes, volume).map((part) => (
                      <option key={part} value={part}>
                        {Math.round(part * 100)} %
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  <button
                    type="button"
                    disabled={onTest === undefined}
                    aria-label={`Test the sound for ${title}`}
                    aria-keyshortcuts={keys?.[name]}
                    onClick={() => onTest?.(name)}
                  >
                    Test {keys === undefined ? null : <kbd aria-hidden="true">{keys[name]}</kbd>}
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <QuietHoursFields
        quiet={screen.quiet}
        timeZone={timeZone}
        zones={zones}
        worst={names.worst}
        onChange={(quiet) => onChange((kept) => ({ ...kept, quiet }))}
      />
    </div>
  );
}
