import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import type { Handoff } from '../../../../shared/model/handoff.ts';
import { handoffDocument } from '../../../../shared/rules/handoffDocument.ts';
import { handoffMarkdown } from '../../../../shared/rules/handoffMarkdown.ts';
import { handoffPage } from '../../../../shared/rules/handoffPage.ts';
import { handoffComplete, handoffUnderWay } from '../../../support/frozen/frozenHandoffs.ts';

const noted = (text: string): Handoff => ({ ...handoffComplete, notes: { revision: 1, text } });

/** The Markdown as a reader sets it. */
const rendered = (text: string): string =>
  renderToStaticMarkup(createElement(ReactMarkdown, { remarkPlugins: [remarkGfm] }, text));

const textOf = (html: string): string =>
  html
    .replaceAll(/<br\s*\/?>|<\/p>/g, ' ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#(?:39|x27);/g, "'")
    .replaceAll('&amp;', '&');
const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

describe('an exported handoff', () => {
  it('names sides, times with day and zone, signatures, and whoever is not on the rota', () => {
    const { title, facts } = handoffDocument(handoffComplete);
    expect(title).toBe('Shift handoff HND-2026-11-20T0335');
    expect(Object.fromEntries(facts)).toMatchObject({
      'Hands over': 'Singapore, Shift 1',
      'Shift ends': '2026-11-20 03:35:00 UTC',
      'On call from then': 'Primary On-Call: J. Rao, Secondary On-Call: nobody (its calendar names nobody)',
      'Signed for the outgoing shift': 'M. Tanaka, 2026-11-20 03:14:02 UTC',
      'Signed for the incoming shift': 'L. Meyer, 2026-11-20 03:16:02 UTC, not on the rota',
      Record: 'Complete, closed 2026-11-20 03:16:02 UTC',
    });
  });

  it('says that it is no record yet while it is open, and what has changed since a tick', () => {
    const { facts, tables } = handoffDocument(handoffUnderWay);
    expect(Object.fromEntries(facts)).toMatchObject({
      'Signed for the incoming shift': 'Not yet',
      Record: 'Still open: this is not the record yet',
    });
    expect(tables[0]?.rows[1]?.[1]).toMatch(/\nChanged 2026-11-20 03:15:40 UTC: 7 operational/);
    expect(tables[0]?.rows[5]).toEqual(['Test alerting channels', 'Not looked at', 'Not ticked']);
  });

  it('says how many lines of the difference it leaves out', () => {
    const { lines } = handoffComplete.difference;
    const { tables } = handoffDocument({ ...handoffComplete, difference: { lines, total: 96 } });
    expect(tables[1]?.rows.at(-1)).toEqual(['And more', '', '90 more are in the journal']);
  });

  it('does not say of a runbook that worked that it was found wanting', () => {
    const line = { kind: 'runbook', subject: 'INC-2041', text: 'Failover: worked, said M. Tanaka' } as const;
    const { tables } = handoffDocument({ ...handoffComplete, difference: { lines: [line], total: 1 } });
    expect(tables[1]?.rows).toEqual([['Runbook', 'INC-2041', line.text]]);
  });

  it('never tells of a takeover as of a signature', () => {
    const takeover = { at: handoffComplete.boundaryAt, by: 'L. Meyer', reason: 'Tanaka was taken ill' };
    const { facts } = handoffDocument({ ...handoffComplete, outgoing: undefined, takeover });
    expect(Object.fromEntries(facts)).toMatchObject({
      'Signed for the outgoing shift': 'Never: it was taken over',
      'Emergency takeover': 'L. Meyer, 2026-11-20 03:35:00 UTC: Tanaka was taken ill',
    });
  });

  it('is Markdown whose tables a reader sets', () => {
    const html = rendered(handoffMarkdown(handoffComplete));
    expect(html.match(/<table>/g)).toHaveLength(5);
    expect(html).toContain('<h1>Shift handoff HND-2026-11-20T0335</h1>');
    // Five heads; six items, six lines, two acceptances, a promise, a question.
    expect(html.match(/<tr>/g)).toHaveLength(5 + 6 + 6 + 2 + 1 + 1);
  });

  it('shows what was typed as it was typed, in Markdown and on paper', () => {
    const hard = fc.oneof(
      fc.constantFrom(
        '# a',
        '- b',
        '1. c',
        '> d',
        '`e`',
        '| f | g |',
        '***',
        '[h](http://i)',
        '&amp;',
        '<b>',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }).map((text) =>
        // Controls, lone surrogates and what no reader keeps are not typed.
        text.replaceAll(/[\p{C}\p{Z}]/gu, ' '),
      ),
      fc.constantFrom(
        'علي حسن',
        'דנה לוי',
        '田中 美咲',
        'line\nbreak',
        'para\n\ngraph',
        '~~j~~',
        '    k',
        '===',
        'www.x.org/a_b',
        'see https://x.org/a_b?c=1&amp;d#e',
        'a_b@x.org',
      ),
    );
    fc.assert(
      fc.property(fc.array(hard, { minLength: 1, maxLength: 6 }), (parts) => {
        const text = parts.join('\n');
        const record = noted(text);
        const [, notes = ''] = handoffMarkdown(record).split('## Notes\n');
        const [alone = ''] = notes.split('\n## ');
        const quoted = rendered(alone);
        const shown = words(textOf(quoted));
        expect(shown).toBe(words(text) === '' ? 'None.' : words(text));
        expect(quoted).not.toMatch(/<(?:h\d|ul|ol|code|pre|table|em|strong|del|img|hr)\b/);
        const [, page = ''] = handoffPage(record).split('<div class="notes">');
        const [paper = ''] = page.split('</div>');
        expect(words(textOf(paper))).toBe(words(text) === '' ? 'None.' : words(text));
      }),
      { numRuns: 40 },
    );
  });

  it('keeps what was typed into a cell within its cell', () => {
    const evil = 'a | b\n| c\\| <script>alert(1)</script> `d|e`';
    const [first] = handoffComplete.promises;
    if (first === undefined) throw new Error('the frozen record has no promise');
    const record = { ...handoffComplete, promises: [{ ...first, text: evil }] };
    const html = rendered(handoffMarkdown(record));
    expect(textOf(html)).toContain('a | b · | c\\| <script>alert(1)</script> `d|e`');
    expect(handoffPage(record)).not.toContain('<script');
    expect(handoffPage(record)).toContain('<td dir="auto">a | b\n| c\\| &lt;script&gt;alert(1)');
  });
});
