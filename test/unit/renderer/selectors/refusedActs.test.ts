import { describe, expect, it } from 'vitest';
import { givenAnew, isToBeChosen, meanwhileOf } from '../../../../renderer/selectors/refusedActs.ts';
import { actWords } from '../../../../shared/feed/actWords.ts';
import type { Outgoing } from '../../../../shared/bridge.ts';
import { parseCommand } from '../../../../shared/feed/commands.ts';
import type { Incident } from '../../../../shared/model/incident.ts';

const at = Date.UTC(2026, 10, 25, 3, 12);
const resolve: Outgoing = {
  id: 'command-1',
  name: 'incident.resolve',
  params: { incident: 'INC-1', note: 'Line card replaced.' },
  givenAt: at,
  person: 'M. Tanaka',
  state: 'refused',
  message: 'INC-1 is resolved already.',
  offline: true,
};
const entry = (after: number, text: string) => ({
  ...{ at: at + after, by: { kind: 'person' as const, name: 'L. Meyer' }, kind: 'note' as const, text },
});
// Only what is looked at.
const incident = {
  id: 'INC-1',
  timeline: [entry(-1, 'before'), entry(0, 'same'), entry(5, 'after')],
} as Incident;

describe('an act that was refused after it waited', () => {
  it('waits for a choice; one that was refused at once does not', () => {
    expect(isToBeChosen(resolve)).toBe(true);
    expect(isToBeChosen({ ...resolve, offline: undefined })).toBe(false);
    expect(isToBeChosen({ ...resolve, state: 'queued' })).toBe(false);
  });

  it('is shown with what happened since it was given', () => {
    expect(meanwhileOf(resolve, incident).map(({ text }) => text)).toEqual(['same', 'after']);
    expect(meanwhileOf(resolve, undefined)).toEqual([]);
  });

  it('may be given anew as a note of its incident, with who gave it, when, and why it was refused', () => {
    const anew = givenAnew(resolve, incident);
    expect(anew).toEqual({
      label: 'Give as a note',
      name: 'incident.note',
      params: {
        incident: 'INC-1',
        text: 'Resolve INC-1. Given without a feed at 03:12 UTC by M. Tanaka, refused: INC-1 is resolved already.\nLine card replaced.',
      },
    });
    const long = { ...resolve, params: { ...resolve.params, note: 'x'.repeat(4_000) } };
    expect(parseCommand('incident.note', givenAnew(long, incident)?.params)).toMatchObject({ ok: true });
    expect(givenAnew(resolve, undefined)).toBeUndefined();
  });

  it('may be given again where it is about no incident', () => {
    const extend = {
      ...resolve,
      name: 'change.extend',
      params: { change: 'CHG-1', until: 1, reason: 'slow' },
    };
    expect(givenAnew(extend, undefined)).toEqual({
      label: 'Give again',
      name: 'change.extend',
      params: extend.params,
    });
    expect(givenAnew({ ...extend, name: 'gone.command' }, undefined)).toBeUndefined();
    expect(actWords(extend)).toBe('Extend maintenance CHG-1');
  });
});
