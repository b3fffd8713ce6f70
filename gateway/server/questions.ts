import type { Logger } from 'pino';
import { bounds, type Answer, type AskFrame } from '../../shared/feed/frames.ts';
import { parseQuestion, questionSpecs, type Question } from '../../shared/feed/questions.ts';
import { roleAllows } from '../../shared/feed/roles.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Result } from '../../shared/result.ts';
import type { Identity } from './access.ts';
import type { TokenBucket } from './tokenBucket.ts';

/** Answers questions; the error is one sentence for the asker. */
export interface AnswerDesk {
  answer(question: Question): Result<unknown>;
}

/** Takes a question through rate, form and role to the desk; the text of the answer's frame. */
export function giveAnswer(
  frame: AskFrame,
  by: Identity,
  bucket: TokenBucket,
  desk: AnswerDesk,
  now: Instant,
  log: Logger,
): Answer {
  const refuse = (code: Extract<Answer, { ok: false }>['code'], message: string): Answer => ({
    type: 'answer',
    id: frame.id,
    ok: false,
    code,
    message,
  });
  if (!bucket.take(now)) return refuse('busy', 'Too many questions at once; ask again shortly.');
  const parsed = parseQuestion(frame.name, frame.params);
  if (!parsed.ok) return refuse('invalid', parsed.message);
  const { role } = questionSpecs[parsed.question.name];
  if (!roleAllows(by.role, role)) {
    return refuse('forbidden', `This needs the role ${role}; ${by.person} is ${by.role}.`);
  }
  try {
    const answered = desk.answer(parsed.question);
    if (!answered.ok) return refuse('refused', answered.error);
    // JSON has at most as many characters as bytes; the rest of the frame takes less than a kibibyte.
    if (Buffer.byteLength(JSON.stringify(answered.value)) > bounds.gatewayFrameBytes - 1024) {
      return refuse('refused', 'The answer is too large for one frame; ask for less.');
    }
    return { type: 'answer', id: frame.id, ok: true, data: answered.value };
  } catch (error) {
    log.error({ err: error, question: frame.name }, 'question failed');
    return refuse('failed', 'The gateway could not answer; its log says why.');
  }
}
