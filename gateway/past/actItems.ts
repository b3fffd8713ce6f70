import { mostPassedActs, type Passed } from '../../shared/model/between.ts';
import { grouped } from '../../shared/rules/grouped.ts';
import type { DeskEvent } from '../desk/events.ts';
import type { DeskState } from '../desk/evolve.ts';
import { shortened } from './incidentItems.ts';

type Names = Pick<DeskState, 'changes' | 'automation'>;

/** One act, and what it was done to. */
interface Done {
  readonly kind: Passed['kind'];
  readonly id: string;
  readonly title: string;
  readonly service?: string | undefined;
  readonly state: string;
  readonly text: string;
  readonly event: DeskEvent;
  readonly isEnd?: boolean;
}

/** Runs, changes, silences that failed, the switch of automation, and notices that reached nobody; from events of a span. */
export function actItems(events: readonly DeskEvent[], names: Names): readonly Passed[] {
  const done = events.flatMap((event) => doneBy(event, names) ?? []);
  return [...grouped(done, ({ kind, id }) => [`${kind} ${id}`]).values()].flatMap((own) => {
    const [first] = own;
    const last = own.at(-1);
    if (first === undefined || last === undefined) return [];
    const acts = own.map(({ event, text }) => ({
      at: event.at,
      by: event.by.kind === 'person' ? event.by.name : undefined,
      text: shortened(text),
    }));
    const { kind, id, title, service, state } = last;
    return [
      {
        ...{ kind, id, title: shortened(title), service, state },
        from: first.event.at,
        to: last.isEnd === true ? last.event.at : undefined,
        lastAt: Math.max(...own.map(({ event }) => event.at)),
        times: kind === 'notice' ? own.length : 1,
        acts: acts.slice(-mostPassedActs),
        actCount: acts.length,
      },
    ];
  });
}

function doneBy(event: DeskEvent, { changes, automation }: Names): Done | undefined {
  const run = (id: string, state: string, text: string, isEnd = false): Done => {
    const { name = id, service } = automation.runs[id] ?? {};
    return { kind: 'run', id, title: name, service, state, text, event, isEnd };
  };
  const change = (id: string, state: string, text: string, isEnd = false): Done => {
    const { title = id, services = [] } = changes[id] ?? {};
    const service = services.length === 1 ? services[0] : undefined;
    return { kind: 'change', id, title, service, state, text, event, isEnd };
  };
  switch (event.type) {
    case 'automation.triggered': {
      const { run: id, mode, name, service, because } = event;
      const state = mode === 'proposed' ? 'proposed' : 'running';
      return { kind: 'run', id, title: name, service, state, text: `${state}: ${because}`, event };
    }
    case 'automation.approved':
      return run(event.run, 'running', 'approved');
    case 'automation.declined':
      return run(event.run, 'declined', `declined: ${event.reason}`, true);
    case 'automation.finished':
      return run(event.run, event.outcome, event.text, true);
    case 'automation.switched': {
      const title = 'Automation';
      const state = event.on ? 'on' : 'off';
      return {
        kind: 'automation',
        id: title,
        title,
        state,
        text: `switched ${state}: ${event.reason}`,
        event,
      };
    }
    case 'change.planned':
      return change(event.change, 'planned', 'planned');
    case 'change.started':
      return change(event.change, 'running', 'started');
    case 'change.extended':
      return change(event.change, 'running', `extended: ${event.reason}`);
    case 'change.ended':
      return change(event.change, event.outcome, `${event.outcome}: ${event.note}`, true);
    case 'silence.failed': {
      const title = `Silence ${event.request} on ${event.source}`;
      return { kind: 'silence', id: event.request, title, state: 'failed', text: event.problem, event };
    }
    case 'notice.dead': {
      const title = `${event.name} reached nobody`;
      return { kind: 'notice', id: event.channel, title, state: 'dead', text: event.problem, event };
    }
    // Later kinds too: what is told of them is added here on purpose.
    default:
      return undefined;
  }
}
