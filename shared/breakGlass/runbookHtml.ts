import { spanText } from '../rules/durations.ts';
import { runbookParts, type RunbookStep } from '../rules/runbookSteps.ts';
import type { CopiedRunbook } from './data.ts';
import { escapeHtml } from './escapeHtml.ts';
import { markdownHtml, type TextTargets } from './markdownHtml.ts';

/** A runbook with its steps as boxes to tick. */
export function runbookHtml({ runbook, text, pictures }: CopiedRunbook, ids: ReadonlySet<string>): string {
  if (text === undefined) return '<p>Its text could not be read; see what was left out, at the end.</p>';
  const folder = runbook.file.path.includes('/') ? runbook.file.path.replace(/[^/]*$/, '') : '';
  const targets: TextTargets = {
    picture: (path) => pictures.get(plainPath(folder + safeDecode(path))),
    hasRunbook: (id) => ids.has(id),
    headingBelow: 1,
  };
  const html = (markdown: string | undefined): string =>
    markdown === undefined || markdown === '' ? '' : markdownHtml(markdown, targets);
  const { before, steps, after } = runbookParts(text);
  const items = steps.map((step) => `<li>${stepHtml(step, html)}</li>`).join('');
  const about = [
    runbook.summary,
    runbook.services.length > 0 ? `Services: ${runbook.services.join(', ')}` : undefined,
    runbook.alerts.length > 0 ? `Alerts: ${runbook.alerts.join(', ')}` : undefined,
    runbook.owner === undefined ? undefined : `Owner: ${runbook.owner}`,
    runbook.reviewed === undefined ? 'Never reviewed' : `Reviewed ${runbook.reviewed}`,
    runbook.drilled === undefined ? 'never drilled' : `drilled ${runbook.drilled}`,
  ].filter((part) => part !== undefined && part !== '');
  return [
    `<p class="about">${escapeHtml(about.join('. '))}.</p>`,
    `<button type="button" data-print="${escapeHtml(runbook.id)}">Print this runbook</button>`,
    html(before),
    items === '' ? '' : `<h3>Steps</h3><ol class="steps">${items}</ol>`,
    html(after),
  ].join('\n');
}

function stepHtml(step: RunbookStep, html: (markdown: string | undefined) => string): string {
  const mark = (word: string, text: string | undefined): string =>
    text === undefined ? '' : `<div class="mark"><b>${word}</b> ${html(text)}</div>`;
  return [
    `<label><input type="checkbox"> ${escapeHtml(step.title)} <time></time></label>`,
    html(step.body),
    step.waitMs === undefined ? '' : `<p><b>Wait</b> ${spanText(step.waitMs)}</p>`,
    mark('Expect', step.expect),
    mark('If not', step.ifNot),
    mark('Back', step.back),
  ].join('');
}

/** A path without `.` and `..`; one that leads out of the folder finds nothing. */
function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
