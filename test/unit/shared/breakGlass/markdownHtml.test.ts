import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownHtml } from '../../../../shared/breakGlass/markdownHtml.ts';

const html = (text: string): string =>
  markdownHtml(text, {
    picture: (path) => (path === 'a.png' ? 'data:image/png;base64,AA==' : undefined),
    hasRunbook: (id) => id === 'failover',
    headingBelow: 1,
  });
/** Every tag that may come out, whole. */
const ours =
  /<\/?(?:p|h[2-6]|em|strong|del|blockquote|ul|ol|li|code|pre|br|hr|table|tr|td)>|<a href="#failover">|<\/a>|<img src="data:image\/png;base64,AA==" alt="[^"<>]*">/g;

describe('a runbook’s text as HTML', () => {
  it('keeps what text is made of', () => {
    expect(html('# A\n\n- *b* `c`\n\n| d |\n| --- |\n| e |')).toBe(
      '<h2>A</h2><ul><li><p><em>b</em> <code>c</code></p></li></ul><table><tr><td>d</td></tr><tr><td>e</td></tr></table>',
    );
    expect(html('![x](a.png) [f](runbook:failover) [g](runbook:gone)')).toBe(
      '<p><img src="data:image/png;base64,AA==" alt="x"> <a href="#failover">f</a> g</p>',
    );
    expect(html('[bank](https://evil.example/)')).toBe('<p>bank <code>https://evil.example/</code></p>');
  });

  it('writes no tag but its own, whatever the text', () => {
    const piece = fc.constantFrom(
      ...[
        '<script>',
        '</script>',
        '<img src=x onerror=a()>',
        '](',
        '![',
        '[',
        'javascript:a()',
        ')',
        '`',
        '~~~',
      ],
      ...[
        '"',
        "'",
        '&lt;',
        '\n',
        '\n\n',
        '    ',
        '> ',
        '- ',
        '# ',
        '|',
        '---',
        'a.png',
        'runbook:failover',
        '<',
        '>',
      ],
      ...[
        '[^1]',
        '[^1]: ',
        '<!--',
        '-->',
        '&#x3c;',
        '\\',
        '\0',
        'data:text/html,<b>',
        'https://e.example/"x',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 }), (pieces) => {
        const rest = html(pieces.join('')).replaceAll(ours, '');
        expect(rest).not.toMatch(/[<>"]/);
      }),
      { numRuns: 500 },
    );
  });

  it('stands nesting that no stack holds', () => {
    const shown = html(`${'> '.repeat(2_000)}deep`);
    expect(shown.slice(0, 80)).toContain('more than 40 deep');
    expect(shown.includes('<blockquote>')).toBe(false);
  });
});
