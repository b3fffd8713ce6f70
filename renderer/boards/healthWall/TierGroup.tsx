import { useRef, useState, type ReactElement } from 'react';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { pageOf, useFit } from './paging.ts';
import { TileSlot } from './Slots.tsx';
import styles from './TierGroup.module.css';
import type { WallGroup } from './wallGroups.ts';

const batch = 48;
const leastHeight = 220;

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

function Heading({ group, page }: { readonly group: WallGroup; readonly page?: string }): ReactElement {
  return (
    <h2>
      {group.name}
      {group.target !== undefined && <em>{group.target}</em>}
      {group.allowed !== undefined && <i>allowed {group.allowed} in 30 d</i>}
      {page !== undefined && <i className={styles.page}>{page}</i>}
    </h2>
  );
}

function PagedTiles({ group, isFirst }: TierGroupProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const { columns, rows } = useFit(box, isFirst ? 380 : 300, leastHeight);
  const now = useNow();
  const count = group.services.length;
  const perPage = columns * rows;
  const down = group.services.filter(({ state }) => state === 'down').length;
  const { page, pages } = pageOf({ count, perPage, down, now });
  const shown = group.services.slice(page * perPage, (page + 1) * perPage);
  const across = Math.min(columns, count);
  return (
    <>
      <Heading group={group} page={pages > 1 ? `Page ${page + 1} of ${pages}` : undefined} />
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

function ListedTiles({ group }: TierGroupProps): ReactElement {
  const [limit, setLimit] = useState(batch);
  const hidden = group.services.length - limit;
  return (
    <>
      <Heading group={group} />
      <div className={styles.list}>
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
