// Claim 1.2.2: what came into the tree, or comes to its pages, from others:
// submodules, browser scripts, vendored trees.

#include <algorithm>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/matched.h"
#include "inventory/digests.h"

namespace avouch::claims {
namespace {

using model::Reach;

// "jquery@3.7", "bootstrap/5.3.0": a digit, a dot, a digit.
bool NamesAVersion(std::string_view url) {
  auto digit = [&](std::size_t i) { return url[i] >= '0' && url[i] <= '9'; };
  for (std::size_t i = 0; i + 2 < url.size(); ++i)
    if (digit(i) && url[i + 1] == '.' && digit(i + 2)) return true;
  return false;
}

// Browsers pass over what they do not know; then nothing is compared.
bool Holds(std::string_view integrity) {
  return std::ranges::any_of(Words(integrity), [](std::string_view word) {
    const auto digest = inventory::ReadDigest(word.substr(0, word.find('?')));
    return digest && word.starts_with("sha") && digest->algorithm.size() == 7;  // "sha-256" and up
  });
}

}  // namespace

void ExamineSubmodules(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  for (const auto& submodule : in.facts.components.value.submodules) {
    if (submodule.commit.empty()) {
      examination.Missing("a commit for submodule " + submodule.path.bytes);
      continue;
    }
    if (submodule.url.starts_with("http://") || submodule.url.starts_with("git://")) {
      examination.Bad(submodule.place, submodule.url, Reach::kUnknown, "use https", 1,
                      Weight::kListed);
      continue;
    }
    examination.Good();
  }
  if (examination.good() > 0)
    examination.Witness(Count("submodule", examination.good()) + " pinned to a commit",
                        {".gitmodules", 0});
  if (!examination.findings().empty())
    examination.Headline("a submodule comes over a connection that anybody on the way can change");
  examination.Remedy("write its address with https://", 2);
}

void ExamineScripts(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  bool moving = false;  // An address without a version: no integrity value holds for long
  for (const auto& script : in.facts.components.value.scripts) {
    if (script.own && script.matches) {
      examination.Good();
    } else if (script.mismatch) {
      // A build step may still change the file, and the value with it.
      examination.Bad(script.place,
                      script.url + "  (its integrity value is not that of the file here)",
                      Reach::kUnknown, "write the right integrity value", 2);
    } else if (Holds(script.integrity)) {
      examination.Good();
    } else {
      moving |= !NamesAVersion(script.url);
      examination.Bad(script.place, script.url, Reach::kUnknown,
                      "add integrity=\"sha384-...\" or serve it yourself", 5);
    }
  }
  long long bad = examination.bad();
  long long recomputed = std::count_if(in.facts.components.value.scripts.begin(),
                                       in.facts.components.value.scripts.end(),
                                       [](const auto& script) { return script.matches; });
  if (recomputed > 0)
    examination.Witness(Thousands(recomputed) +
                        " integrity values recomputed from files here, and equal");
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " + Thousands(examination.of()) +
                        (examination.of() == 1 ? " page part carries an integrity value"
                                               : " page parts carry an integrity value"));
  if (bad > 0)
    examination.Headline(Count("page part", bad) + (bad == 1 ? " comes" : " come") +
                         " without an integrity value that holds");
  examination.Remedy(moving ? "add integrity values, or serve them yourself; what a service keeps "
                              "changing, allow by name in a Content-Security-Policy"
                            : "add integrity values, or serve them yourself",
                     static_cast<int>(bad) * 5);
}

void ExamineVendored(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  const auto& components = in.facts.components.value;
  ExamineKept(in, examination);
  long long versions = 0, left = 0;
  for (const auto& tree : components.vendored) {
    // "under deps/" is the place again; the other reasons tell.
    std::string why = tree.why.starts_with("under ") ? "" : " (" + tree.why + ")";
    examination.Witness(tree.path.bytes + ": " + Count("file", tree.files) +
                            " taken for a copy of others'" + why + ", " +
                            (tree.version.empty() ? "no version mark" : "version " + tree.version),
                        {tree.path, 0});
    if (IsComparedTree(components, tree)) continue;
    ++left;
    versions += !tree.version.empty();
  }
  if (left > 0)
    examination.Missing(
        Count("copy", left, "copies") + " of others' code compared with what " +
        (left == 1 ? "its author" : "their authors") + " published (" +
        (versions == 0 ? "none" : Thousands(versions)) +
        " with a version mark), or taken from a package registry, whose lock holds the digest");
}

}  // namespace avouch::claims
