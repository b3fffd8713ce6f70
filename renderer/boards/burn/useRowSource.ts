import { useMemo } from 'react';
import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Objective } from '../../../shared/model/objective.ts';
import { shiftAt } from '../../../shared/rules/shifts.ts';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { longWindows, type RowSource } from './objectiveRow.ts';

const minuteMs = 60_000;
const noTiers: DeskInfo['tiers'] = [];

/** What rows are made from; a new one only each minute, for their words name no second. */
export function useRowSource(objectives: readonly Objective[]): RowSource {
  const services = useConsole(({ feed }) => feed.entities.service);
  const desk = useConsole(({ feed }) => feed.entities.desk['desk']);
  const live = useConsole((state) => state.live);
  const now = Math.floor(useNow() / minuteMs) * minuteMs;
  const windows = useMemo(() => longWindows(objectives), [objectives]);
  return useMemo(() => {
    const shiftEndsAt = shiftAt(desk?.shifts ?? [], now)?.endsAt;
    return { services, tiers: desk?.tiers ?? noTiers, shiftEndsAt, now, live, windows };
  }, [services, desk, live, now, windows]);
}
