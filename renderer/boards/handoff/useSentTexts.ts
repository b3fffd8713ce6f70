import { useEffect, useRef } from 'react';
import { useActions, useConsole } from '../../store/store.ts';

/** Keeps account of a text that was sent from a draft. */
export type SentText = (command: string, draft: string, text: string) => void;

/**
 * Texts that were sent and have no result yet. Where the gateway refuses one, it becomes a draft again: what somebody
 * wrote about evidence that changed meanwhile must not be written a second time.
 */
export function useSentTexts(): SentText {
  const outgoing = useConsole((state) => state.outgoing);
  const { readDraft, keepDraft } = useActions();
  const sent = useRef(new Map<string, { readonly draft: string; readonly text: string }>());
  useEffect(() => {
    for (const { id, state } of outgoing) {
      const text = sent.current.get(id);
      if (text === undefined || state === 'queued' || state === 'pending') continue;
      sent.current.delete(id);
      if (state === 'done') continue;
      const keep = async (): Promise<void> => {
        // What was typed since is newer.
        if ((await readDraft(text.draft)) !== undefined) return;
        await keepDraft(text.draft, { text: text.text, base: 0, keptAt: Date.now() });
      };
      void keep();
    }
  }, [outgoing, readDraft, keepDraft]);
  return (command, draft, text) => void sent.current.set(command, { draft, text });
}
