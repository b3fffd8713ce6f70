import { useRef, useState, type ReactElement } from 'react';
import type { ServiceState } from '../../../shared/model/service.ts';
import { abnormalOf, postureOf } from '../../selectors/posture.ts';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { pageOf, useFit } from '../paging.ts';
import { TileSlot } from './Slots.tsx';
import styles from './TierGroup.module.css';
import type { WallGroup } from './wallGroups.ts';

const batch = 48;
/** Up to so many services, a tier's tiles at a desk are tall. */
const roomy = 6;
const leastHeight = 220;

/** What keeps its page on show: all that the posture names as wrong. */
const isPinned: Readonly<Record<ServiceState, boolean>> = {
  down: true,
  unknown: true,
  degraded: true,
  maintenance: false,
  operational: false,
};

interface TierGroupProps {
  readonly group: WallGroup;
  /** The first tier: full width, larger tiles. */
  readonly isFirst: boolean;
}

/** One tier: a heading and its tiles, in pages on the wall, in a list that scrolls at a desk. */
export function TierGroup({ group, isFirst }: TierGroupProps): ReactElement {
  const isWall = useConsole(({ ui }) => ui.mode === 'wall');
  const Tiles = isWall ? PagedTiles : ListedTiles;
  return (
    <section className={`${styles.group} ${isFirst ? styles.first : styles.next}`} aria-label={group.name}>
      <Tiles group={group} isFirst={isFirst} />
    </section>
  );
}

interface HeadingProps extends TierGroupProps {
  readonly page?: string | undefined;
}

/** The tier, what it promises, and what is wrong in it. Where it is narrow, what is wrong has precedence. */
function Heading({ group, isFirst, page }: HeadingProps): ReactElement {
  const live = useConsole((state) => state.live);
  const wrong = live ? abnormalOf(postureOf(group.services)).map(({ text }) => text) : [];
  const [worst] = wrong;
  const rollUp = page === undefined || isFirst ? wrong.join(', ') : (worst ?? '');
  const right = [rollUp, page ?? ''].filter((text) => text !== '').join(' · ');
  return (
    <h2>
      {group.name}
      {group.target !== undefined && <em>{group.target}</em>}
      {group.allowed !== undefined && (isFirst || (page === undefined && wrong.length < 2)) && (
        <i>
          allowed {group.allowed}
          {isFirst && ' in 30 d'}
        </i>
      )}
      {right !== '' && <i className={styles.page}>{right}</i>}
    </h2>
  );
}

function PagedTiles({ group, isFirst }: TierGroupProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const { columns, rows } = useFit(box, isFirst ? 380 : 300, leastHeight);
  const now = useNow();
  const count = group.services.length;
  const perPage = columns * rows;
  const pinned = group.services.filter(({ state }) => isPinned[state]).length;
  const { page, pages } = pageOf({ count, perPage, pinned, now });
  const shown = group.services.slice(page * perPage, (page + 1) * perPage);
  const across = Math.min(columns, count);
  return (
    <>
      <Heading
        group={group}
        isFirst={isFirst}
        page={pages > 1 ? `Page ${page + 1} of ${pages}` : undefined}
      />
      <div
        ref={box}
        className={styles.tiles}
        style={{
          gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))`,
          gridTemplateRows: `repeat(${Math.min(rows, Math.ceil(count / across))}, minmax(0, 1fr))`,
        }}
      >
        {shown.map(({ id }) => (
          <TileSlot key={id} id={id} />
        ))}
      </div>
    </>
  );
}

function ListedTiles({ group, isFirst }: TierGroupProps): ReactElement {
  const [limit, setLimit] = useState(batch);
  const hidden = group.services.length - limit;
  return (
    <>
      <Heading group={group} isFirst={isFirst} />
      <div className={`${styles.list} ${group.services.length > roomy ? styles.many : ''}`}>
        {group.services.slice(0, limit).map(({ id }) => (
          <TileSlot key={id} id={id} />
        ))}
      </div>
      {hidden > 0 && (
        <button type="button" className={styles.more} onClick={() => setLimit(limit + batch)}>
          Show {Math.min(batch, hidden)} more of {hidden}
        </button>
      )}
    </>
  );
}
