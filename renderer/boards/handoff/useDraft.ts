import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../shared/draft.ts';
import { useActions } from '../../store/store.ts';

/** A draft as it is typed: every change is handed to the shell at once, the newest last. */
export interface DraftHandle {
  /** Undefined until the shell has answered, and where there is none. */
  readonly draft: Draft | undefined;
  /** True once the shell has answered. */
  readonly isRead: boolean;
  /** True once the newest text is kept. */
  readonly isKept: boolean;
  readonly type: (text: string, base: number) => void;
  readonly drop: () => void;
}

/** The draft of one text. */
export function useDraft(id: string): DraftHandle {
  const { readDraft, keepDraft } = useActions();
  const [held, setHeld] = useState<{ readonly id: string; readonly draft: Draft | undefined }>();
  const [isKept, setIsKept] = useState(true);
  const waiting = useRef<{ readonly id: string; readonly draft: Draft | undefined }>(undefined);
  const isWriting = useRef(false);

  useEffect(() => {
    let isGone = false;
    void readDraft(id).then((draft) => {
      // What was typed before the answer came is newer.
      if (!isGone) setHeld((known) => (known?.id === id ? known : { id, draft }));
    });
    return () => {
      isGone = true;
    };
  }, [id, readDraft]);

  const write = async (): Promise<void> => {
    if (isWriting.current) return;
    isWriting.current = true;
    let isGood = true;
    for (let next = waiting.current; next !== undefined; next = waiting.current) {
      waiting.current = undefined;
      isGood = await keepDraft(next.id, next.draft);
    }
    isWriting.current = false;
    setIsKept(isGood);
  };
  const keep = (draft: Draft | undefined): void => {
    setHeld({ id, draft });
    setIsKept(false);
    waiting.current = { id, draft };
    void write();
  };
  return {
    draft: held?.id === id ? held.draft : undefined,
    isRead: held?.id === id,
    isKept,
    type: (text, base) => keep({ text, base, keptAt: Date.now() }),
    drop: () => keep(undefined),
  };
}
