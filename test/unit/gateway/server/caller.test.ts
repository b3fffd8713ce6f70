import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCaller, isLoopback } from '../../../../gateway/server/caller.ts';

describe('isLoopback', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])('%s is', (host) =>
    expect(isLoopback(host)).toBe(true),
  );
  it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.evil.example', 'localhost.evil.example', '', '::ffff:1'])(
    '%s is not',
    (host) => expect(isLoopback(host)).toBe(false),
  );
});

describe('checkCaller', () => {
  it('never lets a foreign Host or Origin through on loopback, whatever it is', () => {
    fc.assert(
      fc.property(fc.domain(), fc.webUrl(), (domain, url) => {
        expect(checkCaller({ host: domain }, true).ok).toBe(false);
        expect(checkCaller({ host: 'localhost:8450', origin: new URL(url).origin }, true).ok).toBe(false);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.boolean(), (host, origin, onLoopback) => {
        checkCaller({ host, origin }, onLoopback);
      }),
    );
  });

  it('knows the ports that browsers leave out', () => {
    expect(checkCaller({ host: 'noc.example', origin: 'https://noc.example' }, false).ok).toBe(true);
    expect(checkCaller({ host: 'noc.example:443', origin: 'https://noc.example' }, false).ok).toBe(true);
    expect(checkCaller({ host: 'noc.example:8450', origin: 'https://noc.example' }, false).ok).toBe(false);
  });
});
