import { assertNever } from '../assertNever.ts';
import type { Contacts } from '../contacts/contactSeal.ts';
import { withContacts } from '../contacts/contactsInState.ts';
import { createSnapshotAssembly } from './assembly.ts';
import type { Beat, Hello, Patch, Snapshot, Welcome } from './frames.ts';
import { applyBeat, applyPatch, applySnapshot, type FeedState } from './reduce.ts';

/** What became of a frame. `fault`: the connection must be dropped; what is held may have a hole. */
export type Taken =
  | { readonly kind: 'nothing' }
  /** The state was replaced. */
  | { readonly kind: 'replaced' }
  /** The frame was applied to the state. */
  | { readonly kind: 'applied' }
  /** `gap`: a step is missing, and a resume brings it. */
  | { readonly kind: 'fault'; readonly problem: string; readonly gap: boolean };

const nothing: Taken = { kind: 'nothing' };
const broken = (problem: string): Taken => ({ kind: 'fault', problem, gap: false });
const gap = (problem: string): Taken => ({ kind: 'fault', problem, gap: true });

/** The console's copy of the gateway's state, across connections: what to ask for, and what to make of the answer. */
export class FeedReplica {
  #state: FeedState;
  readonly #assembly = createSnapshotAssembly();
  #asked: Hello['resume'];
  #welcome: Welcome | undefined;
  /** True while the state is the gateway's of this connection, up to a known step. */
  #based = false;
  /** True where the next hello must ask for everything. */
  #wantsAll = false;

  constructor(initial: FeedState) {
    this.#state = initial;
  }

  get state(): FeedState {
    return this.#state;
  }

  /** True while the state is that of a step; false while a snapshot is due or under way. */
  get settled(): boolean {
    return this.#based && !this.#assembly.open;
  }

  /** True once the state has reached the step that this connection's welcome named. */
  get caughtUp(): boolean {
    return this.#based && this.#welcome !== undefined && this.#state.seq >= this.#welcome.seq;
  }

  /** Puts contacts that were locked in their places. */
  unseal(contacts: Contacts): void {
    this.#state = withContacts(this.#state, contacts);
  }

  /** Begins a connection: what its hello asks to resume, or undefined for everything. */
  begin(): Hello['resume'] {
    const { epoch, seq, sealedContacts } = this.#state;
    this.#assembly.clear();
    this.#welcome = undefined;
    this.#based = false;
    // Locked contacts come with a snapshot alone.
    const isWhole = epoch !== '' && sealedContacts === undefined;
    this.#asked = isWhole && !this.#wantsAll ? { epoch, seq } : undefined;
    return this.#asked;
  }

  /** The connection ended by a fault; `resume` false: what is held is not to be built upon. */
  distrust(resume: boolean): void {
    // A resume that broke before its first step would break there again, for ever.
    const stuck = this.#asked !== undefined && this.#state.seq === this.#asked.seq;
    if (!resume || stuck) this.#wantsAll = true;
  }

  take(frame: Welcome | Snapshot | Patch | Beat): Taken {
    if (frame.type === 'welcome') return this.#takeWelcome(frame);
    if (this.#welcome === undefined) return broken(`${frame.type} before welcome`);
    switch (frame.type) {
      case 'snapshot':
        return this.#takeSnapshot(frame, this.#welcome);
      case 'patch':
        return this.#takePatch(frame);
      case 'beat':
        return this.#takeBeat(frame);
      default:
        return assertNever(frame, 'frame');
    }
  }

  #takeWelcome(welcome: Welcome): Taken {
    if (this.#welcome !== undefined) return broken('a second welcome');
    this.#welcome = welcome;
    if (!welcome.resumed) return nothing;
    const { epoch, seq } = this.#state;
    if (this.#asked === undefined || welcome.epoch !== epoch || welcome.seq < seq) {
      return broken(`resumed at ${welcome.epoch}/${welcome.seq}, which was not asked for`);
    }
    this.#based = true;
    return nothing;
  }

  #takeSnapshot(part: Snapshot, { epoch }: Welcome): Taken {
    const assembled = this.#assembly.add(part);
    switch (assembled.kind) {
      case 'more':
        return nothing;
      case 'wrong':
        return broken(assembled.problem);
      case 'whole':
        this.#state = applySnapshot(this.#state, epoch, assembled.parts);
        this.#based = true;
        this.#wantsAll = false;
        return { kind: 'replaced' };
      default:
        return assertNever(assembled, 'assembly');
    }
  }

  #takePatch(patch: Patch): Taken {
    if (this.#assembly.open) return broken('a patch between the parts of a snapshot');
    if (!this.#based) return broken('a patch before the snapshot');
    const outcome = applyPatch(this.#state, patch);
    if (outcome.kind === 'duplicate') return nothing;
    if (outcome.kind !== 'applied') return gap(`step ${patch.seq} came after ${this.#state.seq}`);
    this.#state = outcome.state;
    return { kind: 'applied' };
  }

  #takeBeat(beat: Beat): Taken {
    // Its chain belongs to a state that is not here yet; the next beat brings it again.
    if (!this.settled) return nothing;
    // Order is kept on the wire, so patches that are on their way come after this beat, with a greater seq.
    if (beat.seq > this.#state.seq)
      return gap(`the gateway is at step ${beat.seq}, this console at ${this.#state.seq}`);
    this.#state = applyBeat(this.#state, beat);
    return { kind: 'applied' };
  }
}
