import { SoundGlyph } from '../components/SoundGlyph.tsx';
import { useActions, useConsole } from '../store/store.ts';
import styles from './SoundMark.module.css';
import { useSoundMark } from './useSoundMark.ts';

/** How the sound of this screen stands, on every board; at a workstation it opens the settings of sound. */
export function SoundMark() {
  const { mark, problem } = useSoundMark();
  const isWall = useConsole((state) => state.ui.mode === 'wall');
  const { showSound } = useActions();
  const { kind, words, meaning } = mark;
  const look = `${styles.mark} ${styles[kind] ?? ''}`;
  const what = problem ?? meaning;
  if (isWall) {
    return words === '' ? null : (
      <span className={look} title={what}>
        <SoundGlyph kind={kind} />
        <span>{words}</span>
      </span>
    );
  }
  return (
    <button
      type="button"
      className={look}
      aria-haspopup="dialog"
      aria-keyshortcuts="Shift+Q"
      aria-label={words === '' ? `Sound: ${meaning}` : words}
      title={`${what} Sound (Shift Q)`}
      onClick={() => showSound(true)}
    >
      <SoundGlyph kind={kind} />
      {words === '' ? null : <span>{words}</span>}
    </button>
  );
}
