#include "claims/source_inputs.h"

#include <algorithm>
#include <utility>

namespace avouch::claims {

SourceInputs::SourceInputs(const Inputs& own, const model::Subject& subject,
                           std::map<std::string, Facts> beside, std::size_t own_documents)
    : own_(own), beside_(std::move(beside)) {
  const auto& rules = subject.product.sources;
  for (const auto& told : subject.sources) {
    SourceView& view = views_.emplace_back(SourceView{told.name, nullptr, told.left});
    const bool is_own = std::ranges::any_of(rules, [&](const model::SourceRule& rule) {
      return rule.name == told.name && rule.at == model::kThisRepository;
    });
    const auto found = beside_.find(told.name);
    if (is_own) {
      view.in = &own_;
    } else if (told.left.empty() && found != beside_.end()) {
      ShareSaid(own.facts, own_documents, found->second);
      reaches_.push_back(ComputeReach(found->second));
      Inputs in{found->second,   own.product, own.policy,  own.lifecycle,
                reaches_.back(), own.time,    told.commit, own.exemptions};
      in.beside = true;
      in.sources = subject.sources.size();
      inputs_.push_back(std::move(in));
      view.in = &inputs_.back();
    } else if (told.left.empty()) {
      view.left = "its evidence is not here";
    }
  }
}

SourceChecks SourceInputs::Checks() const {
  return views_.empty() ? SourceChecks(own_) : SourceChecks(own_, views_);
}

}  // namespace avouch::claims
