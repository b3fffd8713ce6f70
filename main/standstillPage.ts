import { escapeHtml } from '../shared/breakGlass/escapeHtml.ts';
import { utcMinute } from '../shared/rules/durations.ts';

/** What the page says that stands in for one that can't be kept up. */
export interface Standstill {
  /** What befell it last, as a sentence without its end. */
  readonly what: string;
  /** Times it did, ms. */
  readonly since: number;
  readonly faults: number;
  readonly nextTryAt: number;
  readonly isLight: boolean;
}

const clock = (at: number): string => `${utcMinute(at)} UTC`;
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/**
 * A page without script, style sheet or anything to fetch, as an address: what took the console's page down must not
 * take this one. It knows nothing of the floor, and says so.
 */
export function standstillPage({ what, since, faults, nextTryAt, isLight }: Standstill): string {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Watchfloor stands still</title>
<style>
:root { color-scheme: ${isLight ? 'light' : 'dark'}; }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; font: 2.2vw/1.5 system-ui, sans-serif; }
main { max-width: 40em; padding: 2em; }
h1 { font-size: 1.6em; }
</style>
</head>
<body>
<main>
<h1>This display shows nothing of the floor</h1>
<p>${escapeHtml(what)}, ${faults} times since ${clock(since)} on ${day(since)}. Watch another display, or the gateway's page in a browser.</p>
<p>It is tried again by itself at ${clock(nextTryAt)}. Nothing on this display needs a click.</p>
<p>If it comes back to this page, restart the console or the machine, and give logs/console.log of the console's data folder to whoever looks after it.</p>
</main>
</body>
</html>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
}
