#include "formats/document_assertions.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/document_phrases.h"

namespace avouch::formats {
namespace {

struct Row {
  std::string_view id;
  Phrases about;  // One of these names the thing
  Phrases says;   // One of these says that it happens here
};

const Row kRows[] = {
    {"dependabot-runs",
     {"dependabot"},
     {"runs", "we use", "is used", "is enabled", "is configured", "scans", "opens", "keeps",
      "raises", "creates", "monitors", "uses dependabot", "updated by", "managed by", "relies on",
      "daily", "weekly"}},
    {"renovate-runs",
     {"renovate", "renovatebot"},
     {"runs", "we use", "is used", "is enabled", "is configured", "opens", "keeps", "raises",
      "creates", "uses renovate", "updated by", "managed by", "relies on", "daily", "weekly"}},
    {"codeql-runs",
     {"codeql"},
     {"runs", "is run", "we use", "is used", "is enabled", "scans", "every pull request",
      "each pull request", "uses codeql", "is provided by", "on every push", "daily", "weekly"}},
    {"releases-signed",
     {"releases are signed", "release is signed", "artifacts are signed", "artefacts are signed",
      "binaries are signed", "images are signed", "checksums are signed", "tags are signed",
      "we sign our releases", "we sign all releases", "we sign every release",
      "releases are cryptographically signed"},
     {}},
    {"lock-used",
     {"dependencies are locked", "dependencies are pinned", "lock file is committed",
      "lockfile is committed", "we commit the lock file", "installed from the lock",
      "pinned by hash", "dependencies are hash-pinned", "all dependencies are pinned"},
     {}},
    {"sbom-published",
     {"sbom is", "sboms are", "bill of materials is", "an sbom for each", "sbom for every",
      "sbom with each", "sbom with every", "publish an sbom", "publish sboms", "provide an sbom"},
     {"attached", "published", "provided", "generated for each", "generated for every", "included",
      "available", "with each release", "with every release", "for each release",
      "for every release", "uploaded", "we publish", "we provide"}},
};

// Somebody else's, a wish, or what the product does for its users.
const Phrases kElsewhere = {
    "you can",    "you may", "you could",     "you should",    "if you",       "your ",
    "e.g.",       "such as", "for example",   "or equivalent", "should ",      "could ",
    "might ",     "can be",  "consider",      "would ",        "todo",         "planned",
    "plan to",    "not yet", "in the future", "how to",        "we recommend", "like dependabot",
    "unlike",     "whether", "detect",        "ignore",        "compatib",     "supports",
    "support for"};

}  // namespace

std::vector<model::Assertion> FindAssertions(const Prose& prose, const Path& path) {
  std::vector<model::Assertion> out;
  for (const auto& sentence : prose.sentences) {
    std::string lower = Lower(sentence.text);
    if (lower.ends_with('?') || sentence.quote) continue;
    for (const Row& row : kRows) {
      if (!HasAny(lower, row.about) || HasAny(lower, kElsewhere)) continue;
      if (!row.says.empty() && !HasAny(lower, row.says)) continue;
      if (IsNegated(lower)) continue;
      bool known =
          std::any_of(out.begin(), out.end(), [&](const auto& a) { return a.id == row.id; });
      if (!known)
        out.push_back({std::string(row.id), Shorten(sentence.text), {path, sentence.line}});
    }
  }
  return out;
}

}  // namespace avouch::formats
