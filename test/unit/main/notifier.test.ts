import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { startNotifier, type SystemNotification } from '../../../main/notifier.ts';
import { settingsSchema, type BridgeUpdate, type LinkStatus } from '../../../shared/bridge.ts';
import { emptyFeedState, type FeedState } from '../../../shared/feed/reduce.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { frozenAt, frozenDesk } from '../../support/frozen/frozenEstate.ts';
import { frozenIncident } from '../../support/frozen/frozenQueue.ts';

const p0 = frozenIncident(7, { title: 'Auth is down', severity: 'P0', openedAt: frozenAt });
const p1 = frozenIncident(8, { title: 'Replica lag', severity: 'P1', openedAt: frozenAt });
const live: LinkStatus = {
  ...{ kind: 'live', url: '', since: 0 },
  ...{ person: 'M. Tanaka', role: 'operator', gateway: 'apac-1' },
};

/** A system's notification that is pressed by the test. */
class FakeNotification extends EventEmitter {
  readonly options: NotificationConstructorOptions;
  readonly standing: Set<FakeNotification>;
  constructor(options: NotificationConstructorOptions, standing: Set<FakeNotification>) {
    super();
    this.options = options;
    this.standing = standing;
  }
  show(): void {
    this.standing.add(this);
  }
  close(): void {
    this.standing.delete(this);
  }
}

function desk(settings: object, refusal?: string) {
  const standing = new Set<FakeNotification>();
  const sent: unknown[] = [];
  const opened: unknown[] = [];
  const notices: string[] = [];
  let hear: (update: BridgeUpdate) => void = () => undefined;
  let due: (() => void) | undefined;
  let state: FeedState = { ...emptyFeedState, epoch: 'e', at: frozenAt };
  const stop = startNotifier({
    isSupported: () => true,
    // Of a notification no more is used.
    make: (options) => new FakeNotification(options, standing) as unknown as SystemNotification,
    feed: {
      subscribe(listener) {
        hear = listener;
        return () => undefined;
      },
      state: () => state,
      async send(name, params) {
        if (refusal !== undefined) throw new Error(refusal);
        sent.push([name, params]);
        return 'id';
      },
      notice: (_id, text) => void notices.push(text),
    },
    settings: () => settingsSchema.parse(settings),
    open: (incident) => void opened.push(incident),
    now: () => frozenAt + 60_000,
    after(_ms, run) {
      due = run;
      return () => (due = undefined);
    },
  });
  const show = (...incidents: readonly Incident[]): void => {
    const byId = Object.fromEntries(incidents.map((incident) => [incident.id, incident]));
    state = { ...state, entities: { ...state.entities, desk: { desk: frozenDesk }, incident: byId } };
    hear({ kind: 'status', status: live, clockOffsetMs: 0 });
    due?.();
  };
  const titles = (): readonly unknown[] => [...standing].map(({ options }) => options.title);
  return { show, titles, standing, sent, opened, notices, stop };
}
const asked = { sound: { notify: 'second' } };

describe('the notifications of the desktop app', () => {
  it('tell of an incident, and are withdrawn when somebody acknowledged it elsewhere', () => {
    const { show, titles } = desk(asked);
    show();
    show(p0, p1);
    expect(titles()).toEqual(['P0 Auth is down', 'P1 Replica lag']);
    show({ ...p0, status: 'acknowledged', acknowledged: { at: frozenAt, by: 'J. Rao' } }, p1);
    expect(titles()).toEqual(['P1 Replica lag']);
  });

  it('acknowledge by the way of every command, and open by a click', async () => {
    const { show, standing, sent, opened } = desk(asked);
    show();
    show(p0);
    const [shown] = standing;
    expect(shown?.options.actions?.map(({ text }) => text)).toEqual(['Acknowledge', 'Open']);
    shown?.emit('action', { actionIndex: 0 }, 0);
    expect(sent).toEqual([['incident.acknowledge', { incident: 'INC-7' }]]);
    shown?.emit('action', { actionIndex: 1 }, 1);
    shown?.emit('click', {});
    expect(opened).toEqual(['INC-7', 'INC-7']);
  });

  it('say why an acknowledgement was not taken', async () => {
    const { show, standing, notices } = desk(asked, 'A viewer may not acknowledge.');
    show();
    show(p0);
    standing.values().next().value?.emit('action', { actionIndex: 0 }, 0);
    await Promise.resolve();
    await Promise.resolve();
    expect(notices).toEqual(['INC-7 was not acknowledged: A viewer may not acknowledge.']);
  });

  it('are none on a wall, where nobody asked for them, and while it is snoozed', () => {
    const snooze = { from: frozenAt + 1, until: frozenAt + 600_000 };
    for (const settings of [{ ...asked, mode: 'wall' }, {}, { sound: { ...asked.sound, snooze } }]) {
      const { show, titles } = desk(settings);
      show();
      show(p1);
      expect(titles()).toEqual([]);
    }
  });

  it('are withdrawn when the console ends', () => {
    const { show, titles, stop } = desk(asked);
    show();
    show(p0);
    stop();
    expect(titles()).toEqual([]);
  });
});
