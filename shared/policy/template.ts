import type { z } from 'zod';
import { fieldsIn, hasLooseBraces } from '../rules/template.ts';
import { didYouMean } from './suggestion.ts';

/** Refuses what a template names that nothing will ever fill in, one message for each. */
export const knownFields =
  (fields: readonly string[], isKnown = (field: string): boolean => fields.includes(field)) =>
  (template: string, context: z.RefinementCtx): void => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', message });
    for (const field of new Set(fieldsIn(template))) {
      if (isKnown(field)) continue;
      const line = template.slice(0, template.indexOf(field)).split('\n').length;
      const where = template.includes('\n') ? `, in line ${line} of the text` : '';
      complain(`there is no field {{${field}}}${where}${didYouMean(field, fields)}`);
    }
    if (hasLooseBraces(template)) complain('a {{ or }} has no other half; write a field as {{service}}');
  };
