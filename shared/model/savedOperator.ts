import { z } from 'zod';
import { personNameSchema } from '../feed/person.ts';

/** Operators that one console keeps. */
export const mostOperators = 40;

/** Somebody who works at this console in turns with others. */
export const savedOperatorSchema = z.strictObject({
  name: personNameSchema.refine((name) => name !== '', 'is missing'),
  /** Their access token, where the gateway asks for one. */
  token: z.string().min(1).max(256).optional(),
});
export type SavedOperator = z.infer<typeof savedOperatorSchema>;

/** The operators that are kept; a broken entry costs no other. */
export function readOperators(kept: unknown): readonly SavedOperator[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one: unknown) => {
    const operator = savedOperatorSchema.safeParse(one);
    return operator.success ? [operator.data] : [];
  });
}
