#include "formats/export_profile.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using syntax::Node;

std::unexpected<Error> Bad(std::string_view file, const Node& at, std::string what) {
  return Fail(ErrorKind::kConfiguration, std::move(what),
              std::string(file) + ", line " + std::to_string(at.line()));
}

// One key of a profile: which member it fills.
struct TextKey {
  std::string_view key;
  std::string Profile::* member;
};
constexpr TextKey kTextKeys[] = {
    {"name", &Profile::name},   {"system", &Profile::system}, {"kind", &Profile::kind},
    {"about", &Profile::about}, {"how", &Profile::how},       {"list", &Profile::list},
    {"under", &Profile::under}, {"count", &Profile::count},   {"next", &Profile::next},
    {"unit", &Profile::unit},   {"dates", &Profile::dates},
};
struct ListKey {
  std::string_view key;
  std::vector<std::string> Profile::* member;
};
constexpr ListKey kListKeys[] = {
    {"bears-on", &Profile::bears_on}, {"dated", &Profile::dated},
    {"has", &Profile::has},           {"lacks", &Profile::lacks},
    {"named", &Profile::named},       {"not-named", &Profile::not_named},
};
struct FlagKey {
  std::string_view key;
  bool Profile::* member;
};
constexpr FlagKey kFlagKeys[] = {
    {"empty-counts", &Profile::empty_counts},
    {"by-hand", &Profile::by_hand},
    {"whole", &Profile::whole},
    {"lacks-factor", &Profile::lacks_factor},
};

class Reader {
 public:
  Reader(std::string_view file, const Node& node) : file_(file), node_(node) {}

  Result<Profile> Read() {
    for (const auto& entry : node_.entries()) AVOUCH_CHECK_OK(Take(entry.key, entry.value));
    for (const auto& [key, missing] :
         {std::pair("name", out_.name.empty()), std::pair("kind", out_.kind.empty()),
          std::pair("how", out_.how.empty()), std::pair("has", out_.has.empty())})
      if (missing) return Bad(file_, node_, std::string("a profile without ") + key);
    if (out_.shape == ExportShape::kCsv) Normalise();
    return std::move(out_);
  }

 private:
  Status Take(std::string_view key, const Node& value) {
    for (const auto& row : kTextKeys)
      if (row.key == key) {
        if (!value.is_text()) return Bad(file_, value, std::string(key) + " must be text");
        return out_.*row.member = value.text(), Status();
      }
    for (const auto& row : kListKeys)
      if (row.key == key) return out_.*row.member = Texts(value), Status();
    for (const auto& row : kFlagKeys)
      if (row.key == key) {
        if (!value.is_boolean())
          return Bad(file_, value, std::string(key) + " must be true or false");
        return out_.*row.member = *value.boolean(), Status();
      }
    if (key == "shape") return TakeShape(value);
    if (key == "fields") {
      for (const auto& field : value.entries())
        out_.fields.push_back({std::string(field.key), Texts(field.value), false});
      return {};
    }
    if (key == "words") {
      for (const auto& word : value.entries())
        out_.words.push_back(
            {std::string(word.key), Texts(word.value["yes"]), Texts(word.value["no"])});
      return {};
    }
    if (key == "rename") {
      for (const auto& field : value.entries())
        for (const auto& code : field.value.entries())
          out_.renames.push_back(
              {std::string(field.key), std::string(code.key), code.value.AsText()});
      return {};
    }
    return Bad(file_, value, "a profile has no key '" + std::string(key) + "'");
  }

  Status TakeShape(const Node& value) {
    if (value.text() != "csv" && value.text() != "json")
      return Bad(file_, value, "shape is csv or json");
    out_.shape = value.text() == "csv" ? ExportShape::kCsv : ExportShape::kJson;
    return {};
  }

  void Normalise() {
    for (auto& field : out_.fields)
      for (auto& column : field.from) column = NormalColumn(column);
  }

  std::string_view file_;
  const Node& node_;
  Profile out_;
};

}  // namespace

const FieldRule* Profile::Field(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &FieldRule::field);
  return found == fields.end() ? nullptr : &*found;
}

const WordRule* Profile::Word(std::string_view field) const {
  const auto found = std::ranges::find(words, field, &WordRule::field);
  return found == words.end() ? nullptr : &*found;
}

Result<std::vector<Profile>> ReadProfiles(BytesView yaml, std::string_view name) {
  auto root = syntax::ParseYaml(yaml);
  if (!root) {
    root.error().kind = ErrorKind::kConfiguration;
    root.error().where = std::string(name) + ", " + root.error().where;
    return std::unexpected(std::move(root).error());
  }
  if (!(*root)["profiles"].is_list()) return Bad(name, *root, "a list of profiles was expected");
  std::vector<Profile> out;
  std::set<std::string> names;
  for (const auto& node : (*root)["profiles"].items()) {
    AVOUCH_TRY(Profile profile, Reader(name, node).Read());
    if (!names.insert(profile.name).second)
      return Bad(name, node, "profile '" + profile.name + "' is there twice");
    out.push_back(std::move(profile));
  }
  return out;
}

const Profile* FindProfile(std::span<const Profile> profiles, std::string_view name) {
  const auto found = std::ranges::find(profiles, name, &Profile::name);
  return found == profiles.end() ? nullptr : &*found;
}

std::string NormalColumn(std::string_view column) {
  std::string out;
  int bracket = 0;
  for (const char c : column) {
    if (c == '[' || c == '(') ++bracket;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (bracket == 0 && letter) out += c;
    if (bracket == 0 && c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c == ']' || c == ')') && bracket > 0) --bracket;
  }
  return out;
}

}  // namespace avouch::formats
