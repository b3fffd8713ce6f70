import { useEffect, useState } from 'react';
import {
  rotationOf,
  shownBoard,
  startRotation,
  turn,
  type RotationPlan,
  type RotationSight,
} from '../../shared/rules/rotation.ts';
import { boards } from '../boards/boards.ts';
import { criticalsOf } from '../selectors/criticals.ts';
import { useNow } from '../store/now.ts';
import { useActions, useConsole } from '../store/store.ts';
import styles from './Foot.module.css';

/** Turns a wall through the boards that its address names, and says quietly which is next. */
export function RotationLine() {
  const [plan] = useState(() => rotationOf(new URLSearchParams(window.location.search)));
  const hasState = useConsole((state) => state.feed.at > 0);
  // What is critical when the floor is first seen is no news.
  return plan === undefined || !hasState ? null : <Turning plan={plan} />;
}

function Turning({ plan }: { readonly plan: RotationPlan }) {
  const actions = useActions();
  const now = useNow();
  const severities = useConsole((state) => state.feed.entities.desk['desk']?.severities);
  const incidents = useConsole((state) => state.feed.entities.incident);
  const services = useConsole((state) => state.feed.entities.service);
  const sight: RotationSight = { now, ...criticalsOf(severities ?? [], incidents, services) };
  const open = useConsole((state) => state.ui.board);
  // A page that was reloaded goes on where it was.
  const [before, setState] = useState(() =>
    startRotation(
      sight,
      plan.stops.findIndex((stop) => stop.board === open),
    ),
  );
  const state = turn(before, plan, sight);
  if (state !== before) setState(state);
  const { board, next } = shownBoard(state, plan, now);
  // Each change of state counts, not only of the board: a new P0 takes the wall back from whoever turned it by hand.
  useEffect(() => actions.setBoard(board), [actions, board, state]);
  if (next === undefined)
    return state.still === undefined ? null : <span>Rotation waits for the open P0</span>;
  const { title } = boards[next.board];
  return (
    <span className={styles.next}>
      {state.still === undefined ? 'Next' : 'Rotation paused, then'} {title} in {next.seconds} s
    </span>
  );
}
