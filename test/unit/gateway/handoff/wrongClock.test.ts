import { expect, it } from 'vitest';
import type { Command } from '../../../../shared/feed/commands.ts';
import { temporaryFolder } from '../../../support/restartable.ts';
import { dayUnderTest } from './dayUnderTest.ts';

const start = Date.UTC(2026, 10, 21, 7, 0);
const wrongMs = 7 * 60_000;

it.each([wrongMs, -wrongMs])(
  'a handoff given by workstations whose clocks are %i ms off has the gateway’s instants alone, and the first of two signatures of one instant counts',
  async (offMs) => {
    const folder = temporaryFolder('clock');
    const day = dayUnderTest(folder.path, start);
    try {
      const now = day.clock.now();
      const does = (person: string, command: Command) => day.give(person, command, now + offMs);
      does('M. Tanaka', { name: 'handoff.begin', params: {} });
      const handoff = 'HND-2026-11-21T08';
      does('M. Tanaka', { name: 'handoff.note', params: { handoff, base: 0, text: 'Noted' } });
      for (const { id: item } of day.handoff(handoff)?.items ?? []) {
        const params = { handoff, item, comment: 'Looked' };
        expect(does('M. Tanaka', { name: 'handoff.tick', params })).toMatchObject({ ok: true });
      }
      const sign = (person: string, side: 'outgoing' | 'incoming') =>
        does(person, { name: 'handoff.sign', params: { handoff, side } });
      expect(sign('M. Tanaka', 'outgoing')).toMatchObject({ ok: true });
      expect(sign('J. Rao', 'outgoing')).toMatchObject({ ok: false });
      expect(sign('M. Tanaka', 'incoming')).toMatchObject({ ok: false });
      expect(sign('L. Meyer', 'incoming')).toMatchObject({ ok: true });
      expect(sign('J. Rao', 'incoming')).toMatchObject({ ok: false });
      const record = day.handoff(handoff);
      expect(record).toMatchObject({
        begun: { at: now },
        outgoing: { at: now, by: 'M. Tanaka' },
        incoming: { at: now, by: 'L. Meyer' },
        closed: { at: now, outcome: 'complete' },
        notes: { last: { at: now } },
      });
      expect(record?.items.map(({ tick }) => [tick?.at, tick?.evidence.asOf])).toEqual(
        record?.items.map(() => [now, now]),
      );
    } finally {
      await day.end();
      folder.remove();
    }
  },
);
