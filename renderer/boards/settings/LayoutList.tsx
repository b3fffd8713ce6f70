import { Fragment, useState, type ReactElement } from 'react';
import { readLayouts, wallLayoutSchema, type WallLayout } from '../../../shared/model/wallLayout.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { useActions, useConsole } from '../../store/store.ts';
import { DisplayLine } from './DisplayLine.tsx';
import { DisplaySound } from './DisplaySound.tsx';
import { displayChanged } from './layoutEdit.ts';
import styles from './LayoutList.module.css';

/** The layouts of a wall's displays: kept from what is plugged in now, used, changed display by display, removed. */
export function LayoutList(): ReactElement {
  const kept = useConsole(({ settings }) => settings.layouts);
  const used = useConsole(({ settings }) => settings.layout);
  const { changeSettings, keepLayout } = useActions();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const { layouts, problems } = readLayouts(kept);
  const all: readonly unknown[] = Array.isArray(kept) ? kept : [];
  const keep = async (work: Promise<string | undefined>): Promise<void> => setProblem(await work);
  const replace = (before: WallLayout, after: WallLayout | undefined): Promise<string | undefined> => {
    const others = all.flatMap((value) => {
      const parsed = wallLayoutSchema.safeParse(value);
      if (!parsed.success || parsed.data.name !== before.name) return [value];
      return after === undefined ? [] : [after];
    });
    const isGone = after === undefined && used === before.name;
    return changeSettings({ layouts: others, ...(isGone ? { layout: '' } : {}) });
  };
  return (
    <section aria-label="Layouts" className={styles.layouts}>
      <h3>Layouts</h3>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') setProblem('Give the layout a name first, such as Day.');
          else void keep(keepLayout(name.trim())).then(() => setName(''));
        }}
      >
        <input
          aria-label="Name of the layout"
          maxLength={60}
          placeholder="Day"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <ActButton submit>Keep the displays of now</ActButton>
        <span className={styles.about}>
          One window for each display that is plugged in, and this console becomes a wall.
        </span>
      </form>
      <p className={styles.problem} role="alert">
        {problem ?? problems.join(' ')}
      </p>
      {layouts.map((layout) => (
        <div key={layout.name} className={styles.layout}>
          <div className={styles.line}>
            <b>{layout.name}</b>
            <span className={styles.about}>
              {layout.displays.length === 1 ? '1 display' : `${layout.displays.length} displays`}
              {layout.name === used ? ', in use' : ''}
            </span>
            {layout.name === used ? null : (
              <ActButton onPress={() => void keep(changeSettings({ layout: layout.name }))}>
                Use {layout.name}
              </ActButton>
            )}
            <ActButton onPress={() => void keep(replace(layout, undefined))}>Remove {layout.name}</ActButton>
          </div>
          {layout.displays.map((display, index) => (
            <Fragment key={display.name}>
              <DisplayLine
                display={display}
                onChange={(entry) => {
                  const changed = displayChanged(display, entry);
                  if (!changed.ok) return setProblem(changed.error);
                  const displays = layout.displays.map((other, at) => (at === index ? changed.value : other));
                  return void keep(replace(layout, { ...layout, displays }));
                }}
              />
              <DisplaySound name={display.name} />
            </Fragment>
          ))}
        </div>
      ))}
    </section>
  );
}
