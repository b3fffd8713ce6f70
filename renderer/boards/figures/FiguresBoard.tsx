import type { ReactElement } from 'react';
import { useConsole } from '../../store/store.ts';
import { FiguresDesk } from './FiguresDesk.tsx';
import { FiguresWall } from './FiguresWall.tsx';

/** The desk's figures: how fast incidents are seen, taken and ended, against the policy's targets. */
export function FiguresBoard(): ReactElement {
  const isWall = useConsole(({ ui }) => ui.mode === 'wall');
  return isWall ? <FiguresWall /> : <FiguresDesk />;
}
