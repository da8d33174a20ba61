// The style of a page: plain, for reading; no fonts, pictures or colours that
// carry a meaning alone. Contrasts are at least 4.5 to 1 (WCAG 2.2 AA).

#pragma once

#include "report/html_node.h"

namespace avouch::report {

inline constexpr StyleSheet kStyle = std::string_view(R"css(
:root { color-scheme: light dark; --page: #fff; --panel: #f3f7f8; --hair: #e0e5e9; --link: #0b4f91; --mark: #0b5563;
  --ink: #0b0c0c; --soft: #4a5661; --line: #b9c2c9; --accent: #0b5563;
  --bad: #8f1d14; --bad-back: #fbe6e3; --good: #14592b; --good-back: #e3f1e6;
  --open: #3b4a57; --open-back: #eef2f6; --out: #555; --out-back: #f1f1f1; }
* { box-sizing: border-box; }
html { font-family: Arial, Helvetica, sans-serif; font-size: 100%; line-height: 1.5;
  color: var(--ink); background: var(--page); -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0; overflow-wrap: anywhere; }
.page { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 3px; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px;
  background: #fd0; color: #0b0c0c; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: #fd0; color: #0b0c0c; padding: .5rem 1rem; z-index: 1; }
.band { background: var(--accent); color: #fff; padding: 1.75rem 0 1.9rem; }
.band p { margin: 0; max-width: 52rem; }
.band h1 { font-size: clamp(2rem, 5vw, 3rem); line-height: 1.1; margin: .35rem 0 .5rem; }
nav { border-bottom: 1px solid var(--line); }
nav ul { list-style: none; margin: 0; padding: .7rem 0; display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; }
nav li { margin: 0; }
main h2 { font-size: 1.65rem; line-height: 1.2; margin: 3rem 0 .5rem; padding-top: .8rem;
  border-top: 4px solid var(--accent); }
main h3 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .4rem; }
main h4 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
p, li, dd { max-width: 46rem; }
p { margin: .6rem 0; }
.lead { font-size: 1.18rem; line-height: 1.5; margin: 1.6rem 0 .4rem; }
.lead p { margin: .5rem 0; }
.soft { color: var(--soft); }
code { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: .88em; }
pre { background: var(--open-back); border-left: 4px solid var(--accent); margin: .7rem 0; padding: .7rem 1rem;
  white-space: pre-wrap; }
.tiles { list-style: none; display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin: 1.6rem 0 0; padding: 0; }
.tiles li { border: 1px solid var(--line); border-top: 5px solid var(--open); padding: .7rem .9rem; }
.tiles .met { border-top-color: var(--good); } .tiles .not-met { border-top-color: var(--bad); }
.tiles .not-applicable { border-top-color: #888; }
.tiles strong { display: block; font-size: 2rem; line-height: 1.1; }
.tag { display: inline-block; font-weight: bold; font-size: .86rem; line-height: 1.35; padding: .1rem .5rem;
  white-space: nowrap; border: 1px solid currentColor; }
.tag.met { color: var(--good); background: var(--good-back); }
.tag.not-met { color: var(--bad); background: var(--bad-back); }
.tag.open { color: var(--open); background: var(--open-back); }
.tag.not-applicable { color: var(--out); background: var(--out-back); }
.issues { list-style: none; margin: 1rem 0; padding: 0; }
.issues > li { max-width: none; border: 1px solid var(--line); border-left: 6px solid var(--open);
  padding: .9rem 1.1rem; margin: 0 0 .9rem; break-inside: avoid; }
.issues > li.decides { border-left-color: var(--bad); }
.issues h3 { margin: 0 0 .2rem; font-size: 1.12rem; }
.issues .meta { margin: 0 0 .5rem; color: var(--soft); font-size: .95rem; }
.issues .do { margin: .6rem 0 0; max-width: none; }
.places { list-style: none; margin: .3rem 0; padding: 0; }
.places li { max-width: none; padding: .16rem 0; display: grid; grid-template-columns: minmax(9rem, 19rem) 1fr; gap: 0 1rem;
  border-top: 1px solid var(--hair); font-size: .95rem; }
.places li > :first-child { color: var(--mark); }
.held { list-style: none; padding: 0; margin: .8rem 0; }
.held li { max-width: none; display: grid; grid-template-columns: 6rem 1fr; gap: 0 1rem; padding: .45rem 0; border-top: 1px solid var(--hair); }
table { border-collapse: collapse; width: 100%; margin: .9rem 0; }
caption { text-align: left; color: var(--soft); padding-bottom: .3rem; }
th { overflow-wrap: break-word; }
.stack th { width: 12rem; } .stack td:nth-child(2) { width: 50%; } .stack.wide td:nth-child(2) { width: auto; }
.stack td a { margin-right: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--hair); }
.glance td, .glance th { padding: .3rem .25rem; vertical-align: middle; }
.glance thead th { text-align: center; } .glance thead .name { text-align: left; }
.glance .name { padding-left: .9rem; }
.glance td a { display: block; text-decoration: none; text-align: center; padding: .15rem .1rem; font-size: .86rem; font-weight: bold;
  border: 1px solid currentColor; }
.glance td a:hover { text-decoration: underline; }
.glance .met { color: var(--good); background: var(--good-back); }
.glance .not-met { color: var(--bad); background: var(--bad-back); }
.glance .open { color: var(--open); background: var(--open-back); font-weight: normal; border-color: var(--line); }
.glance .not-applicable { color: var(--out); background: var(--out-back); font-weight: normal; border-color: var(--line); }
.glance .name { font-weight: normal; width: 34%; }
.principle { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; }
blockquote { margin: .4rem 0 .9rem; padding: 0 0 0 1rem; border-left: 4px solid var(--line); color: var(--soft); max-width: 46rem; }
details.claim { border-top: 1px solid var(--line); }
details.claim:last-of-type { border-bottom: 1px solid var(--line); }
details.claim > summary { display: grid; grid-template-columns: 1rem 3.2rem 1fr auto; gap: 0 .7rem; align-items: baseline;
  padding: .65rem .2rem; cursor: pointer; list-style: none; }
details.claim > summary::-webkit-details-marker { display: none; }
details.claim > summary::before { content: "+"; font-weight: bold; color: var(--mark); }
details.claim[open] > summary::before { content: "\2212"; }
details.claim > summary:hover { background: var(--panel); }
details.claim > summary strong { color: var(--mark); }
.inside { padding: .2rem 0 1.6rem 1.9rem; }
.customer { border-left: 6px solid var(--accent); background: var(--panel); padding: .7rem 1rem; margin: .5rem 0 1rem; max-width: 52rem; }
.why { display: grid; grid-template-columns: 440px 1fr; gap: 1rem 2.2rem; align-items: start; }
.why > * { min-width: 0; }
.tree ul, .tree { list-style: none; padding: 0; margin: 0; }
.tree ul { padding-left: .9rem; margin: .2rem 0 .2rem .35rem; border-left: 2px solid var(--line); }
.tree li { margin: .45rem 0; max-width: none; }
.tree li.check { padding-left: 1.5rem; text-indent: -1.5rem; }
.tree li.check > * { text-indent: 0; }
.tree .places { padding: 0; border: 0; margin: .2rem 0; }
.tree .places li { grid-template-columns: 1fr; margin: 0; }
.mark { display: inline-block; width: 1.5rem; font-weight: bold; }
.mark.violated { color: var(--bad); } .mark.satisfied { color: var(--good); } .mark.no-evidence { color: var(--open); }
.count { color: var(--soft); white-space: nowrap; }
.note { color: var(--soft); font-size: .93rem; display: block; }
.more > summary { cursor: pointer; color: var(--link); margin-top: 1.2rem; text-decoration: underline; text-underline-offset: .15em; }
figure { margin: 0; }
figcaption { color: var(--soft); font-size: .88rem; margin-top: .3rem; }
svg { max-width: 100%; height: auto; display: block; }
footer { margin-top: 3.5rem; padding: 1.3rem 0 2.5rem; background: var(--panel); border-top: 1px solid var(--line); font-size: .93rem; }
/* The drawings name their colours, so that they can be read alone; here they follow the page. */
svg [fill="#0b0c0c"] { fill: var(--ink); }
svg [fill="#e3f1e6"] { fill: var(--good-back); } svg [fill="#1c6b36"] { fill: var(--good); } svg [stroke="#1c6b36"] { stroke: var(--good); }
svg [fill="#fbe6e3"] { fill: var(--bad-back); } svg [fill="#a3231a"] { fill: var(--bad); } svg [stroke="#a3231a"] { stroke: var(--bad); }
svg [fill="#eef2f6"] { fill: var(--open-back); } svg [fill="#4a5a68"] { fill: var(--open); } svg [stroke="#4a5a68"] { stroke: var(--open); }
svg [fill="#f3f3f3"] { fill: var(--out-back); } svg [fill="#5c5c5c"] { fill: var(--out); } svg [stroke="#5c5c5c"] { stroke: var(--out); }
@media screen and (prefers-color-scheme: dark) {
  :root { --page: #14181b; --panel: #1e252a; --hair: #2f3940; --link: #8fc4f5; --mark: #7fcfdc; --ink: #eceff1; --soft: #b3bec6;
    --line: #46525b; --bad: #ff9d92; --bad-back: #3b1815; --good: #86d6a0; --good-back: #10301b;
    --open: #c3ced7; --open-back: #232c33; --out: #b5b5b5; --out-back: #262626; }
}
@media (max-width: 62rem) { .why { grid-template-columns: 1fr; } }
@media (max-width: 40rem) {
  .page { padding: 0 .9rem; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .places li, .held li { grid-template-columns: 1fr; }
  .issues > li { padding: .8rem .85rem; }
  details.claim > summary { grid-template-columns: 1rem 2.7rem 1fr; gap: .2rem .5rem; }
  details.claim > summary .tag { grid-column: 3; justify-self: start; }
  .inside { padding-left: 0; }
  figure.drawing { display: none; }
  .glance .name, .glance thead .name { display: none; }
  .glance td a { font-size: .72rem; padding: .2rem 0; }
  .stack, .stack tbody, .stack tr, .stack td, .stack th, .stack td:nth-child(2) { display: block; border: 0; padding: 0; width: auto; }
  .stack caption { display: block; }
  .stack thead { display: none; }
  .stack tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  main h2 { font-size: 1.4rem; margin-top: 2.3rem; }
}
/* Printed as it is on the screen: what is folded stays so, or 70 pages come out. */
@media print {
  html { font-size: 10.5pt; }
  nav, .skip { display: none; }
  .band { background: none; color: #000; border-bottom: 3pt solid #000; padding: 0 0 6pt; }
  .page { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  details.claim > summary::before { content: ""; }
  .more:not([open]) { display: none; }
  .why { display: block; }
  figure.drawing, .issues > li, blockquote, .customer, tr { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
}
)css");

}  // namespace avouch::report
