import type { Handoff } from '../../../shared/model/handoff.ts';
import { durationText, utcMinute, utcSecond } from '../../../shared/rules/durations.ts';
import { offRotaWords, onCallWords, sideOwes } from '../../../shared/rules/handoffWords.ts';
import { SeverityBadge } from '../../components/SeverityBadge.tsx';
import { StateGlyph } from '../../components/StateGlyph.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { acceptRows } from './handoffRows.ts';
import styles from './HandoffWall.module.css';

/** More cards than this do not fit; the worst come first. */
const shownIncidents = 6;

/** The handoff as a wall shows it: who still owes what, readable from afar. */
export function HandoffWall({ handoff }: { handoff: Handoff }) {
  const now = useNow();
  const incidents = useConsole((state) => state.feed.entities.incident);
  const severities = useConsole((state) => state.feed.entities.desk['desk']?.severities);
  const { from, to, boundaryAt, closed, items, outgoing, incoming, takeover, rota } = handoff;
  const all = Object.values(incidents);
  const accepts = acceptRows(handoff, incidents, severities ?? []).filter(({ isRequired }) => isRequired);
  const isOverdue = closed === undefined && now >= boundaryAt;
  const side = (name: string, signed: Handoff['outgoing'], of: 'outgoing' | 'incoming') => (
    <p>
      <b>{name}</b>{' '}
      {signed !== undefined
        ? `signed by ${signed.by}, ${utcSecond(signed.at)} UTC${signed.onRota === false ? `, ${offRotaWords}` : ''}`
        : of === 'outgoing' && takeover !== undefined
          ? `never signed: ${takeover.by} took over`
          : `owes ${sideOwes(handoff, all, of) ?? 'nothing'}`}
      {(rota?.[of] ?? []).length > 0 && <i>On call: {onCallWords(rota?.[of] ?? [])}</i>}
    </p>
  );
  return (
    <main className={styles.board} data-board="handoff">
      <section className={styles.main}>
        <h1>
          {from.site} hands over to {to.site}
        </h1>
        <p className={isOverdue ? styles.late : styles.clock}>
          {closed === undefined
            ? `${isOverdue ? 'Overdue by' : 'Ends in'} ${durationText(Math.abs(boundaryAt - now))}, ${utcMinute(boundaryAt)} UTC`
            : `Closed ${utcSecond(closed.at)} UTC`}
        </p>
        {side(from.site, outgoing, 'outgoing')}
        {side(to.site, incoming, 'incoming')}
        <h2>To be accepted by name</h2>
        {accepts.length === 0 && <p className={styles.quiet}>None is open.</p>}
        <ul>
          {accepts.slice(0, shownIncidents).map(({ id, title, severity, accepted }) => (
            <li key={id}>
              <SeverityBadge severity={severity} /> {id} {title}
              <i>{accepted === undefined ? 'open' : `accepted by ${accepted.by}`}</i>
            </li>
          ))}
        </ul>
        {accepts.length > shownIncidents && <p>and {accepts.length - shownIncidents} more</p>}
      </section>
      <section className={styles.items} aria-label="Checklist">
        {items.map(({ id, name, tick, changed }) => (
          <p key={id} className={tick !== undefined && changed === undefined ? styles.quiet : ''}>
            {changed !== undefined ? (
              <StateGlyph state="degraded" />
            ) : tick === undefined ? (
              <span className={styles.box} aria-hidden="true" />
            ) : (
              <StateGlyph state="operational" />
            )}{' '}
            {name}
            <i>
              {changed !== undefined
                ? 'changed since it was ticked'
                : tick === undefined
                  ? 'not ticked yet'
                  : `${tick.by}, ${utcMinute(tick.at)} UTC`}
            </i>
          </p>
        ))}
      </section>
    </main>
  );
}
