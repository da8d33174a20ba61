// The style of a trust centre: large type, one column, strong focus, as a public
// service has it; our own colours, the reader's own typeface, no crest.
//
// Nothing is told by colour alone; contrasts are at least 4.5 to 1 (WCAG 2.2 AA).

#pragma once

#include "report/html_node.h"

namespace avouch::report {

inline constexpr StyleSheet kCentreStyle = std::string_view(R"css(
:root { color-scheme: light dark; --page: #fff; --ink: #0b0c0c; --soft: #484f55; --line: #b1b8be; --hair: #dfe4e7;
  --panel: #f3f6f7; --mark: #0b4a57; --link: #0b4f91; --focus: #fd0;
  --met: #0d5a31; --met-back: #e2f2e8; --bad: #8f1d14; --bad-back: #fbe6e3;
  --open: #6a4300; --open-back: #fdf1dc; --out: #46505a; --out-back: #edf0f2; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; background: var(--page); }
body { margin: 0; font: 1.1875rem/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; color: var(--ink);
  background: var(--page); overflow-wrap: anywhere; }
.wide { max-width: 62rem; margin: 0 auto; padding: 0 1.875rem; }
a { color: var(--link); text-underline-offset: .1578em; text-decoration-thickness: max(1px, .0625rem); }
a:hover { text-decoration-thickness: max(3px, .1875rem); }
a:focus-visible, summary:focus-visible { outline: 3px solid transparent; background: var(--focus); color: #0b0c0c;
  box-shadow: 0 -2px var(--focus), 0 4px #0b0c0c; text-decoration: none; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; display: block; padding: .6rem 1.875rem; background: var(--focus); color: #0b0c0c; }
.banner { background: var(--mark); color: #fff; border-bottom: 10px solid var(--mark); }
.banner .service { margin: 0; padding: .65rem 0 .15rem; font-size: 1.3rem; font-weight: bold; line-height: 1.25; }
.banner a { color: #fff; text-decoration: none; }
.banner a:hover { text-decoration: underline; }
.banner a:focus-visible { color: #0b0c0c; }
.banner span { font-weight: normal; margin-left: .6rem; padding-left: .7rem; border-left: 1px solid #cfe3e7; }
.sections { background: var(--panel); border-bottom: 1px solid var(--line); font-size: 1rem; }
.sections ul { list-style: none; margin: 0; padding: 0; max-width: none; display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.sections li { margin: 0; padding: .75rem 0; }
.sections a { font-weight: bold; text-decoration: none; }
.sections a:hover { text-decoration: underline; }
.sections [aria-current] { color: var(--ink); border-bottom: 4px solid var(--mark); padding-bottom: .55rem; }
.sections [aria-current]:focus-visible { color: #0b0c0c; }
main.wide { padding-top: 2.2rem; padding-bottom: 3rem; }
.caption { margin: 0; color: var(--soft); font-size: 1.35rem; }
h1 { font-size: 3rem; line-height: 1.08; margin: 0 0 1.6rem; }
.caption + h1 { margin-top: .15rem; }
h2 { font-size: 1.6875rem; line-height: 1.15; margin: 2.8rem 0 .9rem; }
h3 { font-size: 1.25rem; line-height: 1.25; margin: 2rem 0 .6rem; }
p, ul, ol { max-width: 42rem; margin: 0 0 1.1rem; }
ul, ol { padding-left: 1.25rem; }
li { margin-bottom: .3rem; }
.lead { font-size: 1.5rem; line-height: 1.3; max-width: 46rem; margin-bottom: 1.8rem; }
.soft { color: var(--soft); }
.inset { border-left: 10px solid var(--line); padding: .9rem 1rem; margin: 1.8rem 0; max-width: 46rem; }
.inset > :last-child { margin-bottom: 0; }
.notice { border: 5px solid var(--mark); padding: 1rem 1.2rem; margin: 0 0 1.8rem; max-width: 46rem; }
.notice > :last-child { margin-bottom: 0; }
.tiles { list-style: none; display: grid; grid-template-columns: repeat(4, 1fr); gap: .9rem; padding: 0; margin: 1.8rem 0; max-width: none; }
.tiles li { margin: 0; border-top: 6px solid var(--line); padding-top: .5rem; line-height: 1.25; }
.tiles strong { display: block; font-size: 2.6rem; line-height: 1.1; }
.tiles .met { border-color: var(--met); } .tiles .not-met { border-color: var(--bad); }
.tiles .open { border-color: var(--open); } .tiles .not-applicable { border-color: var(--out); }
.tag { display: inline-block; padding: .1rem .5rem .15rem; font-size: 1.06rem; line-height: 1.3; white-space: nowrap; }
.tag.met { color: var(--met); background: var(--met-back); } .tag.not-met { color: var(--bad); background: var(--bad-back); }
.tag.open { color: var(--open); background: var(--open-back); }
.tag.not-applicable { color: var(--out); background: var(--out-back); }
.summary-list { margin: 0 0 1.8rem; border-top: 1px solid var(--line); }
.summary-list .row { display: grid; grid-template-columns: 13rem 1fr; gap: 0 1.4rem; padding: .65rem 0; border-bottom: 1px solid var(--line); }
dt { font-weight: bold; } dd { margin: 0; min-width: 0; }
dd ul { margin: 0; max-width: none; } dd p { margin: 0 0 .5rem; } dd > :last-child { margin-bottom: 0; }
.table { margin: 0 0 1.8rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .6rem 1.1rem .6rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
tbody th { font-weight: normal; }
th:last-child, td:last-child { padding-right: 0; }
.column { display: none; }
.claim { border-top: 1px solid var(--line); padding: 1.1rem 0 .4rem; }
.claim h3 { margin: 0 0 .5rem; }
.claim h3 .number { color: var(--soft); margin-right: .5rem; }
.claim .summary-list { font-size: 1.06rem; border-top: 0; margin-bottom: .8rem; }
.claim .summary-list .row { border-bottom: 0; border-top: 1px solid var(--hair); padding: .45rem 0; }
.claim > p { font-size: 1.1875rem; }
.quote { margin: 0 0 1.4rem; padding-left: 1rem; border-left: 4px solid var(--line); color: var(--soft); max-width: 46rem; }
.checks { list-style: none; padding: 0; }
.checks li { padding-left: 1.5rem; text-indent: -1.5rem; }
.checks .mark { display: inline-block; width: 1.5rem; text-indent: 0; font-weight: bold; }
.checks .satisfied { color: var(--met); } .checks .violated { color: var(--bad); }
.checks .no-evidence { color: var(--open); } .checks .not-applicable { color: var(--out); }
details { margin: 0 0 1.4rem; }
summary { cursor: pointer; color: var(--link); text-decoration: underline; text-underline-offset: .1578em; width: fit-content; }
details > :not(summary) { margin-top: .8rem; }
pre { white-space: pre-wrap; background: var(--panel); border-left: 6px solid var(--line); padding: 1rem; margin: 0 0 1.4rem; font-size: 1rem; }
code, pre { font-family: ui-monospace, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; }
code { font-size: .92em; }
.digest span { display: inline-block; margin-right: .3em; }
.digest span:last-child { margin-right: 0; }
.commitments { list-style: none; padding: 0; max-width: none; font-size: 1rem; }
.commitments li { border-top: 1px solid var(--hair); padding: .35rem 0; margin: 0; }
footer { background: var(--panel); border-top: 1px solid var(--line); padding: 1.8rem 0 2.2rem; font-size: 1rem; color: var(--soft); }
footer p { max-width: 52rem; }
@media screen and (prefers-color-scheme: dark) {
  :root { --page: #12171a; --ink: #eef2f4; --soft: #b6c1c9; --line: #4d5962; --hair: #303a41; --panel: #1b2226; --mark: #12606f; --link: #8cc4f5;
    --met: #86d6a0; --met-back: #10301b; --bad: #ff9d92; --bad-back: #3b1815; --open: #f3c06b; --open-back: #33260d; --out: #c0c8ce; --out-back: #272e33; }
}
@media (max-width: 48rem) {
  body { font-size: 1.06rem; line-height: 1.32; }
  .wide { padding: 0 .94rem; }
  main.wide { padding-top: 1.4rem; padding-bottom: 2rem; }
  h1 { font-size: 2rem; } h2 { font-size: 1.375rem; margin-top: 2.2rem; } h3 { font-size: 1.125rem; }
  .caption, .lead { font-size: 1.15rem; }
  .sections ul { gap: 0 1.1rem; } .sections li { padding: .45rem 0; }
  .sections [aria-current] { border: 0; padding: 0; text-decoration: underline; text-decoration-thickness: 3px; }
  .tiles { grid-template-columns: 1fr 1fr; } .tiles strong { font-size: 2rem; }
  .summary-list .row { grid-template-columns: 1fr; gap: .15rem; }
  .skip:focus { padding: .6rem .94rem; }
}
@media (max-width: 40rem) {
  table, tbody, tr, td, tbody th { display: block; padding: 0; border: 0; }
  thead { position: absolute; left: -99rem; }
  caption { display: block; }
  tr { border-bottom: 1px solid var(--line); padding: .6rem 0; }
  td { margin-top: .3rem; }
  .column { display: block; color: var(--soft); font-size: .95rem; }
}
@page { margin: 15mm 16mm; }
@media print {
  body { font-size: 10pt; line-height: 1.3; }
  .wide { max-width: none; padding: 0; }
  .sections, .skip { display: none; }
  .banner { background: none; color: #000; border-bottom: 2pt solid #000; }
  .banner a { color: #000; } .banner span { border-color: #000; }
  main.wide { padding: 8pt 0 0; }
  h1 { font-size: 20pt; margin-bottom: 8pt; } h2 { font-size: 13pt; margin: 12pt 0 4pt; } h3 { font-size: 10.5pt; margin: 8pt 0 3pt; }
  .caption, .lead { font-size: 11pt; }
  p, ul, ol, .inset, .lead { max-width: none; margin-bottom: 5pt; }
  .claim { padding: 5pt 0 2pt; }
  .claim .summary-list, .claim > p, footer { font-size: 9pt; }
  .summary-list .row, .claim .summary-list .row, th, td { padding-top: 2pt; padding-bottom: 2pt; }
  .tiles { margin: 6pt 0; } .tiles strong { font-size: 18pt; }
  .tag { border: .5pt solid currentColor; font-size: 9pt; line-height: 1.1; padding: 0 .25rem; }
  a { color: inherit; }
  h2, h3, summary { break-after: avoid; }
  .row, tr, .inset, .notice, li { break-inside: avoid; }
  footer { background: none; padding: 6pt 0 0; }
}
)css");

}  // namespace avouch::report
