import { useMemo, useState } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';
import type { Entities } from '../../../shared/model/entities.ts';
import type { QueueView } from '../../../shared/model/queueView.ts';
import { filterProblem, parseRowFilter, rowTest, type RowFilter } from '../../../shared/rules/rowFilter.ts';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { alertColumns, ownAlertOrder } from './alertColumns.ts';
import { incidentColumns, ownIncidentOrder } from './incidentColumns.ts';
import { queueOrder } from '../../../shared/rules/flood.ts';
import { createKeptFilter, createKeptOrder, tooSlow } from './keptOrder.ts';
import { passesScope, queueRows, type QueueRow } from './queueRows.ts';
import { asksLabels, filteredAlert, incidentTest } from './rowFields.ts';
import { shownWords, type ShownWords } from './shownWords.ts';
import { foldRows, type Fold } from './symptoms.ts';
import { compareRows, type OrderContext } from './tableColumn.ts';

const noAlerts: Readonly<Record<string, Alert>> = {};
const noSeverities: OrderContext['severities'] = [];
const noFilter: RowFilter = { matchers: [], words: [] };

/** The rows of a view, what it hides, and what is wrong with its filter. */
export interface QueueList<Row> {
  readonly rows: readonly Row[];
  readonly words: ShownWords;
  /** A filter that can't be read, or takes too long, hides nothing. */
  readonly problem: string | undefined;
  /** Causes with what is folded under them. */
  readonly folds?: readonly Fold[];
}

function useFilter(text: string) {
  return useMemo(() => {
    const parsed = parseRowFilter(text);
    return parsed.ok
      ? { filter: parsed.value, problem: undefined }
      : { filter: noFilter, problem: `${filterProblem(parsed.error)}; nothing is filtered` };
  }, [text]);
}

/** Only backtracking can take long; plain texts are judged on a busy machine too. */
const hasExpression = ({ matchers }: RowFilter): boolean => matchers.some(({ isRegex }) => isRegex);

const slowProblem = 'this filter takes too long; nothing is filtered';

/** What orders rows. Services change all the time, their names hardly ever: nothing is sorted again for the former. */
export function useOrderContext(): OrderContext {
  const names = useConsole(({ feed }) => namesText(feed.entities.service));
  const services = useMemo(
    () =>
      Object.fromEntries(
        names.split('\n').map((line) => {
          const [id = '', name = ''] = line.split('\t');
          return [id, { name }];
        }),
      ),
    [names],
  );
  const severities = useConsole(({ feed }) => feed.entities.desk['desk']?.severities) ?? noSeverities;
  return useMemo(() => ({ services, severities }), [services, severities]);
}

let named: { readonly services: Entities['service']; readonly text: string } | undefined;

function namesText(services: Entities['service']): string {
  if (named?.services !== services) {
    const text = Object.values(services)
      .map(({ id, name }) => `${id}\t${name}`)
      .join('\n');
    named = { services, text };
  }
  return named.text;
}

/** All incidents, and those of a view in its order. */
export function useIncidentList(
  { scope, filter: text, sort }: QueueView,
  /** Causes whose symptoms are shown. */
  unfolded: ReadonlySet<string>,
): QueueList<QueueRow> {
  const now = useNow();
  const incidents = useConsole(({ feed }) => feed.entities.incident);
  const desk = useConsole(({ feed }) => feed.entities.desk['desk']);
  const person = useConsole((state) => state.person);
  const flood = useConsole(({ feed }) => feed.entities.flood['flood']);
  const context = useOrderContext();
  const { filter, problem } = useFilter(text);
  const needsLabels = asksLabels(filter);
  const alerts = useConsole(({ feed }) => (needsLabels ? feed.entities.alert : noAlerts));
  const [keptFilter] = useState(() => createKeptFilter<QueueRow>(() => performance.now()));

  const isFlood = flood !== undefined;
  const firstIncident = flood?.firstIncident;
  const ownOrder = useMemo(() => {
    if (!isFlood) return ownIncidentOrder(context);
    const compare = queueOrder(context.severities, { firstIncident });
    return (one: QueueRow, other: QueueRow) => compare(one.incident, other.incident);
  }, [context, isFlood, firstIncident]);
  const ordered = useMemo(
    () => [...queueRows({ incidents, desk })].sort(compareRows(sort, incidentColumns, ownOrder, context)),
    [incidents, desk, sort, context, ownOrder],
  );
  const test = useMemo(() => {
    const passes = incidentTest(filter, context.services, alerts);
    return ({ incident }: QueueRow) => passes(incident);
  }, [filter, context, alerts]);
  if (scope === 'alerts') return { rows: [], words: { text: '', isGrave: false }, problem };
  const inScope = ordered.filter((row) => passesScope(row, scope, person, now));
  const passing = keptFilter(inScope, test, hasExpression(filter));
  const rows = passing === tooSlow ? inScope : passing;
  const all = ordered.filter(
    (row) => row.incident.status !== 'resolved' || passesScope(row, scope, person, now),
  );
  const folded = foldRows(rows, unfolded, firstIncident);
  return {
    rows: folded.rows,
    folds: folded.folds,
    words: shownWords(rows, all, ({ incident }) => incident.severity, context.severities, 'incident'),
    problem: passing === tooSlow ? slowProblem : problem,
  };
}

/** All alerts that pass a view's filter, in its order; a change of one sorts and tests none of the others again. */
export function useAlertList({ filter: text, sort }: QueueView): QueueList<Alert> {
  const alerts = useConsole(({ feed }) => feed.entities.alert);
  const context = useOrderContext();
  const { filter, problem } = useFilter(text);
  const [keptOrder] = useState(() => createKeptOrder<Alert>());
  const [keptFilter] = useState(() => createKeptFilter<Alert>(() => performance.now()));
  const compare = useMemo(
    () => compareRows(sort, alertColumns, ownAlertOrder(context), context),
    [sort, context],
  );
  const test = useMemo(() => {
    const passes = rowTest(filter);
    return (alert: Alert) => passes(filteredAlert(alert, context.services));
  }, [filter, context]);
  const ordered = keptOrder(alerts, compare);
  const isBare = filter.matchers.length === 0 && filter.words.length === 0;
  const passing = isBare ? ordered : keptFilter(ordered, test, hasExpression(filter));
  const rows = passing === tooSlow ? ordered : passing;
  const words = useMemo(
    () => shownWords(rows, ordered, ({ severity }) => severity, context.severities, 'alert'),
    [rows, ordered, context],
  );
  return { rows, words, problem: passing === tooSlow ? slowProblem : problem };
}
