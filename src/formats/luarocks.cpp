#include "formats/luarocks.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/gemfile_parts.h"
#include "formats/lock_reading.h"
#include "formats/lua_literals.h"

namespace avouch::formats {
namespace {

struct List {
  std::string_view key, group;
};
constexpr List kLists[] = {
    {"dependencies", ""}, {"build_dependencies", "build"}, {"test_dependencies", "test"}};

Result<LuaValue> Parse(const Path& path, std::string_view text) {
  auto chunk = ReadLua(text);
  if (!chunk) chunk.error().where = ToUtf8(path.bytes) + ", " + chunk.error().where;
  return chunk;
}

Result<model::Manifest> ReadLock(const Path& path, std::string_view text) {
  AVOUCH_TRY(const LuaValue chunk, Parse(path, text));
  const LuaValue& root = chunk["return"];
  if (!root.is_table()) return FailAt(path, 1, "no table is returned");
  model::Manifest manifest = NewManifest(model::Ecosystem::kLuarocks, "luarocks-lock", path, true);
  Notes notes;
  for (const List& list : kLists)
    for (const auto& [name, value] : root[list.key].fields) {
      if (name.empty() || !value.is_text()) {
        notes.Add(static_cast<std::uint32_t>(value.line), "not a name and a version");
        continue;
      }
      if (name == "lua") {
        manifest.tools.push_back("lua " + value.text);
        continue;
      }
      model::Component component;
      component.name = name;
      component.version = value.text;
      component.place = {path, value.line};
      component.detail.group = list.group;
      component.development = list.group == "test";
      manifest.components.push_back(std::move(component));
    }
  manifest.notes = notes.Take();
  return manifest;
}

// "name >= 1.0, < 2" apart, also "name>=1".
void Require(std::string_view text, int line, const List& list, const std::string& condition,
             model::Manifest& manifest) {
  text = Trim(text);
  const std::string_view name = Trim(text.substr(0, text.find_first_of(" \t=<>~")));
  const std::string_view range = Trim(text.substr(name.size()));
  if (name.empty()) return;
  if (name == "lua") {
    manifest.tools.push_back(std::string(text));
    return;
  }
  model::Requirement requirement;
  requirement.name = name;
  requirement.range = range;
  requirement.exact = range.starts_with("==") && range.find(',') == range.npos;
  requirement.group = list.group;
  requirement.development = list.group == "test";
  requirement.condition = condition;
  requirement.place = {manifest.path, line};
  manifest.requirements.push_back(std::move(requirement));
}

Result<model::Manifest> ReadRockspec(const Path& path, std::string_view text) {
  AVOUCH_TRY(const LuaValue chunk, Parse(path, text));
  model::Manifest manifest = NewManifest(model::Ecosystem::kLuarocks, "rockspec", path, false);
  Notes notes;
  ComputedRequirements computed;
  if (chunk["package"].is_text()) manifest.name = chunk["package"].text;
  if (chunk["version"].is_text()) manifest.version = chunk["version"].text;
  if (chunk["description"]["license"].is_text())
    manifest.licences = {chunk["description"]["license"].text};
  for (const List& list : kLists) {
    const LuaValue& table = chunk[list.key];
    if (table.kind == LuaValue::Kind::kComputed) computed.See(table.line);
    for (const auto& [key, value] : table.fields) {
      if (key.empty() && value.is_text())
        Require(value.text, value.line, list, {}, manifest);
      else if (key.empty())
        computed.See(value.line);
      if (key != "platforms") continue;
      for (const auto& [platform, items] : value.fields)
        for (const auto& item : items.fields)
          if (item.value.is_text())
            Require(item.value.text, item.value.line, list, "platforms." + platform, manifest);
    }
  }
  AVOUCH_CHECK_OK(computed.Judge(path, manifest, notes));
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace

bool IsLuarocks(const Path& path) {
  const std::string_view name = path.name();
  return name == "luarocks.lock" || (name.size() > 9 && name.ends_with(".rockspec"));
}

Result<model::Manifest> ReadLuarocks(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return path.name() == "luarocks.lock" ? ReadLock(path, text) : ReadRockspec(path, text);
}

}  // namespace avouch::formats
