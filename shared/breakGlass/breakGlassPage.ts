import { roughText, utcMinute, utcTime } from '../rules/durations.ts';
import type { BreakGlassData } from './data.ts';
import { escapeHtml } from './escapeHtml.ts';
import { pageScript } from './pageScript.ts';
import { pageStyle } from './pageStyle.ts';
import { runbookHtml } from './runbookHtml.ts';
import { stateSections, type CopySection } from './stateSections.ts';

/**
 * The break-glass copy: one HTML file that needs no network, no console and no gateway. Its policy lets run nothing but
 * its own script, known by its SHA-256; `sha256` answers one in base64.
 */
export async function breakGlassPage(
  data: BreakGlassData,
  sha256: (text: string) => Promise<string>,
): Promise<string> {
  const { madeAt, state, runbooks, leftOut } = data;
  const ids = new Set(runbooks.map(({ runbook }) => runbook.id));
  const sections: readonly CopySection[] = [
    // A runbook may be called `contacts`, too.
    ...(state === undefined ? [] : stateSections(state).map((one) => ({ ...one, id: `desk.${one.id}` }))),
    ...runbooks.map((one) => ({ id: one.runbook.id, title: one.runbook.title, html: runbookHtml(one, ids) })),
  ];
  const csp = [
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${await sha256(pageStyle)}'`,
    `script-src 'sha256-${await sha256(pageScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const desk = state?.entities.desk['desk']?.title;
  const links = sections.map(
    ({ id, title }) =>
      `<li data-of="${escapeHtml(id)}"><a href="#${encodeURIComponent(id)}">${escapeHtml(title)}</a></li>`,
  );
  const left =
    leftOut.length === 0
      ? '<p>Nothing was left out.</p>'
      : `<ul>${leftOut.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Break-glass copy, ${escapeHtml(utcTime(madeAt))}</title>
<style>${pageStyle}</style>
</head>
<body>
<p class="asof">${asOf(data)}</p>
<h1>${escapeHtml(desk ?? 'Watchfloor')}: break-glass copy</h1>
<div class="search"><input id="search" type="search" aria-label="Search" placeholder="Search: any words, / to begin"><span id="found" role="status"></span></div>
<nav aria-label="Contents"><ul>${links.join('')}</ul></nav>
${sections.map(article).join('\n')}
<footer><h2>Left out</h2>${left}</footer>
<script>${pageScript}</script>
</body>
</html>
`;
}

const article = ({ id, title, html }: CopySection): string =>
  `<article id="${escapeHtml(id)}" data-part><h2>${escapeHtml(title)}</h2>${html}</article>`;

function asOf({ madeAt, state, runbooks }: BreakGlassData): string {
  const copied = `Copied ${utcTime(madeAt)}; ${runbooks.length} runbooks.`;
  if (state === undefined) return `NO STATE KNOWN <small>${copied}</small>`;
  // A clock that was set back must not make an age out of it.
  const age =
    madeAt < state.at
      ? 'newer than the copy: the clock of this machine is behind'
      : `${roughText(madeAt - state.at)} old when copied`;
  const day = new Date(state.at).toISOString().slice(0, 10);
  return `AS OF ${utcMinute(state.at)} UTC, not live <small>${day}, ${age}. ${copied}</small>`;
}

/** Name of the file, for every file system. */
export const breakGlassName = (at: number): string =>
  `watchfloor-break-glass-${new Date(at).toISOString().slice(0, 16).replaceAll(':', '-')}Z.html`;
