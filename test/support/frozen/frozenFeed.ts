import type { Page, WebSocketRoute } from '@playwright/test';
import { consoleFrameSchema, heartbeat, parseFrame, type GatewayFrame } from '../../../shared/feed/frames.ts';
import { questionSpecs } from '../../../shared/feed/questions.ts';
import { searchRecords } from '../../../shared/rules/handoffSearch.ts';
import { frozenHistory } from './frozenBudgets.ts';
import { frozenAt } from './frozenEstate.ts';
import { frozenFigures } from './frozenFigures.ts';
import { earlierRecords, handoffComplete } from './frozenHandoffs.ts';
import { crowdedBetween, frozenBetween } from './frozenPast.ts';
import { changedMeanwhile } from './frozenQueue.ts';
import { frozenRelated } from './frozenRelated.ts';
import { frozenPreview } from './frozenSilences.ts';
import type { FrozenState } from './frozenStates.ts';

const frozenRecords = [handoffComplete, ...earlierRecords];
const entitiesInPart = 1_000;

/** What the gateway of a frozen console can be told. */
export interface ScriptedFeed {
  cut(): Promise<void>;
  /** Answers again, as of so many ms later, with one more incident. */
  back(afterMs: number): void;
}

/** Plays the gateway of a state to a page that is not opened yet. */
export async function scriptFeed(page: Page, frozen: FrozenState): Promise<ScriptedFeed> {
  let isCut = frozen.gateway === 'absent';
  let greets = greeting(frozen, frozenAt);
  const open = new Set<WebSocketRoute>();
  const tell = (socket: WebSocketRoute, frame: GatewayFrame): void => socket.send(JSON.stringify(frame));
  await page.routeWebSocket(/\/feed$/, (socket) => {
    if (isCut) {
      void socket.close();
      return;
    }
    open.add(socket);
    socket.onMessage((data) => {
      const parsed = parseFrame(consoleFrameSchema, String(data));
      if (!parsed.ok) throw new Error(`The console sent ${parsed.error}`);
      const frame = parsed.value;
      if (frame.type === 'hello') {
        for (const answer of greets) tell(socket, answer);
      } else if (frame.type === 'ask' && frame.name === 'objective.history') {
        const { objective, from, to } = questionSpecs['objective.history'].params.parse(frame.params);
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: frozenHistory(objective, from, to) });
      } else if (frame.type === 'ask' && frame.name === 'incident.related') {
        const { incident } = questionSpecs['incident.related'].params.parse(frame.params);
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: frozenRelated(incident) });
      } else if (frame.type === 'ask' && frame.name === 'desk.figures') {
        const { from, to } = questionSpecs['desk.figures'].params.parse(frame.params);
        const kind = /empty|no-policy/.test(frozen.name)
          ? 'empty'
          : frozen.name === 'crowded'
            ? 'crowded'
            : 'busy';
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: frozenFigures(from, to, kind) });
      } else if (frame.type === 'ask' && frame.name === 'desk.between') {
        const { from, to } = questionSpecs['desk.between'].params.parse(frame.params);
        const answer = frozen.name.includes('crowded') ? crowdedBetween : frozenBetween;
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: answer(from, to) });
      } else if (frame.type === 'ask' && frame.name === 'handoff.records') {
        const asked = questionSpecs['handoff.records'].params.parse(frame.params);
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: searchRecords(frozenRecords, asked) });
      } else if (frame.type === 'ask' && frame.name === 'handoff.record') {
        const { handoff } = questionSpecs['handoff.record'].params.parse(frame.params);
        const record = frozenRecords.find(({ id }) => id === handoff);
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: { record } });
      } else if (frame.type === 'ask' && frame.name === 'silence.preview') {
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: frozenPreview });
      } else if (frame.type === 'command' && frozen.answers === 'refused') {
        const message = 'INC-2044 was acknowledged by J. Rao at 03:13:30 UTC; assign it to take it over.';
        tell(socket, { type: 'result', id: frame.id, ok: false, code: 'refused', message });
      }
    });
  });
  return {
    async cut() {
      isCut = true;
      for (const socket of open) await socket.close();
    },
    back(afterMs) {
      isCut = false;
      const upserts = { ...frozen.upserts, ...changedMeanwhile };
      greets = greeting({ ...frozen, upserts }, frozenAt + afterMs);
    },
  };
}

function greeting({ gateway, upserts, chain }: FrozenState, now: number): readonly GatewayFrame[] {
  if (gateway === 'refuses') {
    return [{ type: 'bye', reason: 'access', message: 'This gateway asks for a token.' }];
  }
  return [
    {
      type: 'welcome',
      epoch: 'frozen',
      seq: 1,
      serverTime: now,
      session: { id: 'frozen', person: 'M. Tanaka', role: 'operator', grants: [] },
      // Nothing beats while the clock stands; silence must not lose the feed.
      heartbeat: { ...heartbeat, intervalMs: 600_000 },
      gateway: { name: 'apac-1', version: '0.1.0' },
      resumed: false,
    },
    ...snapshotParts(upserts, now),
    { type: 'beat', at: now, seq: 1, chain: [...chain] },
  ];
}

/** A frame is bounded, so a large snapshot comes in parts. */
function snapshotParts(upserts: FrozenState['upserts'], now: number): readonly GatewayFrame[] {
  const all = Object.entries(upserts);
  const parts = Math.max(1, Math.ceil(all.length / entitiesInPart));
  return Array.from({ length: parts }, (_, place) => ({
    type: 'snapshot',
    part: place + 1,
    parts,
    seq: 1,
    at: now,
    upserts: Object.fromEntries(all.slice(place * entitiesInPart, (place + 1) * entitiesInPart)),
  }));
}
