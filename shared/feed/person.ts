import { z } from 'zod';

/** Longest name of a person, characters. */
export const personNameLength = 80;

/** Who acts at a console where nobody gave a name, and no token says it. */
export const unnamedOperator = 'Unnamed operator';

/** A name without what can't be seen or would turn the text around it, on one line. */
export const cleanName = (name: string): string =>
  // Line breaks and tabs are control characters too, but they part words.
  name.replace(/\s+/gu, ' ').replace(/\p{C}/gu, '').replace(/ {2,}/g, ' ').trim();

/** A person's name as somebody gave it; what is left may be empty. */
export const personNameSchema = z.string().max(personNameLength).overwrite(cleanName);
