import type { ReactElement } from 'react';
import { siteMinute } from '../../../shared/rules/durations.ts';
import { nextChange } from '../../../shared/rules/rotaBook.ts';
import { rotaTime } from '../../../shared/rules/rotaFindings.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { RotaListEntity } from '../../../shared/model/rota.ts';
import { rotaName, spanAt } from '../../selectors/rotaWords.ts';
import styles from './OnNow.module.css';

interface OnNowProps {
  readonly lists: readonly RotaListEntity[];
  readonly people: DeskInfo['people'];
  readonly site: DeskInfo['sites'][number] | undefined;
  readonly now: Instant;
}

/** Who is on now, large, until when, and who then. */
export function OnNow({ lists, people, site, now }: OnNowProps): ReactElement {
  return (
    <section className={styles.onNow} aria-label="On now">
      {lists.map((list) => {
        const span = spanAt(list, now);
        const next = nextChange(list.spans, now);
        const local =
          site === undefined || next === undefined
            ? ''
            : ` · ${siteMinute(next.at, site.timeZone)} ${site.name}`;
        return (
          <article key={list.id} data-hole={span?.person === undefined || undefined}>
            <h3>{list.name}</h3>
            <p className={styles.person}>
              {span?.person === undefined ? 'Nobody' : rotaName(people, span.person)}
            </p>
            <p>
              {span?.hole === undefined ? '' : `${span.hole} · `}
              {span?.override === undefined ? '' : `stands in by ${span.override} · `}
              {next === undefined ? 'no change in sight' : `until ${rotaTime(next.at)} UTC${local}`}
            </p>
            <p>
              {next === undefined
                ? ''
                : `then ${next.person === undefined ? 'nobody' : rotaName(people, next.person)}`}
            </p>
          </article>
        );
      })}
    </section>
  );
}
