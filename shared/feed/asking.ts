import type { LinkClock } from './connection.ts';
import type { Answer, AskFrame } from './frames.ts';
import {
  parseQuestion,
  questionSpecs,
  type QuestionAnswer,
  type QuestionName,
  type QuestionParams,
} from './questions.ts';

/** An answer that takes longer is given up, ms. */
const answerWithinMs = 10_000;
/** Questions of one console that may wait at once. */
const mostWaiting = 32;

export interface AskingOptions {
  readonly clock: LinkClock;
  readonly newId: () => string;
  transmit(frame: AskFrame): void;
}

interface Waiting {
  readonly name: QuestionName;
  resolve(data: unknown): void;
  reject(why: Error): void;
  /** Cancels its time limit. */
  readonly undo: () => void;
}

/** Questions on their way. They change nothing, so none outlives its connection: the asker is told, and asks again. */
export class Asking {
  readonly #options: AskingOptions;
  readonly #waiting = new Map<string, Waiting>();
  #isLive = false;
  #feed = 'The feed';

  constructor(options: AskingOptions) {
    this.#options = options;
  }

  /** The link is live: questions may be asked. */
  open(): void {
    this.#isLive = true;
  }

  /** The connection is gone, and with it every answer that was due; in a drill on purpose. */
  close(isDrill = false): void {
    this.#isLive = false;
    this.#feed = isDrill ? 'Drill: the feed' : 'The feed';
    for (const id of [...this.#waiting.keys()]) {
      this.#settle(id)?.reject(
        new Error(`${this.#feed} was lost before the answer came; ask again when it is back.`),
      );
    }
  }

  /** Resolves with the answer, checked; rejects with one sentence. */
  async ask<Name extends QuestionName>(
    name: Name,
    params: QuestionParams<Name>,
  ): Promise<QuestionAnswer<Name>> {
    const parsed = parseQuestion(name, params);
    if (!parsed.ok) throw new Error(parsed.message);
    if (!this.#isLive)
      throw new Error(`${this.#feed} is lost; this can be asked only while the gateway answers.`);
    if (this.#waiting.size >= mostWaiting) throw new Error('Too many questions wait for an answer already.');
    const data = await new Promise<unknown>((resolve, reject) => {
      const id = this.#options.newId();
      const undo = this.#options.clock.after(answerWithinMs, () => {
        this.#settle(id)?.reject(new Error(`No answer within ${answerWithinMs / 1000} s; ask again.`));
      });
      this.#waiting.set(id, { name, resolve, reject, undo });
      this.#options.transmit({ type: 'ask', id, name, params: parsed.question.params });
    });
    const read = questionSpecs[name].answer.safeParse(data);
    if (!read.success) throw new Error('The answer could not be read; update this console.');
    // The schema is that of this very name; TypeScript can't follow that through the table.
    return read.data as QuestionAnswer<Name>;
  }

  /** Takes an answer in; one that nobody waits for is ignored. */
  answer(frame: Answer): void {
    const waiting = this.#settle(frame.id);
    if (frame.ok) waiting?.resolve(frame.data);
    else waiting?.reject(new Error(frame.message));
  }

  #settle(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.undo();
    return waiting;
  }
}
