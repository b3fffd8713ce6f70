import { useEffect, useMemo, useState } from 'react';
import type { KeptRunbook } from '../../../shared/library/keptLibrary.ts';
import { readinessFigure, withDrills, type ReadinessFigure } from '../../../shared/rules/readiness.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { useDrills } from './useDrills.ts';

/** For how many alert rules this machine has a runbook; undefined where no Prometheus is asked, or the copy is not read yet. */
export function useReadiness(now: number): ReadinessFigure | undefined {
  const readiness = useConsole(({ feed }) => feed.entities.readiness['readiness']);
  const damaged = useConsole(({ library }) => library.damaged);
  const digest = useConsole(({ library }) => library.digest);
  const copiedAt = useConsole(({ library }) => library.copiedAt);
  const { library } = useActions();
  const drills = useDrills();
  const [kept, setKept] = useState<readonly KeptRunbook[]>();
  const isAsked = readiness !== undefined;
  useEffect(() => {
    if (!isAsked) return;
    let isGone = false;
    // A list that can't be read is none: what can't be opened helps nobody.
    void library
      .list()
      .catch(() => undefined)
      .then((list) => isGone || setKept(list?.runbooks ?? []));
    return () => {
      isGone = true;
    };
  }, [library, isAsked, digest, copiedAt]);
  return useMemo(() => {
    if (readiness === undefined || kept === undefined) return undefined;
    const runbooks = withDrills(kept, drills).map((one) => ({
      ...one,
      isDamaged: damaged.includes(one.title),
    }));
    return readinessFigure(readiness, runbooks, now);
  }, [readiness, kept, drills, damaged, now]);
}
