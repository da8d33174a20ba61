// What the checks of each source of one product are given: whoever decides, and
// whoever decides again, builds it here.
//
// Values; one thread.

#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "claims/sources.h"

namespace avouch::claims {

class SourceInputs {
 public:
  // `own` is of the source that holds avouch.yaml, with what people and other systems
  // say joined; `beside` are the facts of the others, by name, as they were computed.
  // Documents of `own` beyond `own_documents` are the organisation's. A product of one
  // source has no subject.sources. `own` must outlive this.
  SourceInputs(const Inputs& own, const model::Subject& subject,
               std::map<std::string, Facts> beside, std::size_t own_documents);
  SourceInputs(const SourceInputs&) = delete;
  SourceInputs& operator=(const SourceInputs&) = delete;

  // In the order of avouch.yaml; empty for a product of one source.
  [[nodiscard]] const std::vector<SourceView>& views() const { return views_; }
  // Looks into this, which must outlive it.
  [[nodiscard]] SourceChecks Checks() const;

 private:
  const Inputs& own_;
  std::map<std::string, Facts> beside_;
  std::deque<Reaches> reaches_;
  std::deque<Inputs> inputs_;
  std::vector<SourceView> views_;
};

}  // namespace avouch::claims
