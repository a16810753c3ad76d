/** How the page looks: no file beside it, light or dark as the reader's system is, readable from 320 pixels on and on paper. */
export const style = `
:root { color-scheme: light dark; --ground: #f6f7f9; --paper: #fff; --ink: #16191f; --faint: #5a6270; --line: #dde1e8; --accent: #2456b8;
  --pass: #12703c; --pass-bg: #dff4e6; --fail: #b3201d; --fail-bg: #fde4e2; --doubt: #855600; --doubt-bg: #fdf0d0; --other: #4c5566;
  --other-bg: #e9ecf1; --code: #f0f2f6; --heat: 32 106 211; }
@media (prefers-color-scheme: dark) { :root { --ground: #0f1217; --paper: #171b22; --ink: #e6e9ee; --faint: #9aa4b4; --line: #2b323d;
  --accent: #7fb0ff; --pass: #6fdc9a; --pass-bg: #12331f; --fail: #ff8a84; --fail-bg: #431917; --doubt: #f4c35c; --doubt-bg: #3a2b08;
  --other: #b3bdcc; --other-bg: #262d38; --code: #10141a; --heat: 84 150 255; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 9; }
header.top, main, footer { max-width: 78rem; margin: 0 auto; padding: 0 1.25rem; }
header.top { padding-top: 1.75rem; }
h1 { font-size: 1.55rem; line-height: 1.25; margin: 0 0 .25rem; display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .75rem; }
h2 { font-size: 1.15rem; margin: 0 0 .6rem; }
h3 { font-size: 1rem; margin: 0 0 .35rem; overflow-wrap: anywhere; }
p { margin: .35rem 0; }
a { color: var(--accent); }
code, pre { font-family: ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: .86em; }
code { overflow-wrap: anywhere; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: .4rem; padding: .7rem .85rem; margin: .4rem 0; overflow: auto;
  max-height: 26rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; padding: 0; margin: .9rem 0 0; }
section, .figures { margin: 1.1rem 0; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.15rem 1.1rem; }
.faint { color: var(--faint); }
.chip { display: inline-block; border-radius: .35rem; padding: .05rem .5rem; font-size: .78rem; font-weight: 600; line-height: 1.5;
  white-space: nowrap; letter-spacing: .01em; }
h1 .chip { font-size: 1rem; padding: .15rem .75rem; text-transform: uppercase; }
.pass { color: var(--pass); background: var(--pass-bg); } .fail, .error { color: var(--fail); background: var(--fail-bg); }
.inconclusive { color: var(--doubt); background: var(--doubt-bg); } .unsupported, .disabled { color: var(--other); background: var(--other-bg); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .7rem; padding: 0; }
.figures div { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: .65rem .9rem; }
.figures dt { color: var(--faint); font-size: .82rem; } .figures dd { margin: 0; font-size: 1.3rem; font-weight: 600;
  font-variant-numeric: tabular-nums; } .figures small { display: block; font-size: .78rem; font-weight: 400; color: var(--faint); }
.scroll { overflow-x: auto; } .scroll:focus-visible, summary:focus-visible, a:focus-visible, button:focus-visible { outline: 2px solid var(--accent);
  outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--faint); padding-bottom: .4rem; }
th, td { padding: .32rem .55rem; text-align: right; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; white-space: nowrap; } th:first-child, td:first-child, th.text, td.text { text-align: left; }
thead th { color: var(--faint); font-size: .8rem; vertical-align: bottom; } tbody th { font-weight: 500; }
tr.heading th { background: var(--code); text-align: left; font-weight: 600; }
.id { overflow-wrap: anywhere; white-space: normal; } .sentence { color: var(--faint); font-size: .86rem; }
.requirements td.text { min-width: 16rem; } .requirements td:first-child { width: 1%; }
.bar { min-width: 9rem; text-align: left; } .bar i { display: block; height: .55rem; border-radius: .3rem; background: var(--accent);
  min-width: 2px; margin-top: .42rem; }
.heat { width: auto; } .heat th, .heat td { padding: .12rem .22rem; font-size: .72rem; border: 1px solid var(--paper); text-align: right; }
.heat tbody th { text-align: left; white-space: nowrap; max-width: 20rem; overflow: hidden; text-overflow: ellipsis; }
.heat thead th { height: 9.5rem; } .heat thead th span { writing-mode: vertical-rl; transform: rotate(180deg); }
.heat thead th:first-child { height: auto; white-space: normal; min-width: 6.5rem; }
.h0, .heat td:not([class]) { color: var(--faint); background: var(--doubt-bg); } .h1 { background: rgb(var(--heat) / 8%); } .h2 { background: rgb(var(--heat) / 17%); }
.h3 { background: rgb(var(--heat) / 28%); } .h4 { background: rgb(var(--heat) / 40%); } .h5 { background: rgb(var(--heat) / 54%); }
.hf { background: var(--fail-bg); color: var(--fail); font-weight: 700; }
article { border-top: 1px solid var(--line); padding: .9rem 0 .2rem; } article:first-of-type { border-top: 0; padding-top: .2rem; }
dl.facts { display: grid; grid-template-columns: 5.5rem 1fr; gap: .15rem .8rem; margin: .5rem 0; } dl.facts dt { color: var(--faint); }
dl.facts dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
details { margin: .5rem 0; } summary { cursor: pointer; padding: .2rem 0; } summary > * { display: inline; }
ul.list { margin: .3rem 0; padding-left: 1.2rem; columns: 22rem; } ul.notes { margin: .4rem 0; padding-left: 1.2rem; }
ul.list li { break-inside: avoid; overflow-wrap: anywhere; }
.copy { display: flex; align-items: flex-start; gap: .5rem; } .copy code { background: var(--code); border: 1px solid var(--line);
  border-radius: .35rem; padding: .2rem .5rem; min-width: 0; }
button, input, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem;
  padding: .25rem .65rem; } button { cursor: pointer; font-size: .82rem; }
.filter { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; margin: .2rem 0 .8rem; } .filter input { flex: 1 1 14rem; min-width: 0; }
.filter[hidden], tr[hidden], tbody[hidden] { display: none; }
footer { padding-bottom: 2rem; color: var(--faint); font-size: .85rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) { header.top, main, footer { padding: 0 .75rem; } section { padding: .8rem .8rem .9rem; } h1 { font-size: 1.25rem; }
  .wide { display: none; } .requirements td.text { min-width: 0; } dl.facts { grid-template-columns: 1fr; gap: 0; }
  dl.facts dd { margin-bottom: .4rem; } .copy { flex-direction: column; } .bar { min-width: 5rem; }
  th, td { padding: .3rem .35rem; } th { white-space: normal; } .heat tbody th { max-width: 9rem; } }
@media print { body { background: #fff; } nav, .filter, button { display: none; } section { break-inside: avoid-page; border: 0; } }
`;
