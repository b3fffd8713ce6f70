import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filledLinks, isLinkAllowed, linkOrigin } from '../../../../shared/rules/links.ts';
import { frozenIncident } from '../../../support/frozen/frozenQueue.ts';

const openedAt = Date.UTC(2026, 10, 20, 3, 0);
const incident = frozenIncident(2001, { title: 'x', severity: 'P1', service: 'auth', openedAt });
const alert = { name: 'High Latency', labels: { instance: 'a&b=c#d' } };
const now = openedAt + 60_000;
const one = (url: string, change: Partial<typeof incident> = {}, of: typeof alert | 'none' = alert) =>
  filledLinks(
    [{ id: 'x', name: 'X', kind: 'logs', url }],
    { ...incident, ...change },
    of === 'none' ? undefined : of,
    now,
  )[0]?.url;

describe('a link', () => {
  it('is filled in with encoded values, from before the first bad signal to now or the end', () => {
    expect(one('https://g.example/d?s={{service}}&a={{alertname}}&i={{label.instance}}')).toBe(
      'https://g.example/d?s=auth&a=High%20Latency&i=a%26b%3Dc%23d',
    );
    const from = incident.firstSignalAt - 15 * 60_000;
    const span = 'https://g.example/d?from={{from}}&to={{to}}';
    expect(one(span)).toBe(`https://g.example/d?from=${from}&to=${now}`);
    const resolved = { at: openedAt + 1, by: 'M. Tanaka', note: 'over' };
    expect(one(span, { resolved })).toBe(`https://g.example/d?from=${from}&to=${openedAt + 1}`);
    expect(one('https://j.example/?start={{from.us}}&iso={{to.iso}}')).toBe(
      `https://j.example/?start=${from}000&iso=2026-11-20T03%3A01%3A00.000Z`,
    );
  });

  it('is left out where the incident has nothing for one of its fields', () => {
    expect(one('https://g.example/{{service}}', { service: undefined })).toBeUndefined();
    expect(one('https://g.example/{{alertname}}', {}, 'none')).toBeUndefined();
    expect(one('https://g.example/{{label.pod}}')).toBeUndefined();
    expect(one('https://g.example/{{label.constructor}}')).toBeUndefined();
    expect(
      one('https://g.example/a/{{alertname}}/b', {}, { name: '..', labels: alert.labels }),
    ).toBeUndefined();
  });

  it('leads to the host and the folder of its template, whatever an alert holds', () => {
    const template = 'https://g.example:3000/d/{{label.instance}}?v={{alertname}}';
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, instance) => {
        const url = one(template, {}, { name, labels: { instance } });
        if (url === undefined) return;
        const { origin, pathname, hash } = new URL(url);
        expect({ origin, depth: pathname.split('/').length, hash }).toEqual({
          origin: 'https://g.example:3000',
          depth: 3,
          hash: '',
        });
      }),
    );
  });
});

describe('what may be opened', () => {
  const links = [{ url: 'https://g.example/d?x={{service}}' }];

  it.each(['https://g.example/anything', 'HTTPS://G.Example:443/anything'])('%s', (url) =>
    expect(isLinkAllowed(url, links)).toBe(true),
  );

  it.each([
    'http://g.example/d',
    'https://g.example:444/d',
    'https://g.example.evil/d',
    'https://evil/g.example',
    'https://g.example@evil/',
    'https://evil\\@g.example/',
    'https://g.example\\.evil/',
    'https://user:word@g.example/',
    ' https://g.example/d',
    'https://g.exa\tmple/d',
    'javascript:alert(1)//https://g.example/',
    'file:///etc/passwd',
    'g.example',
    '',
  ])('not %j', (url) => expect(isLinkAllowed(url, links)).toBe(false));

  it('is never what a URL parser would read as another host', () => {
    const parts = fc.constantFrom(
      ...[
        'https://',
        'http://',
        'HTTP:',
        '//',
        '\\',
        '/',
        '@',
        ':',
        'g.example',
        'evil',
        '443',
        '80',
        '?',
        '#',
        '\t',
        ' ',
      ],
      ...['.', '%2e', '{{', '}}', '[::1]', 'ſ', '\u212a'],
    );
    fc.assert(
      fc.property(
        fc.tuple(fc.constantFrom('https://', 'HTTPS://', ''), fc.array(parts, { maxLength: 6 })),
        ([start, pieces]) => {
          const url = start + pieces.join('');
          if (!isLinkAllowed(url, links) || !URL.canParse(url)) return;
          const { origin, username } = new URL(url);
          expect([username, origin]).toEqual(['', 'https://g.example']);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is nothing whose host an incident would choose', () => {
    for (const url of [
      'https://{{service}}.example/',
      'https://{{service}}',
      'https://g.example{{service}}',
      '{{service}}',
    ])
      expect(linkOrigin(url)).toBeUndefined();
    expect(linkOrigin('https://g.example?x={{service}}')).toBe('https://g.example:443');
  });
});
