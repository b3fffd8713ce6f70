import { useEffect, useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { activeId, ChoiceList, useChoice } from '../components/ChoiceList.tsx';
import { Modal } from '../components/Modal.tsx';
import { drillOf } from '../../shared/rules/drillOf.ts';
import { useActions, useConsole } from '../store/store.ts';
import { pressKeys } from './keyPresses.ts';
import { foundItems, paletteItems, type PaletteItem } from './paletteItems.ts';
import styles from './Palette.module.css';

/** Everything that can be done or opened now, found by typing. */
export function Palette(): ReactElement | null {
  const isShown = useConsole(({ ui }) => ui.showsPalette === true);
  return isShown ? <Open /> : null;
}

function Open(): ReactElement {
  const board = useConsole(({ ui }) => ui.board);
  const selected = useConsole(({ ui, feed }) =>
    ui.selected === undefined ? undefined : feed.entities.incident[ui.selected],
  );
  const known = useConsole(({ feed }) => feed.entities.incident);
  const isLost = useConsole((state) => !state.live);
  const isDrill = useConsole((state) => drillOf(state.status) !== undefined);
  const isDesktop = useConsole(({ capabilities }) => capabilities.shell === 'desktop');
  const { library, showPalette, setBoard, select, openRunbook, openSettings } = useActions();
  const [runbooks, setRunbooks] = useState<readonly { readonly id: string; readonly title: string }[]>([]);
  const [typed, setTyped] = useState('');
  useEffect(() => {
    let isGone = false;
    // Without the list, the rest is found all the same.
    library.list().then(
      (kept) => {
        if (!isGone) setRunbooks(kept?.runbooks ?? []);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [library]);
  const items = useMemo(() => {
    // The open ones first, the newest first among them.
    const incidents = Object.values(known).sort(
      (a, b) => Number(a.status === 'resolved') - Number(b.status === 'resolved') || b.openedAt - a.openedAt,
    );
    return paletteItems({ board, isLost, isDrill, isDesktop, selected, incidents, runbooks });
  }, [board, isLost, isDrill, isDesktop, selected, known, runbooks]);
  const found = useMemo(() => foundItems(items, typed), [items, typed]);
  const close = (): void => showPalette(false);
  const choose = (item: PaletteItem | undefined): void => {
    if (item === undefined) return;
    // Gone before the keys are heard: the board must have them, and the focus that it had.
    flushSync(close);
    const { deed } = item;
    switch (deed.kind) {
      case 'press':
        return pressKeys(deed.presses, document.body);
      case 'incident':
        setBoard('queue');
        return select(deed.id);
      case 'runbook':
        return openRunbook(deed.id);
      case 'settings':
        return openSettings(deed.section);
    }
  };
  const { active, restart, hear } = useChoice(found.length, (index) => choose(found[index]));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    // All of it is reached by arrows, Enter and Esc: focus stays here.
    else if (!hear(event) && event.key !== 'Tab' && !(event.key === 'k' && event.ctrlKey)) {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Modal label="Search or run a command" className={styles.sheet} onClose={close} onKeyDown={onKeyDown}>
      <input
        autoFocus
        role="combobox"
        aria-label="Search or run a command"
        aria-expanded="true"
        aria-controls="palette"
        aria-activedescendant={activeId('palette', active)}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        placeholder="An act, a board, an incident, a runbook"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          restart();
        }}
      />
      <ChoiceList
        id="palette"
        label="Found"
        active={active}
        lines={found.map(({ id, name, about, keys }) => ({
          key: id,
          content: (
            <>
              <b>{name}</b>
              <span>{about}</span>
              <span className={styles.keys}>
                {keys?.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </span>
            </>
          ),
        }))}
        onTake={(index) => choose(found[index])}
        className={styles.list}
      />
      <p className={styles.hint} role="status">
        {found.length === 0 ? 'Nothing has these letters. ' : ''}
        <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Enter</kbd> does it <kbd>Esc</kbd> closes
      </p>
    </Modal>
  );
}
