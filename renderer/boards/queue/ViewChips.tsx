import type { ReactElement } from 'react';
import { FilterChips } from '../../components/FilterChips.tsx';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole, type ConsoleState } from '../../store/store.ts';
import { passesScope, queueRows } from './queueRows.ts';
import type { KeptViews } from './queueViews.ts';

let counted:
  { readonly alerts: ConsoleState['feed']['entities']['alert']; readonly count: number } | undefined;

/** Alerts known; counted once a change, so that nothing is drawn again where their number stays. */
function alertCount({ feed }: ConsoleState): number {
  const { alert: alerts } = feed.entities;
  if (counted?.alerts !== alerts) counted = { alerts, count: Object.keys(alerts).length };
  return counted.count;
}

/** The views by name, with their counts and keys. A view with a filter of its own has no count: it shows its own. */
export function ViewChips({
  known,
  active,
}: {
  readonly known: KeptViews;
  readonly active: string;
}): ReactElement {
  const now = useNow();
  const incidents = useConsole(({ feed }) => feed.entities.incident);
  const desk = useConsole(({ feed }) => feed.entities.desk['desk']);
  const person = useConsole((state) => state.person);
  const alerts = useConsole(alertCount);
  const { openView } = useActions();
  const rows = queueRows({ incidents, desk });
  const chips = known.views.map(({ name, scope, filter }, place) => {
    const count =
      filter !== ''
        ? undefined
        : scope === 'alerts'
          ? alerts
          : rows.filter((row) => passesScope(row, scope, person, now)).length;
    return {
      id: name,
      label: name,
      ...(count === undefined ? {} : { count }),
      ...(place < 9 ? { keyName: String(place + 1) } : {}),
    };
  });
  return <FilterChips chips={chips} active={active} onPick={openView} />;
}
