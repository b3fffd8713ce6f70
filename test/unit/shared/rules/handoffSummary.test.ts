import { expect, it } from 'vitest';
import { handoffSummary } from '../../../../shared/rules/handoffSummary.ts';
import { handoffComplete } from '../../../support/frozen/frozenHandoffs.ts';

it('says who signed, what was not good, what was accepted and is promised, and the notes last', () => {
  const lines = handoffSummary(handoffComplete).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'Singapore, Shift 1: M. Tanaka at 03:14:02 UTC',
    'Berlin, Shift 2: L. Meyer at 03:16:02 UTC, not on the rota',
    'Review active incidents: bad. Known, and in the notes',
  ]);
  expect(lines).toContain('Accepted: INC-2041 (P0) Policy Governance is unavailable');
  expect(lines.some((line) => line.startsWith('Promised: PRM-7 A line on INC-2041'))).toBe(true);
  const place = lines.findIndex((line) => line.startsWith('The whole record: HND-2026-11-20T0335'));
  expect(lines.slice(place + 1).join('\n')).toBe(`Notes: ${handoffComplete.notes.text.trim()}`);
});

it('names whoever took over, and what was never ticked', () => {
  const takeover = { at: handoffComplete.boundaryAt, by: 'علي حسن', reason: 'Tanaka was taken ill' };
  const items = handoffComplete.items.map((item, place) => (place < 2 ? { ...item, tick: undefined } : item));
  const lines = handoffSummary({ ...handoffComplete, outgoing: undefined, takeover, items }).split('\n');
  expect(lines[0]).toBe('Singapore, Shift 1: nobody: \u2068علي حسن\u2069 took over (Tanaka was taken ill)');
  expect(lines).toContain('Not ticked: Review active incidents, Check system health status');
});
