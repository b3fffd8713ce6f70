import { useRef } from 'react';
import type { CommandName } from '../../../shared/feed/commands.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { isBusy } from './outgoingWords.ts';

const echoMs = 500;

/** Gives a command; `onKept` is told its id once the outbox has it. */
type SendOnce = (
  name: CommandName,
  params: Readonly<Record<string, unknown>>,
  onKept?: (id: string) => void,
) => void;

/** Sends a command unless the same one for this incident is on its way, so that pressing twice does nothing. */
export function useSendOnce(): SendOnce {
  const { send } = useActions();
  const outgoing = useConsole((state) => state.outgoing);
  const justGiven = useRef(new Set<string>());
  return (name, params, onKept) => {
    const incident = params['incident'];
    if (typeof incident === 'string' && isBusy(outgoing, name, incident)) return;
    const key = JSON.stringify([name, name === 'incident.note' ? params : (incident ?? params)]);
    if (justGiven.current.has(key)) return;
    justGiven.current.add(key);
    // Held a little longer than the call: the outbox tells of the command a frame later.
    const forget = (): void => void setTimeout(() => justGiven.current.delete(key), echoMs);
    void send(name, params).then((id) => {
      forget();
      if (id !== undefined) onKept?.(id);
    }, forget);
  };
}
