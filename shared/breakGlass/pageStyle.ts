/** The copy's style: black on white for any screen and any printer, A4 and Letter. */
export const pageStyle = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.5rem 4rem; background: white; color: black;
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
.asof { margin: 0 -1.5rem 1rem; padding: .75rem 1.5rem; background: black; color: white;
  font-size: 2rem; line-height: 1.2; font-weight: 700; }
.asof small { display: block; font-size: 1rem; font-weight: 400; }
h1, h2, h3, h4 { line-height: 1.25; }
h2 { margin-top: 2.5rem; padding-top: .5rem; border-top: 2px solid black; }
nav ul { columns: 2; padding-left: 1.2rem; }
.search { position: sticky; top: 0; display: flex; gap: 1rem; align-items: center; padding: .5rem 0; background: white; }
.search input { flex: 1; font: inherit; padding: .4rem .6rem; border: 2px solid black; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid silver; }
pre { padding: .6rem .8rem; border: 1px solid gray; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; font-size: .95em; }
img { max-width: 100%; }
.steps { list-style: none; padding: 0; counter-reset: step; }
.steps > li { border-top: 1px solid gray; padding: .5rem 0; }
.steps label { font-weight: 600; font-size: 1.1rem; }
.steps input { width: 1.2rem; height: 1.2rem; vertical-align: -.15rem; }
.steps time { font-weight: 400; }
.mark { margin: .25rem 0; }
.about { color: dimgray; }
button { font: inherit; }
[hidden] { display: none !important; }
@page { margin: 16mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .asof { margin: 0 0 4mm; padding: 0; background: white; color: black; border-bottom: 2pt solid black; }
  nav, .search, button { display: none; }
  article { break-before: page; }
  .steps > li, tr, pre, img { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  body.one [data-part]:not(.printed), body.one footer { display: none; }
  body.one .printed { break-before: auto; }
}
`;
