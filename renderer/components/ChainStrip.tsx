import { Fragment, type ReactElement } from 'react';
import type { ChainLink } from '../../shared/model/chain.ts';
import type { ServiceState } from '../../shared/model/service.ts';
import { durationText, roughText } from '../../shared/rules/durations.ts';
import styles from './ChainStrip.module.css';
import { StateGlyph } from './StateGlyph.tsx';

interface ChainStripProps {
  readonly chain: readonly ChainLink[];
  readonly now: number;
  readonly live: boolean;
  /** What the link to the gateway broke by, where it is not live: `silent since 03:12:44 UTC`. */
  readonly broken?: string | undefined;
  /** When the gateway was last heard; used where the chain has no link of its own for it. */
  readonly gatewayAt?: number;
}

interface Part {
  readonly key: string;
  readonly state: ServiceState;
  readonly name: string;
  readonly age: string;
}

const groups: readonly { readonly title: string; readonly kinds: readonly ChainLink['kind'][] }[] = [
  { title: 'Services', kinds: ['probe', 'simulator'] },
  { title: 'Prometheus', kinds: ['prometheus'] },
  { title: 'Alertmanager', kinds: ['alertmanager'] },
  { title: 'Gateway', kinds: ['gateway'] },
];

/** From the services to this screen: each link with how long ago it was heard. All `?` when not live. */
export function ChainStrip({ chain, now, live, broken, gatewayAt }: ChainStripProps): ReactElement {
  const shown = groups
    .map(({ title, kinds }) => ({ title, links: chain.filter(({ kind }) => kinds.includes(kind)) }))
    .filter(({ title, links }) => links.length > 0 || title === 'Services' || title === 'Gateway');
  return (
    <div className={styles.chain} aria-label="Freshness of the chain">
      {shown.map(({ title, links }, index) => (
        <Fragment key={title}>
          {index > 0 && <em>›</em>}
          {partsOf(title, links, { now, live, broken, gatewayAt }).map((part, place) => (
            <Fragment key={part.key}>
              {place > 0 && <em>·</em>}
              <span className={part.state === 'operational' ? undefined : styles[part.state]}>
                <StateGlyph state={part.state} />
                {part.name} {part.age}
              </span>
            </Fragment>
          ))}
        </Fragment>
      ))}
    </div>
  );
}

type Heard = Pick<ChainStripProps, 'now' | 'live' | 'broken' | 'gatewayAt'>;

function partsOf(
  title: string,
  links: readonly ChainLink[],
  { now, live, broken, gatewayAt }: Heard,
): readonly Part[] {
  // The one link that this console sees for itself; of those before it nothing is known.
  if (title === 'Gateway' && !live && broken !== undefined)
    return [{ key: title, name: title, state: 'unknown', age: broken }];
  if (links.length === 0) {
    // Services without probes have no age of their own; the gateway is as old as its last beat.
    const age = title === 'Gateway' && gatewayAt !== undefined ? ageText(now - gatewayAt) : '';
    return [{ key: title, name: title, state: live ? 'operational' : 'unknown', age: live ? age : '?' }];
  }
  return links.map((link, place) => ({
    key: link.id,
    name: links.length === 1 ? title : nameIn(title, link.name, place),
    ...(live ? heardOf(link, now) : { state: 'unknown' as const, age: '?' }),
  }));
}

/** `Prometheus A`, then only `B`; what is told of the services goes by its own name. */
function nameIn(title: string, name: string, place: number): string {
  const own = name.startsWith(`${title} `) ? name.slice(title.length + 1) : name;
  return place === 0 && title !== 'Services' ? `${title} ${own}` : own;
}

function heardOf(link: ChainLink, now: number): Pick<Part, 'state' | 'age'> {
  const age = link.heardAt === undefined ? '' : ageText(now - link.heardAt);
  switch (link.freshness) {
    case 'fresh':
      return { state: 'operational', age };
    case 'late':
      // What was never to be heard, such as a certificate, says all in its name.
      return { state: 'degraded', age: age === '' ? '' : `late ${age}` };
    case 'silent': {
      const since = link.silentSince ?? link.heardAt;
      return {
        state: 'unknown',
        age: since === undefined ? 'silent' : `silent ${durationText(now - since)}`,
      };
    }
    case 'waiting':
      return { state: 'unknown', age: 'waiting' };
  }
}

/** `0.4 s` below a second, then `4 s`. */
function ageText(ms: number): string {
  return ms < 1_000 ? `${(Math.max(0, ms) / 1_000).toFixed(1)} s` : roughText(ms);
}
