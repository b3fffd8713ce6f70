import { describe, expect, it } from 'vitest';
import { ladderLines, nextWords, teamLines } from '../../../../renderer/boards/queue/ladderLines.ts';
import { procedureOf } from '../../../../renderer/boards/queue/procedureOf.ts';
import type { DeskInfo } from '../../../../shared/model/desk.ts';
import { frozenDesk } from '../../../support/frozen/frozenEstate.ts';
import { frozenIncident } from '../../../support/frozen/frozenQueue.ts';

const minuteMs = 60_000;
const openedAt = Date.UTC(2026, 10, 20, 3, 0);
const team = (id: string, name: string, ...people: string[]) => ({ id, name, people, channels: [] });
const desk: DeskInfo = {
  ...frozenDesk,
  severities: frozenDesk.severities.map((one) => ({
    ...one,
    team: one.id === 'P0' ? ['noc', 'sre'] : ['noc'],
  })),
  teams: [team('noc', 'NOC', 'N. One'), team('sre', 'SRE', 'S. One', 'S. Two'), team('legal', 'Legal')],
  levels: [
    { id: 'L1', name: 'NOC', team: 'noc' },
    { id: 'L2', name: 'SRE', team: 'sre' },
  ],
  procedures: [
    {
      ...{ id: 'privacy-violation', name: 'Privacy Violation', does: 'Tell legal', steps: ['Tell legal'] },
      ...{ categories: ['privacy'], teams: ['legal'] },
    },
  ],
};
const incident = (change: Partial<Parameters<typeof frozenIncident>[1]> = {}) =>
  frozenIncident(2001, { title: 'x', severity: 'P1', openedAt, escalations: [], ...change });

describe('the ladder', () => {
  it('always says who is next, when, and what stops it', () => {
    const paged = { at: openedAt, dueAt: openedAt, severity: 'P1', afterMs: 0, role: 'On-call Engineer' };
    const at = openedAt + 3 * minuteMs;
    expect(nextWords(incident({ escalations: [paged] }), desk, at)).toBe(
      'Team Lead, nobody holds this role: in 12:00, 03:15:00 UTC; stops when acknowledged',
    );
    expect(nextWords(incident(), desk, at)).toBe(
      'On-call Engineer, M. Tanaka: due now; stops when acknowledged',
    );
    const taken = incident({ acknowledged: { at, by: 'M. Tanaka' } });
    expect(nextWords(taken, desk, at)).toBe('Escalation stopped: acknowledged');
    expect(nextWords(incident({ severity: 'P3' }), desk, at)).toBe('The policy names no escalation for P3');
  });

  it('gives a step to whoever the incident is assigned to where the policy says so', () => {
    const steps = [{ afterMs: 0, role: 'Assigned Engineer', person: 'M. Tanaka', byAssignee: true }];
    const own = { ...desk, escalation: [{ severity: 'P1', stopsOn: 'resolved' as const, steps }] };
    const personOf = (assignee?: string) => ladderLines(incident({ assignee }), own, openedAt)[0]?.person;
    expect([personOf(), personOf('J. Rao')]).toEqual(['M. Tanaka', 'J. Rao']);
  });

  it('shows every tier, which of them take part, and who nobody is', () => {
    expect(teamLines(incident({ category: 'privacy' }), desk)).toEqual([
      { level: 'L1', name: 'NOC', people: ['N. One'], part: 'at P1' },
      { level: 'L2', name: 'SRE', people: ['S. One', 'S. Two'], part: undefined },
      { name: 'Legal', people: [], part: 'by procedure' },
    ]);
    expect(teamLines(incident({ severity: 'P0' }), desk).map(({ part }) => part)).toEqual(['at P0', 'at P0']);
    expect(teamLines(incident(), { ...frozenDesk, teams: undefined, levels: undefined })).toEqual([]);
  });
});

describe('the procedure of an incident', () => {
  it('is that of its opening, else of its category; one that left the policy is still named', () => {
    const called = { id: 'privacy-violation', name: 'Privacy Violation', teams: ['Legal'] };
    expect(procedureOf({ category: 'privacy' }, desk)?.teams.map(({ name }) => name)).toEqual(['Legal']);
    expect(procedureOf({ procedure: called }, desk)?.steps).toEqual(['Tell legal']);
    expect(procedureOf({ procedure: { ...called, id: 'gone' } }, desk)).toMatchObject({
      does: 'No longer in the policy',
      teams: [{ name: 'Legal' }],
    });
    expect(procedureOf({ category: 'system' }, desk)).toBeUndefined();
  });
});
