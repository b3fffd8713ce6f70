import { useMemo, useState, type ReactElement } from 'react';
import { figureNames, type DeskFigures } from '../../../shared/model/deskFigures.ts';
import { whenText } from '../../../shared/rules/betweenWords.ts';
import { sentenceText, utcMinute } from '../../../shared/rules/durations.ts';
import { dayText } from '../../../shared/rules/objectiveWords.ts';
import { figuresCsv, incidentsCsv } from '../../../shared/rules/figuresCsv.ts';
import { SpanChoice } from '../../components/SpanChoice.tsx';
import { ActButton } from '../../components/ActButton.tsx';
import { saveText } from '../../components/copyChart.ts';
import { SeverityBadge } from '../../components/SeverityBadge.tsx';
import { WeeksChart } from '../../components/WeeksChart.tsx';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import { FigureCard } from './FigureCard.tsx';
import styles from './Figures.module.css';
import { FigureTable } from './FigureTable.tsx';
import { FreeSpan } from './FreeSpan.tsx';
import { figureSpans } from './figureSpans.ts';
import { kpiRows } from './kpiRow.ts';
import { KpiTable } from './KpiTable.tsx';
import { useDeskFigures } from './useDeskFigures.ts';
import { weekPoints } from './weekPoints.ts';

/** The figures at a desk: all of them for a chosen span, by severity and by service, and as CSV. */
export function FiguresDesk(): ReactElement {
  const chosen = useConsole(({ ui }) => ui.figures);
  const isAsked = useConsole(({ ui }) => ui.showsKeys || ui.asksPerson === true);
  const { viewFigures } = useActions();
  const { figures, problem, span } = useDeskFigures(chosen);
  const [said, setSaid] = useState('');
  const now = useNow();

  const save = async (what: 'figures' | 'incidents'): Promise<void> => {
    if (figures === undefined) {
      setSaid('There are no figures to save yet');
      return;
    }
    const text = what === 'figures' ? figuresCsv(figures) : incidentsCsv(figures.incidents);
    const days = [figures.from, figures.to].map((at) => new Date(at).toISOString().slice(0, 10)).join('-to-');
    const outcome = await saveText(text, what, `watchfloor-${what}-${days}.csv`);
    const missing = figures.incidentCount - figures.incidents.length;
    const part =
      what === 'incidents' && missing > 0 ? `, without ${missing} older ones: use "watchfloor figures"` : '';
    setSaid(`${outcome}${part}`);
  };
  useBoardKeys(
    isAsked
      ? {}
      : {
          ...Object.fromEntries(figureSpans.map(({ id, key }) => [key, () => viewFigures({ span: id })])),
          v: () => void save('figures'),
          V: () => void save('incidents'),
        },
  );

  return (
    <main className={styles.desk} data-board="figures">
      <div className={styles.head}>
        <h2>Desk figures</h2>
        <SpanChoice
          label="Span"
          spans={figureSpans}
          chosen={chosen.span}
          onChoose={(id) => viewFigures({ span: id })}
        />
        <p role="status">{said === '' ? ageWords(figures, problem, now) : said}</p>
        <ActButton keyName="v" onPress={() => void save('figures')}>
          Figures CSV
        </ActButton>
        <ActButton keyName="V" onPress={() => void save('incidents')}>
          Incidents CSV
        </ActButton>
      </div>
      {chosen.span === 'free' ? (
        <FreeSpan
          from={chosen.from}
          to={chosen.to}
          onChoose={(from, to) => viewFigures({ span: 'free', from, to })}
        />
      ) : null}
      {figures === undefined ? (
        <p className={styles.none}>{waitWords(chosen.span, span === undefined, problem)}</p>
      ) : (
        <Shown figures={figures} now={now} />
      )}
    </main>
  );
}

function Shown({ figures, now }: { readonly figures: DeskFigures; readonly now: number }): ReactElement {
  const services = useConsole(({ feed }) => feed.entities.service);
  const { total, kpis, bySeverity, byService, weeks } = figures;
  const rows = useMemo(() => kpiRows(kpis, now), [kpis, now]);
  const points = useMemo(() => weekPoints(weeks ?? []), [weeks]);
  const targetOf = (name: string): DeskFigures['kpis'][number] | undefined =>
    kpis.find(({ figure, severity }) => figure === name && severity === undefined);
  const mtta = targetOf('mtta');
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Figures of the span">
      <p className={styles.sum}>{sumWords(figures, now)}</p>
      <ul className={styles.cards}>
        {figureNames.map((name) => (
          <FigureCard key={name} name={name} figure={total[name]} kpi={targetOf(name)} isFull />
        ))}
      </ul>
      <div className={styles.columns}>
        <div className={styles.column}>
          <KpiTable rows={rows} />
          <section className={styles.section} aria-label="By week">
            <h3>Time to acknowledge by calendar week, UTC</h3>
            {points.some(({ minutes }) => minutes !== null) ? (
              <WeeksChart weeks={points} bound={mtta?.unit === 'min' ? mtta.target.below : undefined} />
            ) : (
              <p className={styles.none}>Not enough: no incident was acknowledged in these twelve weeks.</p>
            )}
          </section>
        </div>
        <div className={styles.column}>
          <FigureTable
            title="By severity"
            what="Severity"
            columns={figureNames.filter((name) => name !== 'changeSuccess')}
            parts={bySeverity.map(({ severity, figures: own }) => ({
              id: severity,
              name: <SeverityBadge severity={severity} />,
              figures: own,
            }))}
          />
          <FigureTable
            title="By service"
            what="Service"
            columns={figureNames}
            parts={byService.map(({ service, figures: own }) => ({
              id: service ?? '',
              name: service === undefined ? 'no service' : (services[service]?.name ?? service),
              figures: own,
            }))}
          />
        </div>
      </div>
    </div>
  );
}

/** Both days, unless they are one. */
const ends = (from: number, to: number): string =>
  `${dayText(from)} ${utcMinute(from)} to ${dayText(from) === dayText(to) ? '' : `${dayText(to)} `}${utcMinute(to)}`;

function sumWords(figures: DeskFigures, now: number): string {
  const { opened, resolved, reopened, merged, stillOpen, from, to, recordsSince } = figures;
  const counts = [
    `${opened} opened`,
    `${resolved} resolved`,
    ...(reopened === 0 ? [] : [`${reopened} reopened`]),
    ...(merged === 0 ? [] : [`${merged} merged`]),
    `${stillOpen} still open`,
  ].join(', ');
  const began =
    recordsSince === undefined
      ? ' The journal is empty.'
      : recordsSince > from
        ? ` The journal begins ${whenText(recordsSince, now)} UTC: nothing is known before.`
        : '';
  return `${ends(from, to)} UTC: ${counts}.${began}`;
}

function ageWords(figures: DeskFigures | undefined, problem: string | undefined, now: number): string {
  const age = figures === undefined ? '' : `as of ${utcMinute(figures.asOf)} UTC`;
  const late =
    figures !== undefined && now - figures.asOf > 120_000 ? `, ${sentenceText(now - figures.asOf)} ago` : '';
  if (problem === undefined) return `${age}${late}`;
  return `${problem.replace(/\.$/, '')}${age === '' ? '' : `; ${age}${late}`}`;
}

function waitWords(span: string, hasNone: boolean, problem: string | undefined): string {
  if (hasNone) return span === 'free' ? 'Name both ends of the span.' : 'No shift is on duty now.';
  return problem ?? 'Asking for the last known figures.';
}
