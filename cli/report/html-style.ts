/** The look of the report; colours follow the reader's system. */
export const STYLE = `
:root { color-scheme: light dark; --back: #fff; --text: #1f2328; --faint: #59636e; --line: #d1d9e0; --code: #f6f8fa;
  --error: #b3261e; --warning: #8a5a00; --note: #0b57a4; --good: #1a7f37; --mark: #ffe3e0; --step: #dcecff; }
@media (prefers-color-scheme: dark) { :root { --back: #0d1117; --text: #e6edf3; --faint: #9198a1; --line: #3d444d; --code: #151b23;
  --error: #ff8b80; --warning: #e3b341; --note: #79b8ff; --good: #56d364; --mark: #5a1e1b; --step: #12365c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 66rem; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; overflow-wrap: anywhere; }
a { color: var(--note); }
code, pre, .place { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .85em; }
.summary, .faint { color: var(--faint); }
.error { color: var(--error); } .warning { color: var(--warning); } .good { color: var(--good); }
table { border-collapse: collapse; margin: 1.5rem 0; width: 100%; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th, td code { white-space: nowrap; } th { font-weight: 600; } td.number, th.number { text-align: right; }
article { border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0; }
article > h3 { font-size: 1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
article p { margin: .25rem 0; overflow-wrap: anywhere; }
ol { padding-left: 1.5rem; } li { margin: .5rem 0; overflow-wrap: anywhere; }
pre { margin: .5rem 0; padding: .6rem .8rem; background: var(--code); border-radius: 6px; overflow-x: auto; line-height: 1.45; tab-size: 4; }
pre .n { color: var(--faint); user-select: none; display: inline-block; min-width: 3.5ch; text-align: right; margin-right: 1.5ch; }
mark { background: var(--mark); color: inherit; border-radius: 3px; }
li mark { background: var(--step); }
`;
