import type { Ref } from 'react';
import { OutsideLink } from './OutsideLink.tsx';
import styles from './LinksSection.module.css';

/** The dashboards, logs and traces of an incident; `l` leads to the first. */
export function LinksSection({
  links,
  linksRef,
  onOpen,
}: {
  links: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly url: string;
  }[];
  linksRef: Ref<HTMLUListElement>;
  onOpen: (url: string) => void;
}) {
  return (
    <section className={styles.links} aria-label="Links">
      <h3>
        Links <kbd>l</kbd>
      </h3>
      <ul ref={linksRef}>
        {links.map(({ id, name, kind, url }) => (
          <li key={id}>
            <OutsideLink url={url} onOpen={onOpen}>
              {name}
            </OutsideLink>
            {name.toLowerCase() !== kind && <i> {kind}</i>}
          </li>
        ))}
      </ul>
    </section>
  );
}
