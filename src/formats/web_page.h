// A page of the web as prose: the words that are on it, in Markdown, so that the
// readers of documents can read it.
//
// Spec: WHATWG HTML, the tokenizer, as far as it bears on words: tags, comments, raw
// text, character references. No tree is built and no style is known: what a page
// hides by style or adds by script is not told apart. Linear in the input. Any thread.

#pragma once

#include <optional>
#include <string>

#include "base/bytes.h"

namespace avouch::formats {

// It starts as HTML does, whatever its server called it.
[[nodiscard]] bool IsWebPage(BytesView bytes);

// Headings, list items, paragraphs, rows of tables and links to places; without
// scripts, styles, templates and comments. Never fails; bytes that are not UTF-8 are
// replaced. REQUIRES: bytes.size() <= kMaxProseBytes.
[[nodiscard]] std::string ProseOfPage(BytesView bytes);

// What a service says that it runs: the one SHA-256 in an answer of /version, as
// "sha256:<hex>" anywhere, or as hexadecimal in the JSON keys digest or sha256. Lower
// case, without the prefix; nothing when there is none, or when there are two.
[[nodiscard]] std::optional<std::string> ReportedDigest(BytesView bytes);

}  // namespace avouch::formats
