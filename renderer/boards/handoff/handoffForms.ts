import type { CommandName } from '../../../shared/feed/commands.ts';
import type { Handoff } from '../../../shared/model/handoff.ts';
import { signProblem, type rowOf } from './handoffRows.ts';
import type { KnownPeople } from '../../../shared/rules/persons.ts';

export const formKinds = [
  'tick',
  'untick',
  'ask',
  'answer',
  'promise',
  'fulfil',
  'sign',
  'takeover',
] as const;
export type FormKind = (typeof formKinds)[number];

/** A form of the board: what it asks for, and the command that it sends. */
export interface HandoffForm {
  /** What its draft is kept under. */
  readonly id: string;
  readonly title: string;
  readonly subject?: string | undefined;
  readonly statement?: string | undefined;
  readonly label?: string | undefined;
  readonly isOptional?: boolean;
  readonly sendLabel: string;
  readonly problem?: string | undefined;
  readonly command: CommandName;
  readonly params: (text: string) => Readonly<Record<string, unknown>>;
}

/** What a form is made from. */
export interface FormSource {
  readonly handoff: Handoff;
  readonly row: ReturnType<typeof rowOf>;
  readonly side: 'outgoing' | 'incoming' | undefined;
  readonly person: string;
  readonly people: KnownPeople;
}

/** The form of an act on the chosen row; undefined where the act has nothing to act on. */
export function handoffForm(kind: FormKind, source: FormSource): HandoffForm | undefined {
  const { handoff, row, side, person, people } = source;
  const { id } = handoff;
  const filled = (name: string, text: string): object => (text.trim() === '' ? {} : { [name]: text });
  switch (kind) {
    case 'tick': {
      const { item } = row;
      const live = item === undefined ? undefined : handoff.live?.[item.id];
      if (item === undefined || live === undefined) return undefined;
      return {
        id: `${id}/tick/${item.id}`,
        title: 'Tick with a comment',
        subject: item.name,
        statement: live.text,
        label: live.state === 'good' ? 'Comment' : 'What must the next shift know?',
        isOptional: live.state === 'good',
        sendLabel: 'Tick',
        command: 'handoff.tick',
        params: (text) => ({ handoff: id, item: item.id, seen: live.mark, ...filled('comment', text) }),
      };
    }
    case 'untick': {
      const { item } = row;
      if (item?.tick === undefined) return undefined;
      return {
        id: `${id}/untick/${item.id}`,
        ...{ title: 'Take the tick back', subject: item.name, label: 'Reason', sendLabel: 'Untick' },
        command: 'handoff.untick',
        params: (reason) => ({ handoff: id, item: item.id, reason }),
      };
    }
    case 'ask': {
      const incident = row.accept?.isOpen === true ? row.accept.id : undefined;
      return {
        id: `${id}/ask/${incident ?? ''}`,
        ...{ title: 'Ask back', subject: incident, label: 'Question, part of the record', sendLabel: 'Ask' },
        command: 'handoff.ask',
        params: (text) => ({ handoff: id, incident, text }),
      };
    }
    case 'answer': {
      const asked = row.question ?? handoff.questions.find(({ answer }) => answer === undefined);
      if (asked === undefined || asked.answer !== undefined) return undefined;
      return {
        id: `${id}/answer/${asked.id}`,
        ...{ title: 'Answer', subject: asked.incident, label: 'Answer', sendLabel: 'Answer' },
        statement: `${asked.by} asks: ${asked.text}`,
        command: 'handoff.answer',
        params: (text) => ({ handoff: id, question: asked.id, text }),
      };
    }
    case 'promise':
      return {
        id: `${id}/promise`,
        ...{ title: 'Promise', label: 'What is promised, to whom, by when', sendLabel: 'Promise' },
        command: 'handoff.promise',
        params: (text) => ({ handoff: id, text }),
      };
    case 'fulfil': {
      const { promise } = row;
      if (promise === undefined || promise.done !== undefined) return undefined;
      return {
        id: `${promise.id}/fulfil`,
        ...{ title: 'Promise done', subject: promise.id, statement: promise.text, label: 'Note' },
        ...{ isOptional: true, sendLabel: 'Done', command: 'handoff.fulfil' },
        params: (text) => ({ promise: promise.id, ...filled('note', text) }),
      };
    }
    case 'sign': {
      if (side === undefined) return undefined;
      const problem = signProblem(handoff, side, person, people);
      const of = side === 'outgoing' ? handoff.from : handoff.to;
      return {
        id: `${id}/sign`,
        title: side === 'outgoing' ? 'Sign for the outgoing shift' : 'Sign for the incoming shift',
        subject: id,
        statement: `${person} signs for ${of.site}, ${of.name}. A signature is not taken back.`,
        sendLabel: 'Sign',
        problem: problem === undefined ? undefined : `You can't sign here: ${problem}.`,
        command: 'handoff.sign',
        params: () => ({ handoff: id, side }),
      };
    }
    case 'takeover':
      if (side !== 'outgoing') return undefined;
      return {
        id: `${id}/takeover`,
        ...{ title: 'Emergency takeover', subject: id, label: 'Reason', sendLabel: 'Take over' },
        statement: `${handoff.from.site} does not sign, and the record says so. You accept each ${handoff.accepts.join(' and ')}, and sign.`,
        command: 'handoff.takeover',
        params: (reason) => ({ handoff: id, reason }),
      };
  }
}
