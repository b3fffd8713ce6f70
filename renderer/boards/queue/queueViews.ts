import { queueViewSchema, type QueueScope, type QueueView } from '../../../shared/model/queueView.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { filterProblem, parseRowFilter } from '../../../shared/rules/rowFilter.ts';
import type { QueueViewChange } from '../../store/uiState.ts';
import { alertColumns } from './alertColumns.ts';
import { incidentColumns } from './incidentColumns.ts';

const incidentDefaults = ['severity', 'id', 'incident', 'since', 'open', 'owner', 'due'];
const alertDefaults = ['severity', 'state', 'alert', 'service', 'since', 'lease', 'incident', 'silenced'];

const own = (name: string, scope: QueueScope, change: QueueViewChange = {}): QueueView => ({
  name,
  scope,
  filter: '',
  columns: scope === 'alerts' ? alertDefaults : incidentDefaults,
  sort: [],
  ...change,
});

/** The views that are always there, in the order of their keys. */
export const ownViews: readonly QueueView[] = [
  own('Open', 'open'),
  own('Mine', 'mine'),
  own('Unacknowledged', 'unacknowledged'),
  own('No owner', 'unowned'),
  own('Due in 15 min', 'due', { sort: [{ by: 'due', down: false }] }),
  own('Resolved', 'resolved', { sort: [{ by: 'since', down: true }] }),
  own('Alerts', 'alerts'),
];

/** The columns that a view may have. */
export const columnsOf = (scope: QueueScope): readonly { readonly id: string; readonly title: string }[] =>
  scope === 'alerts' ? alertColumns : incidentColumns;

/** A view that can't be shown; it stays as it is in the settings until somebody removes it. */
export interface BrokenView {
  readonly name: string;
  readonly problem: string;
  readonly raw: unknown;
}

/** The views of a console: its own, with those that are kept under the same name in their place, then the others. */
export interface KeptViews {
  readonly views: readonly QueueView[];
  /** Names of those that are kept. */
  readonly kept: readonly string[];
  readonly broken: readonly BrokenView[];
}

/** True where two views have one name: capitals do not tell them apart. */
export const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Reads the views that a console keeps; a broken one is named and hides no other. */
export function readViews(raw: unknown): KeptViews {
  const broken: BrokenView[] = [];
  const good: QueueView[] = [];
  const list: readonly unknown[] = raw === undefined ? [] : Array.isArray(raw) ? raw : [raw];
  for (const [place, one] of list.entries()) {
    const view = readView(one);
    const isSecond = view.ok && good.some(({ name }) => sameName(name, view.value.name));
    if (view.ok && !isSecond) good.push(view.value);
    else {
      const problem = view.ok ? 'another view has its name' : view.error;
      broken.push({ name: nameIn(one) ?? `View ${place + 1}`, problem, raw: one });
    }
  }
  const views = [
    ...ownViews.map((view) => good.find(({ name }) => sameName(name, view.name)) ?? view),
    ...good.filter(({ name }) => !ownViews.some((view) => sameName(view.name, name))),
  ];
  return { views, kept: good.map(({ name }) => name), broken };
}

function readView(raw: unknown): Result<QueueView> {
  const parsed = queueViewSchema.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return err(`${issue?.path.join('.') || 'view'}: ${issue?.message ?? 'not valid'}`);
  }
  const view = parsed.data;
  const columns = columnsOf(view.scope);
  const strange = [...view.columns, ...view.sort.map(({ by }) => by)].find(
    (id) => !columns.some((column) => column.id === id),
  );
  if (strange !== undefined) return err(`there is no column "${strange}" here`);
  const filter = parseRowFilter(view.filter);
  return filter.ok ? ok(view) : err(`filter, ${filterProblem(filter.error)}`);
}

function nameIn(raw: unknown): string | undefined {
  const name: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'name') : undefined;
  return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 40) : undefined;
}

/** What is to be kept after a view was saved; one of the same name gives way, broken ones stay. */
export function savedViews(raw: unknown, view: QueueView): readonly unknown[] {
  return [...withoutView(raw, view.name), view];
}

/** What is to be kept after the good view of a name was removed. */
export function withoutView(raw: unknown, name: string): readonly unknown[] {
  const list: readonly unknown[] = raw === undefined ? [] : Array.isArray(raw) ? raw : [raw];
  return list.filter((one) => {
    const view = readView(one);
    return !view.ok || !sameName(view.value.name, name);
  });
}

/** What is to be kept after a broken view was removed. */
export function withoutBroken(raw: unknown, broken: BrokenView): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [];
  const text = JSON.stringify(broken.raw);
  return list.filter((one) => JSON.stringify(one) !== text);
}
