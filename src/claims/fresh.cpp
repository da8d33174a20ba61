#include "claims/fresh.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::claims {

using model::Where;

bool IsOfEnvironment(const Inputs& in, const model::ExportHead& head) {
  if (in.facts.organisation.environments.size() < 2) return true;
  const auto* environment = EnvironmentOf(in);
  if (environment == nullptr || head.system.empty()) return false;
  return ContainsIgnoreCase(environment->is, head.system) ||
         std::ranges::any_of(environment->platform, [&](const auto& platform) {
           return ContainsIgnoreCase(platform.from, head.system);
         });
}

std::string OfAnother(const Inputs& in, const model::ExportHead& head) {
  const auto* environment = EnvironmentOf(in);
  if (environment == nullptr) return "built-in: in avouch.yaml, as there are several environments";
  return "an export of the environment " + environment->name + "; " + head.path.bytes + " is of " +
         head.system + ", which its entry does not name";
}

std::string DayOf(const model::ExportHead& head) {
  auto time = When(head.at);
  return time ? ToHumanDate(*time) : "an unknown day";
}

long long DaysOf(long long seconds) { return (seconds + 86400 - 1) / 86400; }

bool TakeKey(const Inputs& in, Examination& examination, const model::BuildEnvironment& environment,
             std::string_view part) {
  return Take(examination,
              WordOf(in, "build-environments." + environment.name + "." + std::string(part),
                     model::kSecurityLead),
              in.facts.organisation.id);
}

const model::BuildEnvironment* NeedEnvironment(const Inputs& in, Examination& examination,
                                               std::string_view missing) {
  const model::BuildEnvironment* environment = EnvironmentOf(in);
  if (environment == nullptr) examination.Missing(std::string(missing), Where::kForge);
  return environment;
}

}  // namespace avouch::claims
