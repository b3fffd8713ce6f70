import type { Handoff } from '../../../shared/model/handoff.ts';
import { handoffComplete } from '../../support/frozen/frozenHandoffs.ts';

const names = ['علي حسن', 'דנה לוי', '田中 美咲', 'Ελένη Παπαδοπούλου', 'Łukasz Żółć'];

/** A record that is long in every way, with names in many scripts. */
export const longRecord: Handoff = {
  ...handoffComplete,
  outgoing: { at: handoffComplete.boundaryAt, by: names[0] ?? '', onRota: true },
  notes: {
    revision: 9,
    text: Array.from({ length: 60 }, (_, place) =>
      place % 3 === 0
        ? `${names[place % names.length] ?? ''}: תקלה במסד הנתונים, INC-2041, חזרה לשגרה.`
        : `Line ${place}. ${'The plans went bad on the new primary. '.repeat(6)}${'x'.repeat(140)}`,
    ).join('\n'),
  },
  difference: {
    total: 80,
    lines: Array.from({ length: 80 }, (_, place) => ({
      ...{ kind: 'opened' as const, subject: `INC-${2100 + place}`, severity: 'P2' },
      text: `Difference ${place}: ${'tried this and that; '.repeat(8)}`,
    })),
  },
};
