// A paper as somebody answers for it: its front matter, the parts found in it,
// and what was left from a template.
//
// A paper of purpose "framework" or "incident-plan" has the parts of
// front_matter_parts.h; "disclosure" and "support" those of their readers as well;
// "threat-model" components, flows, threats, decided; "requirements" ids, security;
// "test-plan" those of test_plan.h. Who wrote and who signed it is said by those
// who have the history: authors, approved and in_product are left empty. Pure; any
// thread.

#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "formats/markdown.h"
#include "model/paper.h"

namespace avouch::formats {

// What stands between the first lines "---" and "---". A key that is given twice
// with different values says nothing: its value is empty.
struct PaperHead {
  std::string owner, approved_by, review_by, audience, framework;
  int review_line = 0;  // Of review-by; 0 when there is none

  bool operator==(const PaperHead&) const = default;
};
[[nodiscard]] PaperHead ReadHead(const Prose& prose);

// `ids` is the pattern of requirement ids, or "". Its place is the line of
// review-by, or the whole file. A form without prose (JSON, YAML, XML) has no
// head and no leftovers.
// Fails with kTooLarge beyond kMaxProseBytes, kUnsupported when it is no text.
[[nodiscard]] Result<model::Paper> ReadPaper(std::string_view purpose, const Path& path,
                                             BytesView bytes, std::string_view ids);

}  // namespace avouch::formats
