import { boards } from './boards/boards.ts';
import { LostBand, Notices, SimulatedBand } from './frame/Bands.tsx';
import { Clocks } from './frame/Clocks.tsx';
import { FirstContact } from './frame/FirstContact.tsx';
import { Foot } from './frame/Foot.tsx';
import { KeyMap } from './frame/KeyMap.tsx';
import { Posture } from './frame/Posture.tsx';
import { Rail } from './frame/Rail.tsx';
import { useFrameKeys } from './frame/useFrameKeys.ts';
import { useConsole } from './store/store.ts';
import styles from './App.module.css';

/** The console: the frame, and the board in it. */
export function App() {
  const mode = useConsole((state) => state.ui.mode);
  const board = useConsole((state) => state.ui.board);
  const hasState = useConsole((state) => state.feed.at > 0);
  const person = useConsole((state) => state.person);
  useFrameKeys();
  const Board = boards[board].component;
  return (
    <div className={`${styles.app} ${mode === 'wall' ? styles.wall : ''}`}>
      <header className={styles.top}>
        {mode === 'wall' ? null : <span className={styles.brand}>Watchfloor</span>}
        <Posture />
        <Clocks />
        {mode === 'wall' ? null : <span className={styles.person}>{person}</span>}
      </header>
      <div className={styles.bands}>
        <SimulatedBand />
        <LostBand />
        <Notices />
      </div>
      <div className={styles.body}>
        {mode === 'wall' ? null : <Rail />}
        <div className={styles.board}>{hasState ? <Board /> : <FirstContact />}</div>
      </div>
      <Foot />
      <KeyMap />
    </div>
  );
}
