import type { CSSProperties, ReactElement } from 'react';
import { siteMinute } from '../../../shared/rules/durations.ts';
import { rotaTime } from '../../../shared/rules/rotaFindings.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { RotaListEntity } from '../../../shared/model/rota.ts';
import { rotaName } from '../../selectors/rotaWords.ts';
import styles from './RotaCalendar.module.css';
import { blocksOf, dayColumns, initialsOf, shownDays, type Block } from './rotaGrid.ts';

const dayMs = 86_400_000;

interface CalendarProps {
  readonly lists: readonly RotaListEntity[];
  readonly people: DeskInfo['people'];
  readonly site: DeskInfo['sites'][number] | undefined;
  readonly now: Instant;
  /** Days from today to the first column. */
  readonly shift: number;
  /** Person id whose turns stand out. */
  readonly highlight: string | undefined;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** Two weeks of the rota: lists as rows, UTC days as columns, a line where it is now. */
export function RotaCalendar({ lists, people, site, now, shift, highlight }: CalendarProps): ReactElement {
  const columns = dayColumns(now, shift);
  const from = columns[0]?.at ?? now;
  const at = (now - from) / (shownDays * dayMs);
  const showsNow = at >= 0 && at < 1;
  const local = site === undefined ? '' : ` · 00:00 UTC is ${siteMinute(from, site.timeZone)} ${site.name}`;
  return (
    <section className={styles.calendar} aria-label="Rota, two weeks">
      <header className={styles.days}>
        <span className={styles.zone}>Days in UTC{local}</span>
        {columns.map(({ at: day, label, month, isToday, isWeekend }) => (
          <span key={day} className={isToday ? styles.today : isWeekend ? styles.weekend : ''}>
            <small>{isToday ? 'today' : month}</small>
            {label}
          </span>
        ))}
      </header>
      {lists.map((list) => (
        <div key={list.id} className={styles.row} data-expert={list.services !== undefined || undefined}>
          <span className={styles.list} title={list.covers}>
            {list.name}
          </span>
          <div className={styles.track}>
            {columns.map(({ at: day }, index) => (
              <i
                key={day}
                className={styles.day}
                style={{ left: percent(index / shownDays), width: percent(1 / shownDays) }}
              />
            ))}
            {blocksOf(list, from).map((block) => (
              <Stretch key={block.key} block={block} list={list} people={people} highlight={highlight} />
            ))}
            {showsNow && <i className={styles.now} style={{ left: percent(at) }} />}
          </div>
        </div>
      ))}
    </section>
  );
}

interface StretchProps extends Pick<CalendarProps, 'people' | 'highlight'> {
  readonly block: Block;
  readonly list: RotaListEntity;
}

function Stretch({ block, list, people, highlight }: StretchProps): ReactElement {
  const { person, override, hole, room, left, width, from, to } = block;
  const name = person === undefined ? 'Nobody' : rotaName(people, person);
  const style: CSSProperties = { left: percent(left), width: percent(width) };
  const tone = person === undefined ? styles.hole : override === undefined ? styles.turn : styles.standIn;
  const text =
    room === 'both' || room === 'name'
      ? name
      : room === 'none'
        ? ''
        : person === undefined
          ? '?'
          : initialsOf(name);
  const why = hole === undefined ? '' : `: ${hole}`;
  const by = override === undefined ? '' : `, stands in by ${override}`;
  return (
    <span
      className={`${styles.stretch} ${tone}`}
      style={style}
      data-highlight={highlight === undefined ? undefined : highlight === person}
      title={`${name} is ${list.name} from ${rotaTime(from)} to ${rotaTime(to)} UTC${by}${why}`}
    >
      {override !== undefined && room === 'both' && <small>{override}</small>}
      <span className={styles.text}>{text}</span>
    </span>
  );
}
