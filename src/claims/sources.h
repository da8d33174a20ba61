// Checks over a product of several sources: each is decided source by source, and the
// weakest decides.
//
// Not met in one source is not met. Met is only what every source shows, but for what
// a source may have none of (images, components); open in one, or a source that could
// not be read, leaves it open. What a product says once (its papers, its organisation's word) is
// looked for in the source that holds avouch.yaml; the others can still undo it. Values and pure
// functions; one thread for each SourceChecks.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "claims/check.h"

namespace avouch::claims {

// One source and what is known of it.
struct SourceView {
  std::string name;
  const Inputs* in = nullptr;  // Null: it was not read
  std::string left;            // Then: why, in words that hold on any machine
};

class SourceChecks {
 public:
  // A product of one source. `in` must outlive this.
  explicit SourceChecks(const Inputs& in) : own_(in) {}
  // REQUIRES: `own` is the `in` of one of `views`, the only one that is not `beside`;
  // all must outlive this.
  SourceChecks(const Inputs& own, std::vector<SourceView> views);

  // The source that holds avouch.yaml.
  [[nodiscard]] const Inputs& own() const { return own_; }
  // The check over all of them; of one source just what Run says. Places and evidence
  // bear the source's name: "api:src/x.py", "pipelines@api"; what the organisation or
  // others handed in does not.
  [[nodiscard]] model::CheckResult Run(const Check& check) const;

 private:
  friend class SourceJoin;

  const Inputs& own_;
  std::vector<SourceView> views_;  // Empty: one source
  std::string own_name_;
  std::set<std::string, std::less<>> handed_;   // Paths of the organisation's, of results, pages
  std::set<std::string, std::less<>> product_;  // Paths of the product's own file
};

// True for checks of what is said once for the whole product, whatever it is made of.
[[nodiscard]] bool IsSaidOnce(std::string_view check);

// True for checks of things that a source may have none of; for all others a source
// with nothing to look at is open.
[[nodiscard]] bool MayHaveNone(std::string_view check);

// Gives what people and other systems say to the facts of another source of the same
// product. Documents beyond the first `own_documents` of `from` are the organisation's.
void ShareSaid(const Facts& from, std::size_t own_documents, Facts& to);

}  // namespace avouch::claims
