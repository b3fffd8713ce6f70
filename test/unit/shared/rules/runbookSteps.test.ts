import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runbookParts } from '../../../../shared/rules/runbookSteps.ts';

const markdown = [
  'Move the primary.',
  '',
  '## Steps',
  'Two people.',
  '### Fence it',
  'Cut the power.',
  '```bash',
  '### not a step',
  'Expect: not a mark',
  '```',
  'Wait: 30 s',
  'Expect: it is off,',
  'and stays off.',
  'If not: [page](runbook:page).',
  'Back: switch it on.',
  '',
  '### Fence it',
  'Wait: 1.5 min',
  'Wait: until noon',
  '## Faults',
  '### of the script',
].join('\n');

describe('the parts of a runbook', () => {
  test('steps with what to expect, where to go, the way back and the wait', () => {
    expect(runbookParts(markdown)).toEqual({
      before: 'Move the primary.\n\nTwo people.',
      steps: [
        {
          id: 'fence-it',
          title: 'Fence it',
          body: 'Cut the power.\n```bash\n### not a step\nExpect: not a mark\n```',
          expect: 'it is off, and stays off.',
          ifNot: '[page](runbook:page).',
          back: 'switch it on.',
          waitMs: 30_000,
        },
        { id: 'fence-it-2', title: 'Fence it', body: 'Wait: until noon', waitMs: 90_000 },
      ],
      after: '## Faults\n### of the script',
    });
  });

  test('text without steps is all before them', () => {
    expect(runbookParts('# Title\ntext')).toEqual({ before: '# Title\ntext', steps: [], after: '' });
  });

  test('a title without letters still has an anchor; one in another script keeps its letters', () => {
    const { steps } = runbookParts('## Steps\n### ???\n### データ');
    expect(steps.map(({ id }) => id)).toEqual(['step', 'データ']);
  });

  test('no word of a line is lost, and anchors are unique, whatever the text', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '## Steps',
        '### A step',
        '### A step 2',
        '## Then',
        '```',
        '~~~~',
        'Expect: x',
        'Wait: 3 s',
        '',
      ),
      fc.stringMatching(/^[a-z]{1,6}$/),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const { before, steps, after } = runbookParts(lines.join('\n'));
        const kept = [before, after, ...steps.flatMap((step) => Object.values(step).map(String))].join('\n');
        for (const word of lines.filter((text) => /^[a-z]+$/.test(text))) expect(kept).toContain(word);
        expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      }),
    );
  });
});
