import { z } from 'zod';
import { policySchema } from '../../shared/policy/index.ts';

/** The JSON Schema of a policy file, for editors. References and sums are checked on load only. */
export function policyJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: 'Watchfloor operations policy', ...z.toJSONSchema(policySchema, { io: 'input' }) };
}
