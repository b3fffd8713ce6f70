import { useEffect, useMemo } from 'react';
import type { Drill } from '../../../shared/model/drill.ts';
import { drillOf } from '../../../shared/rules/drillOf.ts';
import { useActions, useConsole } from '../../store/store.ts';

/** What stands for so long was read, and not passed on the way to something else, ms. */
const readMs = 1_500;

/** The drills on record, newest first. */
export function useDrills(): readonly Drill[] {
  const drills = useConsole(({ feed }) => feed.entities.drill);
  return useMemo(() => Object.values(drills).sort((one, other) => other.from - one.from), [drills]);
}

/** While a drill is under way, notes the runbook that is read and the words that are searched. */
export function useDrillUses(
  runbook: { readonly id: string; readonly title: string } | undefined,
  words: string,
  found: number,
): void {
  const isDrill = useConsole(({ status }) => drillOf(status) !== undefined);
  const { noteDrill } = useActions();
  const { id, title } = runbook ?? {};
  useEffect(() => {
    if (!isDrill || id === undefined || title === undefined) return;
    const timer = setTimeout(() => noteDrill({ kind: 'runbook', id, title }), readMs);
    return () => clearTimeout(timer);
  }, [isDrill, id, title, noteDrill]);
  useEffect(() => {
    if (!isDrill || words === '') return;
    const timer = setTimeout(() => noteDrill({ kind: 'search', words, found }), readMs);
    return () => clearTimeout(timer);
  }, [isDrill, words, found, noteDrill]);
}
