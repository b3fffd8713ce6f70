import { useState, type ReactElement } from 'react';
import { mostSortKeys, queueViewSchema, type QueueView } from '../../../shared/model/queueView.ts';
import { parseRowFilter } from '../../../shared/rules/rowFilter.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { useActions } from '../../store/store.ts';
import { Choice } from './ActFields.tsx';
import { columnsOf, sameName, savedViews, withoutBroken, withoutView, type KeptViews } from './queueViews.ts';
import styles from './ViewPanel.module.css';

interface ViewPanelProps {
  readonly known: KeptViews;
  /** As it is looked at now. */
  readonly view: QueueView;
  readonly onClose: () => void;
}

/** How a view is looked at: its columns and order; to be kept under its own name or another. */
export function ViewPanel({ known, view, onClose }: ViewPanelProps): ReactElement {
  const { changeView, openView, keepViews } = useActions();
  const [name, setName] = useState(view.name);
  const [problem, setProblem] = useState<string>();
  const isKept = known.kept.some((kept) => sameName(kept, view.name));

  const save = async (): Promise<void> => {
    const parsed = queueViewSchema.safeParse({ ...view, name });
    if (!parsed.success) {
      setProblem('A name has 1 to 32 characters.');
      return;
    }
    const other = known.views.find((one) => sameName(one.name, parsed.data.name));
    if (other !== undefined && !sameName(other.name, view.name)) {
      setProblem(`There is a view called ${other.name}; choose another name.`);
      return;
    }
    if (!parseRowFilter(view.filter).ok) {
      setProblem('The filter can’t be read; put it right first.');
      return;
    }
    const saved = { ...parsed.data, name: other?.name ?? parsed.data.name };
    if (!(await keepViews((raw) => savedViews(raw, saved)))) return;
    changeView(view.name, undefined);
    changeView(saved.name, undefined);
    openView(saved.name);
    onClose();
  };
  const remove = async (): Promise<void> => {
    if (!(await keepViews((raw) => withoutView(raw, view.name)))) return;
    changeView(view.name, undefined);
    onClose();
  };
  return (
    <section className={styles.panel} aria-label="View">
      <form
        className={styles.name}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onClose();
        }}
      >
        <label>
          Name of the view
          <input
            autoFocus
            maxLength={32}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              setProblem(undefined);
            }}
          />
        </label>
        <ActButton submit primary>
          {sameName(name.trim(), view.name) ? 'Save' : 'Save as new'}
        </ActButton>
        {isKept && <ActButton onPress={() => void remove()}>Remove</ActButton>}
        <ActButton keyName="v" onPress={onClose}>
          Close
        </ActButton>
        {problem !== undefined && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
      </form>
      <Columns view={view} />
      <Order view={view} />
      {known.broken.map((broken) => (
        <p key={`${broken.name} ${broken.problem}`} className={styles.broken}>
          <span>
            The view <b>{broken.name}</b> can’t be shown ({broken.problem}); it is kept as it is.
          </span>
          <ActButton onPress={() => void keepViews((raw) => withoutBroken(raw, broken))}>Remove it</ActButton>
        </p>
      ))}
    </section>
  );
}

function Columns({ view }: { readonly view: QueueView }): ReactElement {
  const { changeView } = useActions();
  const all = columnsOf(view.scope);
  const titleOf = (id: string): string => all.find((column) => column.id === id)?.title ?? id;
  const setColumns = (columns: readonly string[]): void => changeView(view.name, { columns: [...columns] });
  const move = (id: string, by: number): void => {
    const at = view.columns.indexOf(id);
    const others = view.columns.filter((other) => other !== id);
    setColumns(others.toSpliced(Math.max(0, at + by), 0, id));
  };
  const hidden = all.filter(({ id }) => !view.columns.includes(id));
  return (
    <fieldset className={styles.columns}>
      <legend>Columns, from the left</legend>
      {view.columns.map((id, at) => (
        <span key={id} className={styles.column}>
          <label>
            <input
              type="checkbox"
              checked
              disabled={view.columns.length === 1}
              onChange={() => setColumns(view.columns.filter((other) => other !== id))}
            />
            {titleOf(id)}
          </label>
          <button
            type="button"
            aria-label={`${titleOf(id)} further left`}
            disabled={at === 0}
            onClick={() => move(id, -1)}
          >
            ←
          </button>
          <button
            type="button"
            aria-label={`${titleOf(id)} further right`}
            disabled={at === view.columns.length - 1}
            onClick={() => move(id, 1)}
          >
            →
          </button>
        </span>
      ))}
      {hidden.map(({ id, title }) => (
        <span key={id} className={styles.column}>
          <label>
            <input type="checkbox" checked={false} onChange={() => setColumns([...view.columns, id])} />
            {title}
          </label>
        </span>
      ))}
    </fieldset>
  );
}

function Order({ view }: { readonly view: QueueView }): ReactElement {
  const { changeView } = useActions();
  const setSort = (sort: QueueView['sort']): void => changeView(view.name, { sort });
  const options = columnsOf(view.scope).flatMap(({ id, title }) => [
    { id: `${id} up`, name: `${title}, rising` },
    { id: `${id} down`, name: `${title}, falling` },
  ]);
  // One more than there are, to add it.
  const keys = [...view.sort, undefined].slice(0, mostSortKeys);
  return (
    <fieldset className={styles.columns}>
      <legend>Order; then worst severity, then oldest</legend>
      {keys.map((key, place) => (
        <Choice
          // The place is what a key is known by.
          key={place}
          label={place === 0 ? 'First by' : 'Then by'}
          empty="nothing more"
          value={key === undefined ? '' : `${key.by} ${key.down ? 'down' : 'up'}`}
          options={options}
          onPick={(picked) => {
            const [by = '', direction] = picked.split(' ');
            const next = picked === '' ? [] : [{ by, down: direction === 'down' }];
            const others = view.sort.toSpliced(place, 1, ...next);
            setSort(others.filter((one, at) => others.findIndex((first) => first.by === one.by) === at));
          }}
        />
      ))}
    </fieldset>
  );
}
