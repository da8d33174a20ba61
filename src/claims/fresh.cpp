#include "claims/fresh.h"

namespace avouch::claims {

using model::Where;

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
