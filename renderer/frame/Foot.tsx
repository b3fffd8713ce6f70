import type { LinkStatus } from '../../shared/bridge.ts';
import { utcSecond } from '../../shared/rules/durations.ts';
import { ChainStrip } from '../components/ChainStrip.tsx';
import { drillOf } from '../../shared/rules/drillOf.ts';
import { useNow } from '../store/now.ts';
import { useConsole } from '../store/store.ts';
import { RotationLine } from './RotationLine.tsx';
import { SoundMark } from './SoundMark.tsx';
import { ShiftStrip } from './ShiftStrip.tsx';
import styles from './Foot.module.css';

/** How the link to the gateway broke; undefined where it never stood. */
function brokenText(status: LinkStatus, at: number): string | undefined {
  if (status.kind === 'live' || at === 0) return undefined;
  if (status.kind === 'refused') return 'refuses this console';
  return `${drillOf(status) === undefined ? 'silent since' : 'cut off for a drill at'} ${utcSecond(at)} UTC`;
}

/** The chain of freshness, the shift, and who is on call. */
export function Foot() {
  const now = useNow();
  const chain = useConsole((state) => state.feed.chain);
  const live = useConsole((state) => state.live);
  const broken = useConsole((state) => brokenText(state.status, state.feed.at));
  const wall = useConsole((state) => state.ui.mode === 'wall');
  return (
    <footer className={styles.foot}>
      <ChainStrip chain={chain} now={now} live={live} broken={broken} />
      {wall && <RotationLine />}
      <ShiftStrip>{wall && <SoundMark />}</ShiftStrip>
      {wall ? null : (
        <span>
          <kbd>?</kbd> all keys
        </span>
      )}
    </footer>
  );
}
