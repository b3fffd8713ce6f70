import { useState } from 'react';
import { useConsole } from '../../store/store.ts';
import { HandoffDesk } from './HandoffDesk.tsx';
import { HandoffRecords } from './HandoffRecords.tsx';
import { handoffOrder } from './handoffRows.ts';
import { HandoffWall } from './HandoffWall.tsx';
import { NoHandoff } from './NoHandoff.tsx';

/** The handoff of a shift: worked on at a desk, read at a wall. */
export function HandoffBoard() {
  const all = useConsole((state) => state.feed.entities.handoff);
  const wanted = useConsole((state) => state.ui.handoff);
  const isWall = useConsole((state) => state.ui.mode === 'wall');
  const [showsRecords, setShowsRecords] = useState(false);
  const order = handoffOrder(all);
  const handoff = (wanted === undefined ? undefined : all[wanted]) ?? order[0];
  if (showsRecords && !isWall) return <HandoffRecords onClose={() => setShowsRecords(false)} />;
  if (handoff === undefined) return <NoHandoff isWall={isWall} />;
  if (isWall) return <HandoffWall handoff={handoff} />;
  // What is chosen and typed belongs to one handoff.
  return (
    <HandoffDesk key={handoff.id} handoff={handoff} order={order} onRecords={() => setShowsRecords(true)} />
  );
}
