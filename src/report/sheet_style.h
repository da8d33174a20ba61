// The style of a sheet: close set, so that a brief is two printed pages. No
// fonts, pictures or colours that carry a meaning alone; contrasts are at least
// 4.5 to 1 (WCAG 2.2 AA).

#pragma once

#include "report/html_node.h"

namespace avouch::report {

inline constexpr StyleSheet kSheetStyle = std::string_view(R"css(
:root { color-scheme: light dark; --page: #fff; --ink: #0b0c0c; --soft: #4a5661; --line: #b9c2c9; --accent: #0b5563; }
* { box-sizing: border-box; }
html { font-family: Arial, Helvetica, sans-serif; font-size: 100%; line-height: 1.45; color: var(--ink);
  background: var(--page); -webkit-text-size-adjust: 100%; }
body { margin: 0; overflow-wrap: anywhere; }
.page { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
header { border-bottom: 4px solid var(--accent); padding: 1.5rem 0 .8rem; }
header p { margin: .2rem 0; color: var(--soft); }
h1 { font-size: 1.8rem; line-height: 1.15; margin: 0; }
h2 { font-size: 1.2rem; line-height: 1.25; margin: 1.6rem 0 .3rem; }
p { margin: .3rem 0; max-width: 50rem; }
ul { margin: .3rem 0; padding-left: 1.2rem; }
li { margin: .15rem 0; max-width: 50rem; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; }
th, td { text-align: left; vertical-align: top; overflow-wrap: break-word; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--line); }
td:first-child { white-space: nowrap; }
td.words:first-child { white-space: normal; width: 34%; }
th { color: var(--soft); font-weight: normal; }
@media screen and (prefers-color-scheme: dark) {
  :root { --page: #14181b; --ink: #eceff1; --soft: #b3bec6; --line: #46525b; --accent: #7fcfdc; }
}
@media (max-width: 40rem) {
  table { font-size: .8rem; }
  th, td { padding-right: .35rem; overflow-wrap: anywhere; hyphens: auto; }
  th, td:first-child:not(.words) { overflow-wrap: normal; hyphens: manual; }
  th { font-size: .7rem; }
}
@page { margin: 14mm 15mm; }
@media print {
  html { font-size: 8.6pt; line-height: 1.3; }
  .page { max-width: none; padding: 0; }
  header { padding: 0 0 4pt; border-bottom-width: 2pt; }
  p, li { max-width: none; }
  h2 { margin: 8pt 0 1pt; break-after: avoid; }
  th, td { padding: 1.5pt 8pt 1.5pt 0; }
  tr, li { break-inside: avoid; }
}
)css");

}  // namespace avouch::report
