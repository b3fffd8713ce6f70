import type { Draft } from '../../../shared/draft.ts';
import type { Handoff } from '../../../shared/model/handoff.ts';

/**
 * How a draft stands to the notes that the gateway has. `same`: they have become one. `edited`: it goes on from the
 * present revision. `behind`: somebody kept another revision meanwhile.
 */
export type NotesStanding =
  | { readonly kind: 'none' }
  | { readonly kind: 'same' }
  | {
      readonly kind: 'edited' | 'behind';
      readonly text: string;
      readonly base: number;
      readonly keptAt: number;
    };

/** Compares a draft with the notes. */
export function notesStanding({ revision, text }: Handoff['notes'], draft: Draft | undefined): NotesStanding {
  if (draft === undefined) return { kind: 'none' };
  if (draft.text === text) return { kind: 'same' };
  return { kind: draft.base === revision ? 'edited' : 'behind', ...draft };
}
