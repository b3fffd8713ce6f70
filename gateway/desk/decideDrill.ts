import { err, ok } from '../../shared/result.ts';
import type { Handlers } from './handler.ts';

/** What the command does that brings a drill on record. */
export const drillHandlers: Handlers<'drill.record'> = {
  'drill.record': (report, { state, base }) => {
    if (report.to < report.from) return err('A drill can not end before it began; it was not recorded.');
    // A console that was killed after it had told tells again.
    if (state.drills.some(({ id }) => id === report.drill)) return ok([]);
    // A console's clock may be ahead: nothing is recorded before it was.
    const to = Math.min(report.to, base.at);
    return ok([{ ...report, ...base, type: 'drill.recorded', from: Math.min(report.from, to), to }]);
  },
};
