import { memo, useEffect, useState, type ReactElement } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { addressText } from '../../shared/rules/addressText.ts';
import { textFault } from '../../shared/rules/runbookText.ts';
import { CopyButton } from './CopyButton.tsx';
import { PlainOnFault } from './PlainOnFault.tsx';
import styles from './RunbookText.module.css';
import { reasonOf } from '../../shared/reasonOf.ts';

/** What a runbook's text may lead to. */
export interface RunbookLinks {
  /** Opens another runbook of the library. */
  readonly onRunbook: (id: string) => void;
  /** Address of an attachment for this page alone; rejects with one sentence. */
  readonly picture: (path: string) => Promise<string>;
}

/** Behind react-markdown, which makes no HTML itself: only what text is made of. */
const schema: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => name !== 'input'),
  attributes: { ...defaultSchema.attributes, img: ['alt', 'src'] },
  protocols: { href: ['http', 'https', 'runbook'] },
};

const runbookLink = /^runbook:([a-z0-9-]+)$/;
const webLink = /^https?:\/\//i;

/** A runbook's Markdown: code can be copied, links to runbooks open them, others are written out, never followed. */
export const RunbookText = memo(function RunbookText({
  text,
  links: { onRunbook, picture },
}: {
  text: string;
  /** Keep it the same between draws. */
  links: RunbookLinks;
}): ReactElement {
  const components: Components = {
    a({ href, children }) {
      const id = runbookLink.exec(href ?? '')?.[1];
      if (id !== undefined) {
        return (
          <button type="button" className={styles.link} onClick={() => onRunbook(id)}>
            {children}
          </button>
        );
      }
      // Where it leads is said: a text may pretend to be another address.
      const address = addressText(href ?? '');
      return address === undefined ? (
        <>{children}</>
      ) : (
        <span>
          {children} <code>{address}</code>
        </span>
      );
    },
    img: ({ src, alt }) => <RunbookPicture path={String(src ?? '')} alt={alt ?? ''} picture={picture} />,
    pre({ children, node }) {
      const code = node?.children[0];
      const raw = code?.type === 'element' ? code.children[0] : undefined;
      const copied = raw?.type === 'text' ? raw.value.replace(/\n$/, '') : '';
      return (
        <div className={styles.code}>
          <pre tabIndex={0}>{children}</pre>
          <CopyButton text={copied} />
        </div>
      );
    },
  };
  const fault = textFault(text);
  if (fault !== undefined) {
    return (
      <div className={styles.text}>
        <p>{`This text ${fault}. As it was written:`}</p>
        <pre tabIndex={0}>{text}</pre>
      </div>
    );
  }
  return (
    <div className={styles.text}>
      <PlainOnFault key={text} text={text}>
        <ReactMarkdown
          skipHtml
          remarkPlugins={[remarkGfm]}
          rehypePlugins={[[rehypeSanitize, schema]]}
          urlTransform={(url, key) =>
            key === 'src' ? (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url) ? '' : url) : linkOf(url)
          }
          components={components}
        >
          {text}
        </ReactMarkdown>
      </PlainOnFault>
    </div>
  );
});

const linkOf = (url: string): string | undefined =>
  runbookLink.test(url) || webLink.test(url) ? url : undefined;

function RunbookPicture({
  path,
  alt,
  picture,
}: {
  path: string;
  alt: string;
  picture: RunbookLinks['picture'];
}): ReactElement {
  const [shown, setShown] = useState<{ readonly url?: string; readonly problem?: string }>({});
  useEffect(() => {
    let made: string | undefined;
    let isGone = false;
    picture(path).then(
      (url) => {
        made = url;
        if (isGone) URL.revokeObjectURL(url);
        else setShown({ url });
      },
      (error: unknown) => setShown({ problem: reasonOf(error) }),
    );
    return () => {
      isGone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [path, picture]);
  const { url, problem } = shown;
  if (url !== undefined) return <img src={url} alt={alt} />;
  return <em>{`[${alt || path}${problem === undefined ? '' : `: ${problem}`}]`}</em>;
}
