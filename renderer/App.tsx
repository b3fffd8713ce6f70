import { useEffect } from 'react';
import { boardIds, type Board } from '../shared/model/board.ts';
import { boards } from './boards/boards.ts';
import { AutomationBand, FloodBand, Notices, SimulatedBand } from './frame/Bands.tsx';
import { BackLine } from './frame/BackLine.tsx';
import { Clocks } from './frame/Clocks.tsx';
import { ContactSheet } from './frame/ContactSheet.tsx';
import { FirstContact } from './frame/FirstContact.tsx';
import { Foot } from './frame/Foot.tsx';
import { HandoffBand } from './frame/HandoffBand.tsx';
import { KioskSheet } from './frame/KioskSheet.tsx';
import { KeyMap } from './frame/KeyMap.tsx';
import { Guide } from './frame/Guide.tsx';
import { LostBand } from './frame/LostBand.tsx';
import { Palette } from './frame/Palette.tsx';
import { PaletteButton } from './frame/PaletteButton.tsx';
import { PassedPanel } from './frame/PassedPanel.tsx';
import { Outbox } from './frame/Outbox.tsx';
import { RefusedBand } from './frame/RefusedBand.tsx';
import { PersonButton } from './frame/PersonButton.tsx';
import { PersonChooser } from './frame/PersonChooser.tsx';
import { Posture } from './frame/Posture.tsx';
import { Rail } from './frame/Rail.tsx';
import { SoundMark } from './frame/SoundMark.tsx';
import { SoundPanel } from './frame/SoundPanel.tsx';
import { useFrameKeys } from './frame/useFrameKeys.ts';
import { useIdleCursor } from './frame/useIdleCursor.ts';
import { usePresence } from './frame/usePresence.ts';
import { useConsole } from './store/store.ts';
import styles from './App.module.css';

/** Boards that are of use before anything is known. */
const needsNoFeed: ReadonlySet<Board> = new Set(['runbooks', 'settings']);

/** The console: the frame, and the board in it. */
export function App() {
  const mode = useConsole((state) => state.ui.mode);
  const board = useConsole((state) => state.ui.board);
  const hasState = useConsole((state) => state.feed.at > 0);
  useFrameKeys();
  usePresence();
  useIdleCursor();
  // A board that comes late has to be here before the network is not.
  useEffect(() => {
    for (const id of boardIds) void boards[id].preload?.();
  }, []);
  const { component: Board, headline: Headline = Posture } = boards[board];
  return (
    <div className={`${styles.app} ${mode === 'wall' ? styles.wall : ''}`}>
      <header className={styles.top}>
        {mode === 'wall' ? null : <span className={styles.brand}>Watchfloor</span>}
        {mode === 'wall' ? <Headline /> : <Posture />}
        {mode === 'wall' ? null : <PaletteButton />}
        {mode === 'wall' ? null : <SoundMark />}
        <Clocks />
        {mode === 'wall' ? null : <PersonButton />}
      </header>
      <div className={styles.bands}>
        <SimulatedBand />
        <AutomationBand />
        <FloodBand />
        <HandoffBand />
        <LostBand />
        <BackLine />
        <RefusedBand />
        <Notices />
      </div>
      <div className={styles.body}>
        {mode === 'wall' ? null : <Rail />}
        <div className={styles.board}>
          {hasState || needsNoFeed.has(board) ? <Board /> : <FirstContact />}
        </div>
      </div>
      <Foot />
      <KeyMap />
      <KioskSheet />
      {mode === 'wall' ? null : <PassedPanel />}
      {mode === 'wall' ? null : <SoundPanel />}
      {mode === 'wall' ? null : <Outbox />}
      {mode === 'wall' ? null : <ContactSheet />}
      {mode === 'wall' ? null : <PersonChooser />}
      {mode === 'wall' ? null : <Palette />}
      {mode === 'wall' ? null : <Guide />}
    </div>
  );
}
