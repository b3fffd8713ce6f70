import { describe, expect, it } from 'vitest';
import {
  readTimeField,
  rotaAct,
  timeField,
  type RotaDraft,
} from '../../../../renderer/boards/rota/rotaDraft.ts';
import { initialsOf } from '../../../../renderer/boards/rota/rotaGrid.ts';
import { parseCommand } from '../../../../shared/feed/commands.ts';

const at = Date.UTC(2026, 10, 27, 8);
const draft: RotaDraft = {
  ...{ list: 'primary', otherList: 'secondary', person: 'meyer', reason: ' flu ', emergency: false },
  ...{ from: '2026-11-27 08:00', to: '2026-11-28 08:00' },
};

describe('a form of the rota', () => {
  it('makes commands that the gateway takes', () => {
    for (const kind of ['override', 'swap', 'decline', 'cancel'] as const) {
      const act = rotaAct(kind, draft, 'ROT-101');
      if (!act.ok) throw new Error(act.error);
      expect(parseCommand(act.value.name, act.value.params)).toMatchObject({ ok: true });
      expect(act.value.params).toMatchObject({ reason: 'flu' });
    }
    const override = rotaAct('override', draft, undefined);
    expect(override.ok && override.value.params).toMatchObject({
      from: at,
      to: at + 86_400_000,
      person: 'meyer',
    });
  });

  it.each([
    [{ reason: ' ' }, 'Give the reason; it is part of the record.'],
    [{ person: '' }, 'Choose who stands in.'],
    [{ to: 'tomorrow' }, 'Write both times as 2026-11-27 08:00, in UTC.'],
    [{ to: '2026-13-28 08:00' }, 'Write both times as 2026-11-27 08:00, in UTC.'],
    [{ to: '2026-11-27 08:00' }, 'The end must come after the beginning.'],
  ])('says what is missing: %j', (change, problem) => {
    expect(rotaAct('override', { ...draft, ...change }, undefined)).toEqual({ ok: false, error: problem });
  });

  it('reads the times that it writes', () => {
    expect(readTimeField(timeField(at))).toBe(at);
    expect(readTimeField('27 November')).toBeUndefined();
  });
});

describe('initials', () => {
  it.each([
    ['M. Tanaka', 'MT'],
    ['Zoë Example', 'ZE'],
    ['夜間 当直', '夜当'],
    ['zoe@contractor.example', 'ZE'],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
