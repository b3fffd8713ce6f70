import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { addressText } from '../rules/addressText.ts';
import { textFault } from '../rules/runbookText.ts';
import { escapeHtml } from './escapeHtml.ts';

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root | Root['children'][number];

/** What a runbook's text may refer to. */
export interface TextTargets {
  /** Address of a picture by its path as written; undefined where it was left out. */
  readonly picture: (path: string) => string | undefined;
  /** True for a runbook that is in the copy. */
  readonly hasRunbook: (id: string) => boolean;
  /** Added to headings, which stand below those of the page. */
  readonly headingBelow: number;
}

const deepest = 60;
const runbookLink = /^runbook:([a-z0-9-]+)$/;

/**
 * Markdown (CommonMark and GFM) as HTML of our own making: every tag is written here, every text is escaped, HTML in the
 * source is left out, and nothing leads out of the file.
 */
export function markdownHtml(markdown: string, targets: TextTargets): string {
  const fault = textFault(markdown);
  if (fault !== undefined)
    return `<p>This text ${escapeHtml(fault)}. As it was written:</p><pre>${escapeHtml(markdown)}</pre>`;
  const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return htmlOf(root, targets, 0);
}

function htmlOf(node: Node, targets: TextTargets, depth: number): string {
  // A text may be nested deeper than anybody reads, and than a stack is.
  if (depth > deepest) return '…';
  const inner = (): string =>
    'children' in node ? node.children.map((child) => htmlOf(child, targets, depth + 1)).join('') : '';
  const within = (tag: string): string => `<${tag}>${inner()}</${tag}>`;
  switch (node.type) {
    case 'root':
    case 'footnoteDefinition':
      return inner();
    case 'text':
      return escapeHtml(node.value);
    case 'paragraph':
      return within('p');
    case 'heading':
      return within(`h${Math.min(6, node.depth + targets.headingBelow)}`);
    case 'emphasis':
      return within('em');
    case 'strong':
      return within('strong');
    case 'delete':
      return within('del');
    case 'blockquote':
      return within('blockquote');
    case 'list':
      return within(node.ordered === true ? 'ol' : 'ul');
    case 'listItem':
      return within('li');
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'code':
      return `<pre><code>${escapeHtml(node.value)}</code></pre>`;
    case 'break':
      return '<br>';
    case 'thematicBreak':
      return '<hr>';
    case 'table':
      return within('table');
    case 'tableRow':
      return within('tr');
    case 'tableCell':
      return within('td');
    case 'link': {
      const id = runbookLink.exec(node.url)?.[1];
      if (id !== undefined && targets.hasRunbook(id)) return `<a href="#${id}">${inner()}</a>`;
      // Where it leads is said, never followed: a text may pretend to be another address.
      const address = addressText(node.url);
      return address === undefined ? inner() : `${inner()} <code>${escapeHtml(address)}</code>`;
    }
    case 'image': {
      const address = targets.picture(node.url);
      const alt = escapeHtml(node.alt ?? '');
      return address === undefined
        ? `<em>[${alt || escapeHtml(node.url)}: left out]</em>`
        : `<img src="${escapeHtml(address)}" alt="${alt}">`;
    }
    default:
      // HTML, definitions and references to them.
      return inner();
  }
}
