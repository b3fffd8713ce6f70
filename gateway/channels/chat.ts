import type { PolicyChannel } from '../../shared/policy/index.ts';
import type { Notice } from '../../shared/model/notice.ts';
import { post } from './post.ts';
import { secretText } from './secrets.ts';
import { refused, type SendDependencies, type Sent } from './sending.ts';
import { wordingOf, type Wording } from './wording.ts';

/** Posts to a chat's incoming webhook. */
export async function sendChat(
  channel: Extract<PolicyChannel, { kind: 'chat' }>,
  notice: Notice,
  deps: SendDependencies,
): Promise<Sent> {
  const url = secretText(channel.webhook, deps);
  if (!url.ok) return refused(url.error);
  const wording = wordingOf(notice, deps.clock.now());
  return post(
    url.value,
    {},
    channel.format === 'teams' ? teamsMessage(wording) : slackMessage(wording),
    deps,
  );
}

/** Slack reads `&`, `<` and `>` as markup: `<!channel>` in a title would call everybody. */
function slackMessage({ subject, text }: Wording): unknown {
  const escape = (raw: string): string =>
    raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return { text: `*${escape(subject)}*\n${escape(text)}` };
}

/** An Adaptive Card of text runs, which Teams shows as they are; its TextBlocks would read Markdown. */
function teamsMessage({ subject, text }: Wording): unknown {
  const line = (run: Readonly<Record<string, string>>): unknown => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', ...run }],
  });
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      line({ text: subject, weight: 'Bolder' }),
      // An empty run is refused.
      ...text
        .split('\n')
        .filter((each) => each !== '')
        .map((each) => line({ text: each })),
    ],
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}
