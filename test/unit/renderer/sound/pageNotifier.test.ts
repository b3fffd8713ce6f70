import { expect, it } from 'vitest';
import { startPageNotifier } from '../../../../renderer/sound/pageNotifier.ts';
import { createConsoleStore } from '../../../../renderer/store/store.ts';
import { settingsSchema, type Capabilities } from '../../../../shared/bridge.ts';
import type { NotificationAct } from '../../../../shared/notifications.ts';
import { emptyFeedState } from '../../../../shared/feed/reduce.ts';
import { frozenAt, frozenDesk } from '../../../support/frozen/frozenEstate.ts';
import { frozenIncident } from '../../../support/frozen/frozenQueue.ts';

const p0 = frozenIncident(7, { title: 'Auth is down', severity: 'P0', openedAt: frozenAt });

function pageOf(mode: 'wall' | 'workstation') {
  const settings = settingsSchema.parse({ sound: { notify: 'worst' } });
  const store = createConsoleStore(settings, {} as Capabilities, { board: 'queue', mode });
  const done: unknown[] = [];
  let act: (act: NotificationAct) => void = () => undefined;
  let tick = (): void => undefined;
  startPageNotifier({
    store,
    actions: {
      send: async (name, params) => {
        done.push([name, params]);
        return 'id';
      },
      select: (id) => void done.push(`select ${id}`),
      setBoard: (board) => void done.push(`board ${board}`),
    },
    notifications: {
      permission: async () => 'granted',
      ask: async () => 'granted',
      page: {
        show: (tag, words, mayAcknowledge) => void done.push(`+${tag} ${words.title} ${mayAcknowledge}`),
        withdraw: (tag) => void done.push(`-${tag}`),
        onAct(listener) {
          act = listener;
          return () => undefined;
        },
      },
    },
    eachSecond(run) {
      tick = run;
      return () => undefined;
    },
    now: () => frozenAt,
  });
  const show = (incident: object): void => {
    store.setState({
      status: { kind: 'live', url: '', since: 0, person: 'M. Tanaka', role: 'operator', gateway: 'g' },
      feed: {
        ...emptyFeedState,
        at: frozenAt,
        entities: { ...emptyFeedState.entities, desk: { desk: frozenDesk }, incident: { ...incident } },
      },
    });
    tick();
  };
  return { done, show, act: (given: NotificationAct) => act(given) };
}

it('shows and withdraws as the rule says, on a workstation only', () => {
  const desk = pageOf('workstation');
  desk.show({ [p0.id]: p0 });
  desk.show({});
  expect(desk.done).toEqual(['+INC-7 P0 Auth is down true', '-INC-7']);
  const wall = pageOf('wall');
  wall.show({ [p0.id]: p0 });
  expect(wall.done).toEqual([]);
});

it('gives an acknowledgement to the outbox, and opens an incident in the queue', () => {
  const { done, act } = pageOf('workstation');
  act({ kind: 'notification', act: 'acknowledge', incident: 'INC-7' });
  act({ kind: 'notification', act: 'open', incident: 'INC-7' });
  expect(done).toEqual([['incident.acknowledge', { incident: 'INC-7' }], 'board queue', 'select INC-7']);
});
