import { useMemo, type ReactElement } from 'react';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Service } from '../../../shared/model/service.ts';
import { useConsole } from '../../store/store.ts';
import styles from './HealthWall.module.css';
import { IncidentColumn } from './IncidentColumn.tsx';
import { PartSlot } from './Slots.tsx';
import { TierGroup } from './TierGroup.tsx';
import { compareServices, wallGroups } from './wallGroups.ts';

const noTiers: DeskInfo['tiers'] = [];

/** The health wall: services by tier, the platform under them, and what is open beside them. */
export function HealthWall(): ReactElement {
  const services = useConsole(({ feed }) => feed.entities.service);
  const desk = useConsole(({ feed }) => feed.entities.desk.desk);
  const mode = useConsole(({ ui }) => ui.mode);
  const all = useMemo(() => Object.values(services), [services]);
  if (desk === undefined || all.length === 0) {
    const text = desk === undefined ? 'Nothing heard from the gateway yet.' : 'The policy lists no services.';
    return (
      <main className={`${styles.board} ${styles[mode]}`}>
        <p className={styles.empty}>{text}</p>
      </main>
    );
  }
  return (
    <main className={`${styles.board} ${styles[mode]}`} data-board="health">
      <Left services={all} />
      <IncidentColumn desk={desk} />
    </main>
  );
}

function Left({ services }: { readonly services: readonly Service[] }): ReactElement {
  const tiers = useConsole(({ feed }) => feed.entities.desk.desk?.tiers) ?? noTiers;
  const groups = useMemo(
    () =>
      wallGroups(
        services.filter(({ kind }) => kind === 'service'),
        tiers,
      ),
    [services, tiers],
  );
  const parts = useMemo(
    () => services.filter(({ kind }) => kind === 'platform').sort(compareByName),
    [services],
  );
  const isWall = useConsole(({ ui }) => ui.mode === 'wall');
  const [first, ...others] = groups;
  return (
    // Scrolled by keys at a desk, where it does not fit.
    <div
      className={styles.left}
      {...(isWall ? {} : { tabIndex: 0, role: 'region', 'aria-label': 'Services' })}
    >
      {first !== undefined && (
        <div className={styles.top}>
          <TierGroup group={first} isFirst />
        </div>
      )}
      {others.length > 0 && (
        // Two tiers side by side; further ones take further rows of the same height.
        <div className={styles.rest} style={isWall ? { flexGrow: Math.ceil(others.length / 2) } : undefined}>
          {others.map((group) => (
            <TierGroup key={group.id} group={group} isFirst={false} />
          ))}
        </div>
      )}
      {parts.length > 0 && <Platform parts={parts} />}
    </div>
  );
}

/** Parts keep their places while all is well; at more than two rows the worst come first. */
const compareByName = (one: Service, other: Service): number => one.name.localeCompare(other.name);
const mostParts = 8;

function Platform({ parts }: { readonly parts: readonly Service[] }): ReactElement {
  const isWall = useConsole(({ ui }) => ui.mode === 'wall');
  const isCut = isWall && parts.length > mostParts;
  const shown = isCut ? [...parts].sort(compareServices).slice(0, mostParts - 1) : parts;
  return (
    <section className={styles.platform} aria-label="Platform">
      <h2>Platform</h2>
      <div className={styles.parts}>
        {shown.map(({ id }) => (
          <PartSlot key={id} id={id} />
        ))}
        {isCut && <p className={styles.more}>and {parts.length - shown.length} more, none worse</p>}
      </div>
    </section>
  );
}
