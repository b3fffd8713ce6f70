import { useContext, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { soundNames, soundOnDisplay, type SoundName } from '../../shared/model/soundSettings.ts';
import type { NotificationPermission } from '../../shared/notifications.ts';
import { ActButton } from '../components/ActButton.tsx';
import { Modal } from '../components/Modal.tsx';
import { NotificationField } from '../components/NotificationField.tsx';
import { SoundGlyph } from '../components/SoundGlyph.tsx';
import { SoundSettings } from '../components/SoundSettings.tsx';
import { SoundContext } from '../sound/soundDesk.ts';
import { useNow } from '../store/now.ts';
import { useActions, useConsole } from '../store/store.ts';
import styles from './SoundPanel.module.css';
import { useSoundMark } from './useSoundMark.ts';

/** How long a snooze may last, by the key that begins it, minutes. */
const snoozes = { '1': 5, '2': 15, '3': 30, '4': 60 } as const;
const testKeys: Readonly<Record<SoundName, string>> = {
  ...{ worst: 'w', second: 's', third: 't', rest: 'r', lost: 'l', back: 'b' },
};

/** The settings of sound, its snooze and its test. */
export function SoundPanel() {
  const isShown = useConsole((state) => state.ui.showsSound === true);
  return isShown ? <Panel /> : null;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, select') !== null;

function Panel() {
  const { sound, problem, screen, mark, timeZone, severities } = useSoundMark();
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const display = useConsole((state) => state.ui.display);
  const { showSound, keepSound, mayNotify, askNotifications } = useActions();
  const [permission, setPermission] = useState<NotificationPermission | undefined>(undefined);
  useEffect(() => void mayNotify().then(setPermission), [mayNotify]);
  const page = useContext(SoundContext);
  const now = useNow();
  const sheet = useRef<HTMLDivElement>(null);
  const close = (): void => showSound(false);
  const snooze = (minutes: number | undefined): void =>
    void keepSound((kept) => ({
      ...kept,
      snooze: minutes === undefined ? undefined : { from: now, until: now + minutes * 60_000 },
    }));
  // Where this display has a word of its own, that is the one that counts.
  const turn = (): void =>
    void keepSound((kept) =>
      display !== undefined && kept.displays.some(({ name, on }) => name === display && on !== undefined)
        ? soundOnDisplay(kept, display, { on: !screen.on })
        : { ...kept, on: !screen.on },
    );

  // The board below must not act on what is pressed here.
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const minutes = Object.entries(snoozes).find(([key]) => key === event.key)?.[1];
    const tested = soundNames.find((name) => testKeys[name] === event.key);
    if (event.key === 'Escape') close();
    // Fields, Tab and Enter do what they do everywhere.
    else if (isField(event.target) || event.key.length > 1) return void event.stopPropagation();
    else if (event.key === 'Q') close();
    else if (event.key === 'o') turn();
    else if (event.key === 'e') snooze(undefined);
    else if (minutes !== undefined) snooze(minutes);
    else if (tested !== undefined) page?.test(tested);
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const element = sheet.current;
    const listen = (event: KeyboardEvent): void => onKey(event);
    element?.addEventListener('keydown', listen);
    element?.focus();
    return () => element?.removeEventListener('keydown', listen);
  }, []);

  const names = useMemo(() => namesOf(severities), [severities]);
  const zones = (desk?.sites ?? []).map((site) => ({
    timeZone: site.timeZone,
    label: `${site.timeZone}, ${site.name}`,
  }));
  return (
    <Modal label="Sound" className={styles.sheet} onClose={close}>
      <div ref={sheet} className={styles.body} tabIndex={-1}>
        <header className={styles.head}>
          <h2>Sound</h2>
          <ActButton keyName="o" onPress={turn}>
            {screen.on ? 'Switch off' : 'Switch on'}
          </ActButton>
          <ActButton keyName="Esc" onPress={close}>
            Close
          </ActButton>
        </header>
        <p className={styles.state} role="status">
          <SoundGlyph kind={mark.kind} /> {mark.meaning}
        </p>
        {problem === undefined ? null : <p className={styles.problem}>{problem}</p>}
        <div className={styles.snooze} role="group" aria-label="Snooze">
          <b>Snooze</b>
          {Object.entries(snoozes).map(([key, minutes]) => (
            <ActButton key={key} keyName={key} onPress={() => snooze(minutes)}>
              {minutes < 60 ? `${minutes} min` : '1 h'}
            </ActButton>
          ))}
          {sound.snooze === undefined || sound.snooze.until <= now ? null : (
            <ActButton keyName="e" onPress={() => snooze(undefined)}>
              End the snooze
            </ActButton>
          )}
        </div>
        <SoundSettings
          {...{ screen, names, timeZone, zones }}
          keys={testKeys}
          onTest={page === undefined ? undefined : (name) => page.test(name)}
          onChange={(change) => void keepSound(change)}
        />
        <NotificationField
          {...{ names, permission }}
          least={sound.notify}
          onChange={(notify) => {
            // An act of the operator: the one moment at which their leave may be asked.
            if (notify !== undefined) void askNotifications().then(setPermission);
            void keepSound((kept) => ({ ...kept, notify }));
          }}
        />
      </div>
    </Modal>
  );
}

/** What each sound is for, by the policy's own severities. */
function namesOf([worst = 'P0', second = 'P1', third = 'P2', ...rest]: readonly string[]): Readonly<
  Record<SoundName, string>
> {
  const least = rest.length === 0 ? 'All below' : rest.join(', ');
  return { worst, second, third, rest: least, lost: 'Feed lost', back: 'Feed back' };
}
