// One entry of a package-lock.json, whichever layout it stands in.
//
// Spec: npm v11, package-lock.json, versions 1 to 3. For package_lock.cpp. Pure; any thread.

#pragma once

#include <string_view>

#include "model/component.h"
#include "syntax/node.h"

namespace avouch::formats {

// What an entry asks for, each a map from names to ranges; nullptr where it has none.
struct LockedNeeds {
  const syntax::Node* all = nullptr;  // "dependencies", or in version 1 "requires"
  const syntax::Node *development = nullptr, *optional = nullptr, *peers = nullptr;
};

// Views into the document that it was read from.
struct LockedEntry {
  std::string_view name, version, resolved, integrity, licence;
  bool development = false, either = false, optional = false, link = false, bundled = false;
  bool extraneous = false;  // A folder that is no member any more: nothing is installed for it
  const syntax::Node* inner = nullptr;  // Version 1: what is nested in it
  LockedNeeds needs;
};

// `nested`: as version 1 has it. The fields are taken in one pass; the last of a name counts.
[[nodiscard]] LockedEntry ReadLockedEntry(const syntax::Node& value, bool nested);

// "devOptional" is needed for development and by something optional: customers may get it.
void TellScope(const LockedEntry& entry, model::Component& component);
// Each word of an "integrity", as written.
void AddIntegrity(std::string_view integrity, model::Component& component);

}  // namespace avouch::formats
