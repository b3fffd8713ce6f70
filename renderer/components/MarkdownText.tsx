import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { OutsideLink } from './OutsideLink.tsx';
import { PlainOnFault } from './PlainOnFault.tsx';
import styles from './MarkdownText.module.css';

/** The second wall behind react-markdown, which makes no HTML itself: nothing that loads, sends or asks. */
const schema: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => name !== 'input'),
  attributes: { ...defaultSchema.attributes, img: ['alt'] },
  protocols: { href: ['http', 'https'] },
};

const webUrl = /^https?:\/\//i;

/** What people wrote as Markdown; raw HTML is left out, images are named, and links leave the console. */
export const MarkdownText = memo(function MarkdownText({
  text,
  onOpen,
}: {
  text: string;
  /** Opens an address outside the console; keep it the same between draws. */
  onOpen: (url: string) => void;
}) {
  const heading: Components['h1'] = ({ children }) => (
    <p>
      <b>{children}</b>
    </p>
  );
  const components: Components = {
    // A note's headings are not the board's: they must not stand in its outline.
    ...{ h1: heading, h2: heading, h3: heading, h4: heading, h5: heading, h6: heading },
    a: ({ href, children }) =>
      href !== undefined && webUrl.test(href) ? (
        <OutsideLink url={href} onOpen={onOpen}>
          {children}
        </OutsideLink>
      ) : (
        <>{children}</>
      ),
    // Loading it would tell somebody that it was read.
    img: ({ alt }) => <>{`[image${alt === undefined || alt === '' ? '' : `: ${alt}`}]`}</>,
  };
  return (
    <div className={styles.text}>
      {/* A thousand quotes within quotes are more than a parser's stack holds. */}
      <PlainOnFault key={text} text={text}>
        <ReactMarkdown
          skipHtml
          remarkPlugins={[remarkGfm]}
          rehypePlugins={[[rehypeSanitize, schema]]}
          urlTransform={(url) => (webUrl.test(url) ? url : undefined)}
          components={components}
        >
          {text}
        </ReactMarkdown>
      </PlainOnFault>
    </div>
  );
});
