import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeskState } from '../../../../gateway/desk/evolve.ts';
import { openIncidents } from '../../../../gateway/desk/evolveGrouping.ts';
import type { Signal } from '../../../../gateway/desk/signal.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import { alertOf, alertSignal, down, start, TestDesk } from './desks.ts';

const latency = alertSignal('HighLatency', 'auth', { severity: 'P2' });
const errors = alertSignal('HighErrorRate', 'auth', { severity: 'P1' });
const incident = 'INC-2001';

/** INC-2001: auth is down; INC-2002: its latency; INC-2003: its errors. */
function busyDesk(): TestDesk {
  const desk = new TestDesk()
    .judge([down('auth', { severity: 'P2' })])
    .judge([latency], 1)
    .judge([errors], 2);
  desk.alerts.set('am/HighLatency', alertOf('HighLatency', 'auth'));
  desk.alerts.set('am/HighErrorRate', alertOf('HighErrorRate', 'auth', 'P1'));
  return desk;
}

describe('an alert attached by hand', () => {
  const attach: Command = {
    name: 'incident.attach',
    params: { incident, alert: 'am/HighErrorRate', reason: 'same trouble' },
  };

  it('leaves where it was, makes the incident as severe, and both say so', () => {
    const desk = busyDesk();
    expect(desk.give(attach, 3)).toBeUndefined();
    expect(desk.incident(2001)).toMatchObject({ alerts: ['am/HighErrorRate'], severity: 'P1' });
    expect(desk.incident(2003).alerts).toEqual([]);
    expect(desk.incident(2003).signalsClearAt).toBe(start + 180_000);
    expect(desk.lines(2001)).toContain('HighErrorRate put here from INC-2003: same trouble');
    expect(desk.lines(2003)).toContain('HighErrorRate moved to INC-2001: same trouble');
    expect(desk.give(attach, 4)).toBe('The alert is in INC-2001 already.');
  });

  it('stays there when it ends and comes again', () => {
    const desk = busyDesk();
    desk.give(attach, 3);
    desk
      .judge([errors], 4)
      .judge([{ ...errors, state: 'clear' }], 5)
      .judge([errors], 6);
    expect(desk.state.signals.get(errors.key)).toMatchObject({ incident, state: 'bad' });
    expect(desk.state.nextNumber).toBe(2004);
    // Until that incident is over: then it is on its own again.
    desk.judge([{ ...errors, state: 'clear' }], 7);
    desk.give({ name: 'incident.resolve', params: { incident, note: 'x' } }, 8);
    desk.judge([errors], 9);
    expect(desk.state.signals.get(errors.key)?.incident).toBe('INC-2003');
  });

  it('may be one that no incident has, such as a silenced one', () => {
    const desk = new TestDesk().judge([down('auth')]);
    desk.alerts.set('am/Quiet', { ...alertOf('Quiet', 'auth'), state: 'suppressed' });
    expect(desk.give({ name: 'incident.attach', params: { incident, alert: 'am/Quiet' } })).toBeUndefined();
    expect(desk.state.signals.get('alert:am/Quiet')).toMatchObject({ incident, state: 'bad' });
    expect(desk.incident(2001).alerts).toEqual(['am/Quiet']);
  });

  it('is refused where it is not known, or its incident is folded or over', () => {
    const desk = busyDesk();
    const give = (to: string, alert: string) =>
      desk.give({ name: 'incident.attach', params: { incident: to, alert } }, 5);
    expect(give(incident, 'am/nothing')).toMatch(/^No alert "am\/nothing" is known here/);
    expect(give('INC-9', 'am/HighLatency')).toMatch(/^This desk has no incident INC-9/);
    desk.judge([alertSignal('Slow', 'dashboard')], 3);
    expect(give('INC-2004', 'am/HighLatency')).toBe(
      'INC-2004 is folded under INC-2001, so what is put there would be hidden; choose INC-2001.',
    );
    desk.give({ name: 'incident.resolve', params: { incident, note: 'x' } }, 4);
    expect(give(incident, 'am/HighLatency')).toMatch(/^INC-2001 was resolved by M\. Tanaka/);
  });

  it('is detached into an incident of its own, which undoes it', () => {
    const desk = busyDesk();
    desk.give(attach, 3);
    const detach: Command = { name: 'incident.detach', params: { incident, alert: 'am/HighErrorRate' } };
    expect(desk.give(detach, 4)).toBeUndefined();
    expect(desk.incident(2004)).toMatchObject({
      title: 'HighErrorRate on Auth Service',
      severity: 'P1',
      service: 'auth',
      alerts: ['am/HighErrorRate'],
    });
    expect(desk.incident(2001).alerts).toEqual([]);
    expect(desk.give(detach, 5)).toBe('INC-2001 has no alert am/HighErrorRate: it is in INC-2004.');
    expect(
      desk.give({ name: 'incident.detach', params: { incident: 'INC-2002', alert: 'am/HighLatency' } }, 5),
    ).toBe('Nothing would be left in INC-2002; leave at least one of its signals there.');
    desk.judge([errors], 6);
    expect(desk.state.signals.get(errors.key)?.incident).toBe('INC-2004');
  });
});

describe('a merge', () => {
  const merge = (from: string, into: string): Command => ({
    name: 'incident.merge',
    params: { incident: from, into, reason: 'one outage' },
  });

  it('ends one incident, hands on what it held, and links both ways', () => {
    const desk = busyDesk();
    expect(desk.give(merge('INC-2003', incident), 3)).toBeUndefined();
    expect(desk.incident(2003)).toMatchObject({
      status: 'resolved',
      mergedInto: incident,
      resolved: { by: 'M. Tanaka', note: 'Merged into INC-2001: one outage' },
    });
    expect(desk.incident(2001)).toMatchObject({
      mergedFrom: ['INC-2003'],
      alerts: ['am/HighErrorRate'],
      severity: 'P1',
    });
    expect(desk.lines(2001)).toContain('INC-2003 merged into this: HighErrorRate on auth: one outage');
    expect(desk.told().slice(3)).toEqual(['resolved INC-2003', 'escalated INC-2001']);
    // More of the same cause joins what it is part of now.
    desk.judge([{ ...errors, key: 'alert:am/second', alert: 'am/second' }], 4);
    expect(desk.incident(2001).alerts).toContain('am/second');
    expect(desk.give({ name: 'incident.acknowledge', params: { incident: 'INC-2003' } })).toBe(
      'INC-2003 was merged into INC-2001 by M. Tanaka at 03:08:44 UTC; act on INC-2001.',
    );
    expect(desk.give({ name: 'incident.reopen', params: { incident: 'INC-2003', reason: 'x' } })).toBe(
      'INC-2003 was merged into INC-2001; split what should stand alone from there.',
    );
    // After it is over, the same cause opens anew.
    desk.judge([{ ...errors, state: 'clear' }], 5);
    desk.give({ name: 'incident.resolve', params: { incident, note: 'x' } }, 6);
    desk.judge([errors], 7);
    expect(desk.state.openByCause.get(errors.cause)).toBe('INC-2004');
  });

  it('takes along what was folded under it', () => {
    const desk = busyDesk().judge([alertSignal('Slow', 'dashboard')], 3);
    desk.give(merge(incident, 'INC-2003'), 4);
    expect(desk.incident(2004).foldedUnder?.incident).toBe('INC-2003');
    expect(desk.lines(2004)).toContain('Folded under INC-2003, as INC-2001 is part of it now');
    // The outage is known by its new number.
    desk.judge([alertSignal('Slower', 'gateway')], 5);
    expect(desk.incident(2005).foldedUnder?.incident).toBe('INC-2003');
  });

  it('is refused into itself, into its own symptom, into nothing, and into what is over', () => {
    const desk = busyDesk().judge([alertSignal('Slow', 'dashboard')], 3);
    expect(desk.give(merge(incident, incident))).toMatch(/^INC-2001 can't be merged into itself/);
    expect(desk.give(merge(incident, 'INC-2004'))).toBe(
      'INC-2004 is folded under INC-2001, its cause; merge INC-2004 into INC-2001 in place of that.',
    );
    expect(desk.give(merge('INC-2002', 'INC-2004'))).toMatch(/^INC-2004 is folded under INC-2001/);
    expect(desk.give(merge(incident, 'INC-7'))).toMatch(/^This desk has no incident INC-7/);
    desk.give(merge('INC-2002', incident));
    expect(desk.give(merge('INC-2003', 'INC-2002'))).toMatch(/^INC-2002 was merged into INC-2001/);
    expect(desk.give(merge('INC-2002', 'INC-2003'))).toMatch(/^INC-2002 was merged into INC-2001/);
  });

  it('is undone by a split, which takes no more than it is told', () => {
    const desk = busyDesk();
    desk.give(merge('INC-2003', incident), 3);
    const split = (signals: string[]): Command => ({
      name: 'incident.split',
      params: { incident, signals, title: 'Errors alone' },
    });
    expect(desk.give(split([errors.key, 'probe:auth']), 4)).toMatch(/^Nothing would be left in INC-2001/);
    expect(desk.give(split(['probe:redis']), 4)).toBe(
      'INC-2001 has no probe redis: no open incident has it.',
    );
    expect(desk.give(split([errors.key]), 4)).toBeUndefined();
    expect(desk.incident(2004)).toMatchObject({ title: 'Errors alone', alerts: ['am/HighErrorRate'] });
    expect(desk.incident(2004).timeline[0]?.text).toBe('Split from INC-2001 by M. Tanaka');
    expect(desk.lines(2001)).toContain('HighErrorRate moved to INC-2004');
    expect(desk.told().at(-1)).toBe('opened INC-2004');
  });
});

/** A desk's tables as what they hold: a map hides it from a comparison. */
const plain = ({ incidents, signals, openByCause, causeOf, symptoms, nextNumber, notices }: DeskState) => ({
  ...{ nextNumber, channels: notices.channels },
  incidents: [...incidents],
  signals: [...signals],
  openByCause: [...openByCause],
  causeOf: [...causeOf],
  symptoms: [...symptoms].map(([id, held]) => [id, [...held]]),
});

describe('whatever signals come and whatever people arrange', () => {
  const services = ['auth', 'gateway', 'dashboard', 'blue', 'green'];
  const pool: readonly Signal[] = services.flatMap((service) => [
    down(service, { severity: service === 'dashboard' ? 'P0' : 'P1' }),
    alertSignal(`latency-${service}`, service, { severity: 'P2' }),
  ]);
  const alerts = services.map((service) => alertOf(`latency-${service}`, service));
  const anyIncident = fc.integer({ min: 2001, max: 2012 }).map((number) => `INC-${number}`);
  const anyAlert = fc.constantFrom(...alerts).map(({ id }) => id);
  const anyCommand: fc.Arbitrary<Command> = fc.oneof(
    fc.record({
      name: fc.constant('incident.merge' as const),
      params: fc.record({ incident: anyIncident, into: anyIncident }),
    }),
    fc.record({
      name: fc.constantFrom('incident.attach' as const, 'incident.detach' as const),
      params: fc.record({ incident: anyIncident, alert: anyAlert }),
    }),
    fc.record({
      name: fc.constant('incident.split' as const),
      params: fc.record({
        incident: anyIncident,
        signals: fc.array(
          fc.constantFrom(...pool).map(({ key }) => key),
          { minLength: 1, maxLength: 4 },
        ),
      }),
    }),
  );
  const anyStep = fc.oneof(
    fc.record({
      states: fc.array(fc.constantFrom('bad' as const, 'clear' as const, 'lost' as const), {
        minLength: pool.length,
        maxLength: pool.length,
      }),
    }),
    fc.record({ command: anyCommand }),
    // A cause that is over, its own signals clear: what was folded under it is not.
    fc.record({ resolve: anyIncident }),
  );

  it('each bad signal is in exactly one open incident, none is lost, and the journal tells it all', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 30 }), (steps) => {
        const desk = new TestDesk();
        for (const alert of alerts) desk.alerts.set(alert.id, alert);
        const bad = new Set<string>();
        steps.forEach((step, index) => {
          if ('states' in step) {
            const signals = pool.map((signal, at) => ({ ...signal, state: step.states[at] ?? 'clear' }));
            for (const { key, state } of signals) {
              if (state === 'bad') bad.add(key);
              else bad.delete(key);
            }
            desk.judge(signals, 2 * index);
          } else if ('command' in step) {
            const before = desk.state;
            const { command } = step;
            if (desk.give(command, 2 * index) !== undefined) expect(desk.state).toBe(before);
            // An alert that was attached while nobody told of it counts as it stood.
            else if (command.name === 'incident.attach') {
              const key = `alert:${command.params.alert}`;
              if (desk.state.signals.get(key)?.state === 'bad') bad.add(key);
            }
          } else {
            const own = [...desk.state.signals.values()].filter(({ incident: id }) => id === step.resolve);
            if (own.some(({ state }) => state !== 'clear')) return;
            desk.give({ name: 'incident.resolve', params: { incident: step.resolve, note: 'x' } }, 2 * index);
          }
          const open = openIncidents(desk.state);
          const ids = new Set(open.map(({ id }) => id));
          for (const key of bad) {
            const { incident: held = '', state } = desk.state.signals.get(key) ?? {};
            expect([key, state, ids.has(held)]).toEqual([key, 'bad', true]);
            const alert = key.startsWith('alert:') ? key.slice('alert:'.length) : undefined;
            if (alert === undefined) continue;
            expect(open.filter((each) => each.alerts.includes(alert)).map(({ id }) => id)).toEqual([held]);
          }
          for (const each of open) {
            expect(each.status).not.toBe('resolved');
            if (each.foldedUnder === undefined) continue;
            // One deep, under what is open.
            const under = open.find(({ id }) => id === each.foldedUnder?.incident);
            expect(under).toBeDefined();
            expect(under?.foldedUnder).toBeUndefined();
          }
          // The index of what is folded says what the incidents say.
          const folded = open.flatMap(({ id, foldedUnder }) =>
            foldedUnder ? [[id, foldedUnder.incident] as const] : [],
          );
          expect(new Map([...desk.state.causeOf])).toEqual(new Map(folded));
          const notOver = [...desk.state.incidents.values()].filter(({ status }) => status !== 'resolved');
          expect(new Set(notOver.map(({ id }) => id))).toEqual(ids);
        });
        // After the next look no cause is less severe than what it holds.
        desk.judge([], 2 * steps.length);
        for (const each of openIncidents(desk.state)) {
          const cause = desk.state.incidents.get(each.foldedUnder?.incident ?? '');
          if (cause !== undefined) expect(cause.severity <= each.severity).toBe(true);
        }
        expect(plain(desk.replayed())).toEqual(plain(desk.state));
      }),
      { numRuns: 300 },
    );
  });
});
