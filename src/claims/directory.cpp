#include "claims/directory.h"

#include "base/text.h"

namespace avouch::claims {

Directory::Directory(const model::Organisation& organisation) {
  people_.reserve(organisation.people.size() * 4);
  for (const auto& person : organisation.people) {
    for (const auto* name : {&person.id, &person.name, &person.github, &person.gitlab})
      people_.emplace(Lower(*name), &person);
    for (const auto& address : person.git) people_.emplace(address, &person);
  }
  for (const auto& machine : organisation.machines)
    for (const auto* name : {&machine.id, &machine.github, &machine.gitlab})
      machines_.emplace(Lower(*name), &machine);
  people_.erase(std::string());
  machines_.erase(std::string());
}

const model::PersonEntry* Directory::Person(std::string_view text) const {
  const auto at = people_.find(Lower(Trim(text)));
  return at == people_.end() ? nullptr : at->second;
}

const model::MachineEntry* Directory::Machine(std::string_view account) const {
  const auto at = machines_.find(Lower(Trim(account)));
  return at == machines_.end() ? nullptr : at->second;
}

}  // namespace avouch::claims
