/** The one style sheet of all pages. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf9; --ink: #22262b; --quiet: #6a7078; --rule: #e4e0d9; --card: #f5f3ee; --code: #efece5; --link: #1b5fa8;
  --pass: #1d7a46; --fail: #c02a3d; --drift: #95610a; --skip: #3d6a92; --unreachable: #70757c; --error: #9b2c8a;
  --gone: #fbe9e7; --gone-mark: #f3b8b2; --come: #e3f3e7; --come-mark: #a5dcb5;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "PingFang SC", "Microsoft YaHei", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --ink: #d9dde2; --quiet: #8f979f; --rule: #2d3238; --card: #1c2025; --code: #262b31; --link: #7db3ee;
    --pass: #5cc587; --fail: #f27c86; --drift: #e0ad55; --skip: #86b3dc; --unreachable: #9aa1a9; --error: #dc86cd;
    --gone: #3a2124; --gone-mark: #7c3238; --come: #1b3325; --come-mark: #2b6a42;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.65 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
}
html:lang(zh) body { font-family: system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; line-height: 1.8; }
html:lang(ja) body { font-family: system-ui, -apple-system, "Hiragino Sans", "Noto Sans CJK JP", sans-serif; }
code, pre, .line, .sign { font-family: var(--mono); }
.page { max-width: 78rem; margin: 0 auto; padding: 2.5rem 2rem 6rem; display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 0 3.5rem; }
.page.single { max-width: 56rem; display: block; }
header { grid-column: 1 / -1; padding-bottom: 1.75rem; margin-bottom: 2rem; border-bottom: 1px solid var(--rule); }
h1 { font-size: 2rem; line-height: 1.25; letter-spacing: -.015em; margin: 0 0 .25rem; }
h2 { font-size: 1.4rem; line-height: 1.3; margin: 3rem 0 .75rem; }
h3, h4, h5, h6 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
main > :first-child { margin-top: 0; }
main { min-width: 0; max-width: 52rem; }
a { color: var(--link); text-underline-offset: .15em; }
.up { margin: 0 0 1rem; font-size: .9rem; } .up a { text-decoration: none; }
.file, .quiet, .facts { color: var(--quiet); }
.file { margin: 0 0 1.25rem; font-size: .9rem; }
.bar { display: block; width: 100%; height: .5rem; border-radius: .25rem; overflow: hidden; background: var(--rule); }
rect.pass { fill: var(--pass); } rect.fail { fill: var(--fail); } rect.drift { fill: var(--drift); }
rect.skip { fill: var(--skip); } rect.unreachable { fill: var(--unreachable); } rect.error { fill: var(--error); }
.tally { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: .75rem 0 0; padding: 0; font-size: .95rem; }
.tally b { font-variant-numeric: tabular-nums; } .tally .plain { color: var(--quiet); }
.pass { --verdict: var(--pass); } .fail { --verdict: var(--fail); } .drift { --verdict: var(--drift); }
.skip { --verdict: var(--skip); } .unreachable { --verdict: var(--unreachable); } .error { --verdict: var(--error); }
.tally li:not(.plain), .sign, .badge { color: var(--verdict); }
nav { font-size: .85rem; align-self: start; position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow: auto; scrollbar-width: thin; }
nav summary { font-weight: 600; cursor: pointer; margin-bottom: .5rem; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav a { display: flex; gap: .6rem; align-items: baseline; padding: .22rem .5rem; border-radius: .35rem; color: inherit; text-decoration: none; }
nav a:hover, nav a:focus-visible { background: var(--code); }
nav a:not(.pass):not(.skip) code { color: var(--verdict); }
nav .at { color: var(--quiet); min-width: 3ch; text-align: right; font-variant-numeric: tabular-nums; }
nav code { flex: 1; min-width: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-size: .92em; }
.sign { flex: none; width: 1ch; font-weight: 700; }
.prose :is(h1, h2, h3) { font-size: 1.1rem; }
:is(.prose, .why, .callout) code, .file code { background: var(--code); border-radius: .25rem; padding: .1em .35em; font-size: .88em; }
.prose pre { background: var(--card); border: 1px solid var(--rule); border-radius: .5rem; padding: .8rem 1rem; white-space: pre-wrap; font-size: .85rem; }
.prose pre code { background: none; padding: 0; font-size: inherit; }
blockquote { margin: 1rem 0; padding: .1rem 1.1rem; border-left: 3px solid var(--rule); color: var(--quiet); }
.wide { overflow-x: auto; } table { border-collapse: collapse; margin: 1rem 0; font-size: .93rem; }
.wide { overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem; border-bottom: 1px solid var(--rule); }
.image { border: 1px dashed var(--rule); border-radius: .35rem; padding: .1rem .5rem; color: var(--quiet); font-size: .9rem; }
.image::before { content: "▧ "; }
.block { margin: 1.4rem 0; border: 1px solid var(--rule); border-radius: .6rem; background: var(--card); overflow: hidden; font-size: .85rem; line-height: 1.55; }
.block > * + * { border-top: 1px solid var(--rule); }
.block pre { margin: 0; white-space: pre-wrap; font-size: inherit; }
.other { padding: .7rem 1rem; color: var(--quiet); }
.step { padding: .65rem 1rem .55rem; border-left: 4px solid var(--verdict); }
.step.known { border-left-style: dashed; }
.step:target { outline: 2px solid var(--link); outline-offset: -2px; border-radius: .5rem; }
.head { display: flex; gap: 1rem; align-items: flex-start; }
.command { flex: 1; min-width: 0; font-weight: 600; unicode-bidi: isolate; }
.prompt { color: var(--quiet); font-weight: 400; user-select: none; }
.verdict { text-decoration: none; flex: none; }
.badge { display: inline-block; border: 1px solid var(--verdict); border-radius: 1rem; padding: 0 .6rem; font-size: .78rem; line-height: 1.5rem; font-weight: 600; white-space: nowrap; font-family: system-ui, sans-serif; }
.output { padding: .35rem 0 0; unicode-bidi: plaintext; }
.why { margin: .5rem 0 .2rem; font-size: .92rem; }
.reason { color: var(--quiet); background: none !important; padding: 0 !important; }
.facts { margin: .3rem 0 0; font-size: .78rem; }
.step details { margin-top: .35rem; color: var(--quiet); } .step summary { cursor: pointer; font-size: .8rem; }
.comparison { margin: .6rem 0 .4rem; border: 1px solid var(--rule); border-radius: .4rem; background: var(--paper); overflow: hidden; padding-bottom: .35rem; }
.legend { margin: 0; padding: .3rem .75rem; font-size: .78rem; color: var(--quiet); border-bottom: 1px solid var(--rule); margin-bottom: .35rem; }
del, ins { text-decoration: none; }
.prose del { text-decoration: line-through; }
.legend del, .legend ins { padding: .05rem .5rem; border-radius: .25rem; margin-right: .4rem; }
.legend del::before, del.line::before { content: "−"; } .legend ins::before, ins.line::before { content: "+"; }
.legend del::before, .legend ins::before { margin-right: .35rem; }
.comparison del { background: var(--gone); } .comparison ins { background: var(--come); }
.line { display: block; white-space: pre-wrap; padding: 0 .75rem 0 2.1rem; position: relative; min-height: 1.55em; unicode-bidi: plaintext; }
.line::before { position: absolute; left: .8rem; color: var(--quiet); user-select: none; }
mark { color: inherit; border-radius: .2rem; padding: .05em 0; } del mark { background: var(--gone-mark); } ins mark { background: var(--come-mark); }
.note { margin: 0; padding: .1rem .75rem .1rem 2.1rem; font-size: .8rem; color: var(--quiet); }
.state { margin: .6rem 0 .4rem; border: 1px solid var(--rule); border-radius: .4rem; background: var(--paper); overflow: hidden; }
.state ul { list-style: none; margin: 0; padding: 0 0 .35rem; } .state li { padding: .1rem .75rem; } .state li b { font-weight: 600; font-size: .85em; }
.state .missing b { color: var(--fail); } .state .different b { color: var(--drift); } .state .unexpected b { color: var(--pass); }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: .75rem; margin: 1.4rem 0; }
.state .pictures { padding: .35rem .75rem .75rem; border-top: 1px solid var(--rule); margin: 0; }
.pictures figure { margin: 0; min-width: 0; } .pictures figcaption { color: var(--quiet); font-size: .8rem; } .pictures img { max-width: 100%; }
.odd { font: 600 .72em/1 var(--mono); border: 1px solid currentColor; border-radius: .2rem; padding: 0 .2em; opacity: .75; unicode-bidi: isolate; }
.network { margin: .6rem 0 .3rem; padding: .55rem .75rem; border: 1px solid var(--rule); border-radius: .4rem; background: var(--paper); font-family: system-ui, sans-serif; }
.network ul { margin: 0; padding: 0 0 0 1.1rem; } .network li::marker { content: "Δ  "; color: var(--link); } .network .follows { margin-left: 1.2rem; }
.picture { display: block; max-width: 100%; height: auto; margin-top: .6rem; }
.callout { border: 1px solid var(--rule); border-left: 4px solid var(--verdict, var(--drift)); border-radius: .5rem; background: var(--card); padding: .7rem 1rem; margin: 1.25rem 0; }
.callout p { margin: .2rem 0; }
.lessons { list-style: none; margin: 0; padding: 0; }
.lessons li { list-style: none; } .lessons > li { padding: 1.1rem 0; border-bottom: 1px solid var(--rule); }
.lessons > li > a { font-size: 1.15rem; font-weight: 600; text-decoration: none; } .lessons a:hover span { text-decoration: underline; }
.lessons > li > .file { display: block; margin: .1rem 0 .6rem; font-size: .82rem; } .lessons .sign { display: inline-block; margin-right: .2rem; }
.lessons .bar { height: .3rem; } .lessons .tally { margin-top: .45rem; font-size: .85rem; }
@media (max-width: 60rem) {
  .page { display: block; padding: 1.25rem 1rem 4rem; }
  h1 { font-size: 1.55rem; } header { margin-bottom: 1.25rem; padding-bottom: 1.25rem; }
  nav { position: static; max-height: 15rem; border: 1px solid var(--rule); border-radius: .6rem; padding: .6rem .75rem; margin-bottom: 2rem; }
  nav a { padding: .4rem .35rem; } .block { font-size: .8rem; } .step { padding: .65rem .75rem .55rem; } .head { gap: .6rem; }
  .line { padding-left: 1.7rem; } .line::before { left: .6rem; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page { display: block; padding: 0; max-width: none; } main { max-width: none; } nav, .up { display: none; }
  .step, .callout { break-inside: avoid; } h2, h3 { break-after: avoid; } body { font-size: 10.5pt; }
}
`;
