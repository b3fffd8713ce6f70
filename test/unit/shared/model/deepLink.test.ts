import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLink, linkScheme, parseDeepLink } from '../../../../shared/model/deepLink.ts';

describe('a link into the console', () => {
  it.each([
    ['watchfloor://incident/INC-7', { kind: 'incident', id: 'INC-7' }],
    ['watchfloor://runbook/monitoring-lost', { kind: 'runbook', id: 'monitoring-lost' }],
    ['watchfloor://board/queue', { kind: 'board', id: 'queue' }],
  ])('%s', (text, value) => {
    expect(parseDeepLink(text)).toEqual({ ok: true, value });
  });

  it.each([
    'watchfloor:board/queue',
    'watchfloor:///board/queue',
    'watchfloor://board/queue/',
    'watchfloor://board/nowhere',
    'watchfloor://board/queue?mode=wall',
    'watchfloor://board/queue#x',
    'watchfloor://board:80/queue',
    'watchfloor://me@board/queue',
    'watchfloor://incident/INC-',
    'watchfloor://incident/INC-1%20',
    'watchfloor://incident/inc-1',
    'watchfloor://runbook/../../etc',
    'watchfloor://settings/token',
    'watchfloor://incident/INC-1 --data=/tmp',
    'https://board/queue',
    'watchfloor://board/queue\n',
  ])('refuses %j in a sentence', (text) => {
    const link = parseDeepLink(text);
    expect(link).toMatchObject({
      ok: false,
      error: expect.stringMatching(/is no link of the console; links/),
    });
  });

  it('is read only as it would be written', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('incident', 'runbook', 'board'), (id, kind) => {
        const text = `${linkScheme}://${kind}/${id}`;
        const link = parseDeepLink(text);
        if (link.ok) expect(`${linkScheme}://${link.value.kind}/${link.value.id}`).toBe(text);
        expect(isLink(text)).toBe(true);
      }),
    );
  });
});
