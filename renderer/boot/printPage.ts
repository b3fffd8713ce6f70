/**
 * Prints a page that is not on the screen: paper, or a PDF where the printer of choice is one. The content security
 * policy lets no page bring a style sheet along, so it is put on by script.
 */
export function printPage(html: string, style: string): string {
  const frame = document.createElement('iframe');
  frame.setAttribute('aria-hidden', 'true');
  Object.assign(frame.style, { position: 'fixed', width: '0', height: '0', border: '0' });
  document.body.append(frame);
  const page = frame.contentDocument;
  const view = page?.defaultView;
  if (page === null || view === null || view === undefined) {
    frame.remove();
    return 'This console can’t print';
  }
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  for (const sheet of parsed.querySelectorAll('style')) sheet.remove();
  page.replaceChild(page.importNode(parsed.documentElement, true), page.documentElement);
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(style);
  page.adoptedStyleSheets = [sheet];
  view.addEventListener('afterprint', () => frame.remove());
  view.print();
  return 'Handed to the printer';
}
