// Scripts and style sheets that pages and page templates take from elsewhere.
//
// Spec: HTML Living Standard, "Tokenization", as far as tags, comments and raw
// text need it; Subresource Integrity. One pass, linear. Pure; any thread.

#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Pages and the templates that pages are made of: .html, .ejs, .hbs, .twig ...
[[nodiscard]] bool HasBrowserScripts(const Path& path);

// <script src> and <link rel=stylesheet href> with an integrity value or whose address names a host
// ("https://", "http://", "//"); those with a template's variable in place of the
// host are left out, since they may be the page's own. In file order, at most
// kMaxScripts. `matches` and `mismatch` are for whoever has the bytes. Never fails.
[[nodiscard]] Result<std::vector<model::BrowserScript>> ReadBrowserScripts(const Path& path,
                                                                           BytesView bytes);

}  // namespace avouch::formats
