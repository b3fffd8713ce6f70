// @vitest-environment jsdom
import fc from 'fast-check';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MarkdownText } from '../../../../renderer/components/MarkdownText.tsx';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
const opened: string[] = [];

function shown(text: string): HTMLElement {
  const host = document.body.appendChild(document.createElement('div'));
  act(() => createRoot(host).render(<MarkdownText text={text} onOpen={(url) => void opened.push(url)} />));
  return host;
}

afterEach(() => {
  document.body.replaceChildren();
  opened.length = 0;
});

/** Everything that could load, run, send or lead somewhere in this window. */
function dangers(host: HTMLElement): readonly string[] {
  const found: string[] = [];
  for (const element of host.querySelectorAll('*')) {
    if (
      /^(SCRIPT|IMG|IFRAME|OBJECT|EMBED|SVG|STYLE|LINK|FORM|INPUT|VIDEO|AUDIO|BASE|META)$/i.test(
        element.tagName,
      )
    )
      found.push(element.tagName);
    for (const { name, value } of element.attributes) {
      // A table may say how its columns are aligned, and no more.
      const isAligned = name === 'style' && /^text-align: (left|center|right);$/.test(value);
      if (/^(on|src|style|srcset|action|formaction)/i.test(name) && !isAligned)
        found.push(`${name}=${value}`);
      if (name === 'href' && !/^https?:\/\//i.test(value)) found.push(`href=${value}`);
    }
    if (element instanceof HTMLAnchorElement && element.rel !== 'noopener noreferrer') found.push('rel');
  }
  return found;
}

describe('a note in Markdown', () => {
  it('has paragraphs, lists, strong words, code, quotes and links', () => {
    const host = shown(
      'Two **replicas**:\n\n- `pg-0`\n- pg-1\n\n> as said\n\n```\na < b\n```\n[log](https://k.example/x)',
    );
    expect(host.querySelector('strong')?.textContent).toBe('replicas');
    expect(host.querySelectorAll('li')).toHaveLength(2);
    expect(host.querySelector('li code')?.textContent).toBe('pg-0');
    expect(host.querySelector('blockquote')?.textContent?.trim()).toBe('as said');
    expect(host.querySelector('pre')?.textContent).toBe('a < b\n');
    expect(dangers(host)).toEqual([]);
  });

  it('keeps the lines of what was written without any Markdown, and puts no heading into the outline', () => {
    const host = shown('# Handover\n\nfirst\nsecond');
    expect(host.querySelector('h1')).toBeNull();
    expect(host.textContent?.trim()).toContain('first\nsecond');
  });

  it('has the shell open its links, and never this window', () => {
    const link = shown('see https://k.example/x').querySelector('a');
    expect(link?.target).toBe('_blank');
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    act(() => void link?.dispatchEvent(click));
    expect(click.defaultPrevented).toBe(true);
    expect(opened).toEqual(['https://k.example/x']);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![pixel](https://evil.example/p.png)',
    '![x][i]\n\n[i]: https://evil.example/p.png',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](//evil.example)',
    '[x](/admin)',
    '[x](mailto:a@b.example)',
    '<javascript:alert(1)>',
    '<a href="javascript:alert(1)" onclick="x()">x</a>',
    '<iframe src="https://evil.example"></iframe>',
    '<svg onload=alert(1)>',
    '- [x] task',
    '[^1]\n\n[^1]: note [x](javascript:x)',
    '[x](https://ok.example "onmouseover=alert(1)")',
    '<\n-:',
  ])('does nothing with %j', (text) => {
    expect(dangers(shown(text))).toEqual([]);
  });

  it('names an image instead of fetching it', () => {
    expect(shown('![graph](https://evil.example/p.png)').textContent).toContain('[image: graph]');
  });

  it('stays harmless for whatever is put together', () => {
    const pieces = ['<', '>', '[', ']', '(', ')', '!', '`', '*', '#', '\n', '|', '-', ':', '"', '&', '\\'];
    const words = [
      'javascript:',
      'https://e.example',
      'img',
      'script',
      'onerror=x',
      'src=',
      'href=',
      'data:',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, ...words, ' ', 'a'), { maxLength: 30 }), (parts) => {
        expect(dangers(shown(parts.join('')))).toEqual([]);
        document.body.replaceChildren();
      }),
      { numRuns: 150 },
    );
  });

  it.each(['[', '*', '`', '>', '![', '<', '_a', '- ', '1. ', '*a ', '**a *b '])(
    'shows a note full of %j, as it was written where nothing else can be made of it',
    (mark) => {
      // React tells of the fault that it caught.
      const complaint = vi.spyOn(console, 'error').mockReturnValue();
      const end = mark.startsWith('*a') ? 'b*' : '';
      const host = shown(mark.repeat(mark === '>' ? 4000 : 1300) + end.repeat(1300));
      expect(dangers(host)).toEqual([]);
      if (mark === '>') expect(host.textContent).toContain('>>>>');
      complaint.mockRestore();
    },
  );
});
