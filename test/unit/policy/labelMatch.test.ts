import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesLabels } from '../../../shared/policy/labelMatch.ts';

describe('label matching', () => {
  it('wants every label, exactly', () => {
    const labels = { alertname: 'ServiceDown', service: 'auth' };
    expect(matchesLabels({ alertname: 'ServiceDown' }, labels)).toBe(true);
    expect(matchesLabels({ alertname: 'ServiceDown', service: 'redis' }, labels)).toBe(false);
    expect(matchesLabels({ alertname: 'Service' }, labels)).toBe(false);
  });

  it('matches a /pattern/ against the whole value', () => {
    expect(matchesLabels({ service: '/auth|redis/' }, { service: 'redis' })).toBe(true);
    expect(matchesLabels({ service: '/auth|redis/' }, { service: 'redis-2' })).toBe(false);
    expect(matchesLabels({ service: '/.+/' }, {})).toBe(false);
    expect(matchesLabels({ service: '/.*/' }, {})).toBe(true);
  });

  it('is not misled by names that every object has', () => {
    expect(matchesLabels({ toString: '/.+/' }, {})).toBe(false);
  });

  it('matches any labels against themselves', () => {
    const value = fc.string().filter((text) => !/^\/.*\/$/s.test(text));
    fc.assert(fc.property(fc.dictionary(fc.string(), value), (labels) => matchesLabels(labels, labels)));
  });
});
