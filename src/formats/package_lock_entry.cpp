#include "formats/package_lock_entry.h"

#include "base/text.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// The fields that only versions 2 and 3 have.
void TakeFlat(std::string_view key, const Node& field, LockedEntry& out) {
  if (key == "name") out.name = field.text();
  if (key == "link") out.link = field.boolean().value_or(false);
  if (key == "license") out.licence = field.text();
  if (key == "inBundle") out.bundled = field.boolean().value_or(false);
  if (key == "extraneous") out.extraneous = field.boolean().value_or(false);
  if (key == "devOptional") out.either = field.boolean().value_or(false);
  if (key == "dependencies") out.needs.all = &field;
  if (key == "devDependencies") out.needs.development = &field;
  if (key == "optionalDependencies") out.needs.optional = &field;
  if (key == "peerDependencies") out.needs.peers = &field;
}

void TakeNested(std::string_view key, const Node& field, LockedEntry& out) {
  if (key == "bundled") out.bundled = field.boolean().value_or(false);
  if (key == "dependencies") out.inner = &field;
  if (key == "requires") out.needs.all = &field;
}

}  // namespace

LockedEntry ReadLockedEntry(const Node& value, bool nested) {
  LockedEntry out;
  for (const auto& [key, place, field] : value.entries()) {
    if (key == "version") {
      out.version = field.text();
    } else if (key == "resolved") {
      out.resolved = field.text();
    } else if (key == "integrity") {
      out.integrity = field.text();
    } else if (key == "dev") {
      out.development = field.boolean().value_or(false);
    } else if (key == "optional") {
      out.optional = field.boolean().value_or(false);
    } else {
      (nested ? TakeNested : TakeFlat)(key, field, out);
    }
  }
  return out;
}

void TellScope(const LockedEntry& entry, model::Component& component) {
  component.development = entry.development && !entry.either;
  component.detail.optional = entry.optional || entry.either;
  if (component.development) component.detail.group = "dev";
  if (!entry.licence.empty()) component.detail.licences.emplace_back(entry.licence);
}

void AddIntegrity(std::string_view integrity, model::Component& component) {
  const bool one = integrity.find(' ') == integrity.npos && integrity.find('\t') == integrity.npos;
  if (!one) {
    for (const auto word : Words(integrity)) component.digests.emplace_back(word);
  } else if (!integrity.empty()) {
    component.digests.emplace_back(integrity);
  }
}

}  // namespace avouch::formats
