import { World } from '../../../../../gateway/world.ts';
import {
  consoleFrameSchema,
  heartbeat,
  parseFrame,
  type CommandFrame,
  type CommandResult,
  type GatewayFrame,
  type Hello,
  type Snapshot,
} from '../../../../../shared/feed/frames.ts';
import type { Service, ServiceState } from '../../../../../shared/model/service.ts';
import type { FakeClock } from './fakeClock.ts';
import type { FakeSocket } from './fakeNetwork.ts';

/** A service as the feed carries it. */
export const buildService = (id: string, state: ServiceState = 'operational', since = 0): Service => ({
  id,
  name: id,
  kind: 'service',
  dependsOn: [],
  state,
  since,
  reason: `${id} is ${state}`,
  findings: [],
  restsOn: [],
  runbooks: [],
});

type Plain = Readonly<Record<string, unknown>>;

/** The least gateway that keeps the feed's rules: a `World`, sessions, and commands remembered by id. */
export class ModelGateway {
  world: World;
  /** Ids of commands in the order they were applied; survives restarts, as a journal does. */
  readonly applied: CommandFrame[] = [];
  /** What the state was at each `epoch/seq` that a console may hold. */
  readonly history = new Map<string, Plain>();
  /** Answers `busy` to so many commands to come. */
  busyFor = 0;
  /** Consoles that connect are turned away. */
  refusing: GatewayFrame | undefined;
  partsPerSnapshot = 3;
  /** Says that a token tells who the console is. */
  vouched = false;
  readonly hellos: Hello[] = [];
  readonly #clock: FakeClock;
  readonly #services = new Map<string, Service>();
  readonly #results = new Map<string, CommandResult>();
  readonly #sessions = new Set<FakeSocket>();
  #shadow: Plain = {};
  #undoWorld: (() => void) | undefined;

  constructor(clock: FakeClock) {
    this.#clock = clock;
    this.world = this.#newWorld();
  }

  set(id: string, state: ServiceState): void {
    const service = buildService(id, state, this.#clock.now());
    this.#services.set(id, service);
    this.world.upsert('service', id, service);
  }

  remove(id: string): void {
    this.#services.delete(id);
    this.world.remove('service', id);
  }

  /** Dies and comes back with a new epoch; sessions are cut, what is durable stays. */
  restart(): void {
    for (const socket of [...this.#sessions]) socket.cut();
    this.world = this.#newWorld();
    for (const [id, service] of this.#services) this.world.upsert('service', id, service);
    this.world.flush();
  }

  accept(socket: FakeSocket): void {
    let undo: (() => void) | undefined;
    let undoBeat: (() => void) | undefined;
    socket.onConsoleText = (text) => {
      const frame = parseFrame(consoleFrameSchema, text);
      if (!frame.ok) return socket.cut();
      if (frame.value.type === 'ask') {
        const { id, name } = frame.value;
        return this.#say(socket, { type: 'answer', id, ok: false, code: 'refused', message: `not ${name}` });
      }
      if (frame.value.type === 'command') return this.#command(socket, frame.value);
      if (this.refusing !== undefined) return this.#say(socket, this.refusing);
      this.#welcome(socket, frame.value);
      this.#sessions.add(socket);
      undo = this.world.subscribe((sealed) => socket.down.push(sealed.text));
      const beat = (): void => {
        this.beat(socket);
        undoBeat = this.#clock.after(heartbeat.intervalMs, beat);
      };
      undoBeat = this.#clock.after(heartbeat.intervalMs, beat);
    };
    socket.onGone = () => {
      undo?.();
      undoBeat?.();
      this.#sessions.delete(socket);
    };
  }

  beat(socket: FakeSocket): void {
    this.world.flush();
    this.#say(socket, { type: 'beat', at: this.#clock.now(), seq: this.world.seq, chain: [] });
  }

  /** What a session gets that fell behind: everything anew, in the middle of its life. */
  overflow(socket: FakeSocket): void {
    if (this.#sessions.has(socket)) this.#snapshot(socket);
  }

  /** All entities by key, as a console should hold them. */
  get state(): Plain {
    this.world.flush();
    return this.#shadow;
  }

  #newWorld(): World {
    // A dead gateway's timers do nothing any more.
    this.#undoWorld?.();
    const world = new World(this.#clock);
    this.#shadow = {};
    this.history.set(`${world.epoch}/0`, {});
    this.#undoWorld = world.subscribe(({ patch }) => {
      const next: Record<string, unknown> = { ...this.#shadow, ...patch.upserts };
      for (const key of patch.removals) Reflect.deleteProperty(next, key);
      this.#shadow = next;
      this.history.set(`${world.epoch}/${patch.seq}`, next);
    });
    return world;
  }

  #welcome(socket: FakeSocket, hello: Hello): void {
    this.hellos.push(hello);
    const missed = hello.resume && this.world.since(hello.resume.epoch, hello.resume.seq);
    this.world.flush();
    this.#say(socket, {
      type: 'welcome',
      epoch: this.world.epoch,
      seq: this.world.seq,
      serverTime: this.#clock.now(),
      session: { id: 's1', person: 'Ada', role: 'operator', grants: [], vouched: this.vouched },
      heartbeat,
      gateway: { name: 'model', version: '1.0.0' },
      resumed: missed !== undefined,
    });
    if (missed === undefined) this.#snapshot(socket);
    else socket.down.push(...missed.map((sealed) => sealed.text));
  }

  #snapshot(socket: FakeSocket): void {
    this.world.flush();
    const all = Object.entries(this.#shadow);
    const parts = this.partsPerSnapshot;
    for (let part = 1; part <= parts; part += 1) {
      const upserts = Object.fromEntries(all.filter((_, index) => index % parts === part - 1));
      const snapshot: Snapshot = {
        type: 'snapshot',
        part,
        parts,
        seq: this.world.seq,
        at: this.#clock.now(),
        upserts,
      };
      this.#say(socket, snapshot);
    }
  }

  #command(socket: FakeSocket, command: CommandFrame): void {
    const known = this.#results.get(command.id);
    if (known !== undefined) return this.#say(socket, known);
    if (this.busyFor > 0) {
      this.busyFor -= 1;
      const { id } = command;
      return this.#say(socket, { type: 'result', id, ok: false, code: 'busy', message: 'Try again.' });
    }
    this.applied.push(command);
    this.set(`commands-${this.applied.length % 3}`, 'degraded');
    this.world.flush();
    const result: CommandResult = {
      type: 'result',
      id: command.id,
      ok: true,
      seq: this.world.seq,
      message: 'Done',
    };
    this.#results.set(command.id, result);
    this.#say(socket, result);
  }

  #say(socket: FakeSocket, frame: GatewayFrame): void {
    socket.down.push(JSON.stringify(frame));
  }
}
