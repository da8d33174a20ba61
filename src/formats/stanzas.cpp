#include "formats/stanzas.h"

#include "base/text.h"

namespace avouch::formats {

std::string_view Stanzas::TakeLine() {
  const std::size_t end = bytes_.find('\n', at_);
  std::string_view line = bytes_.substr(at_, end == bytes_.npos ? bytes_.npos : end - at_);
  at_ = end == bytes_.npos ? bytes_.size() : end + 1;
  ++line_;
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool Stanzas::Take(std::string_view line, std::vector<StanzaField>* fields) {
  if (line.front() == ' ' || line.front() == '\t') {
    if (fields->empty()) return ++odd_, false;
    std::string_view& value = fields->back().value;  // Views of one text: the longer one is both.
    value = {value.data(), static_cast<std::size_t>(line.data() + line.size() - value.data())};
    return true;
  }
  const std::size_t colon = line.find(':');
  if (colon == line.npos || colon == 0) return ++odd_, false;
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  fields->push_back({Trim(line.substr(0, colon)), value});
  return true;
}

bool Stanzas::Next(std::vector<StanzaField>* fields) {
  fields->clear();
  while (at_ < bytes_.size()) {
    const std::string_view line = TakeLine();
    if (Trim(line).empty()) {
      if (!fields->empty()) break;
      continue;
    }
    if (line.front() == '#') continue;
    if (fields->empty()) start_ = line_;
    (void)Take(line, fields);
  }
  for (auto& field : *fields) field.value = Trim(field.value);
  return !fields->empty();
}

std::string_view FieldOf(const std::vector<StanzaField>& fields, std::string_view name) {
  for (const auto& field : fields)
    if (field.name.size() == name.size() && EqualsIgnoreCase(field.name, name)) return field.value;
  return {};
}

}  // namespace avouch::formats
