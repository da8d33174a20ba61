#include "formats/gradle_catalog.h"

#include <algorithm>
#include <utility>

#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

class Catalog {
 public:
  Catalog(const Node& root, GradleCatalog& out) : versions_(root["versions"]), out_(out) {
    for (const auto& [alias, place, value] : root["libraries"].entries())
      Library(alias, place, value);
    for (const auto& [alias, place, value] : root["plugins"].entries()) Plugin(alias, place, value);
    for (const auto& [alias, place, value] : versions_.entries()) {
      GradleRow row;
      Written(value, row);
      out_.versions.emplace_back(GradleAlias(alias), std::move(row.version));
    }
    for (const auto& [alias, place, value] : root["bundles"].entries()) {
      std::vector<std::string> rows;
      for (const auto& one : Texts(value)) rows.push_back(GradleAlias(one));
      out_.bundles.emplace_back(GradleAlias(alias), std::move(rows));
    }
  }

  std::vector<std::string> TakeNotes() { return notes_.Take(); }

 private:
  void Library(std::string_view alias, syntax::Place place, const Node& value) {
    GradleRow row;
    if (value.is_text()) {
      const std::string_view text = value.text();
      const auto first = text.find(':');
      const auto second = first == text.npos ? first : text.find(':', first + 1);
      row.name = text.substr(0, second);
      if (second != text.npos) SetGradleVersion(text.substr(second + 1), row);
    } else {
      row.name = value["module"].text();
      if (row.name.empty() && value["name"].is_text())
        row.name = std::string(value["group"].text()) + ":" + std::string(value["name"].text());
      Version(place, value["version"], row);
    }
    const auto colon = row.name.find(':');
    if (colon == row.name.npos || colon == 0 || colon + 1 == row.name.size())
      return notes_.Add(place.line, "a library without group and name");
    Keep(alias, place, std::move(row));
  }

  void Plugin(std::string_view alias, syntax::Place place, const Node& value) {
    GradleRow row;
    row.plugin = true;
    if (value.is_text()) {
      const std::string_view text = value.text();
      const auto colon = text.find(':');
      row.name = text.substr(0, colon);
      if (colon != text.npos) SetGradleVersion(text.substr(colon + 1), row);
    } else {
      row.name = value["id"].text();
      Version(place, value["version"], row);
    }
    if (row.name.empty()) return notes_.Add(place.line, "a plugin without id");
    Keep(alias, place, std::move(row));
  }

  void Keep(std::string_view alias, syntax::Place place, GradleRow row) {
    row.alias = GradleAlias(alias);
    row.line = place.line;
    out_.rows.push_back(std::move(row));
  }

  // "1", {ref = "x"}, {strictly = "1"}, {require = "1", prefer = "1.1"}.
  void Version(syntax::Place place, const Node& value, GradleRow& row) {
    const Node* version = &value;
    if (const Node& ref = value["ref"]; ref.is_text()) {
      version = versions_.Find(ref.text());
      if (version == nullptr)
        return notes_.Add(place.line,
                          row.name + ": no version is named " + std::string(ref.text()));
    }
    Written(*version, row);
  }

  // Of a range that is strict, the version that is preferred in it is no more than that.
  static void Written(const Node& version, GradleRow& row) {
    if (version.is_text()) return SetGradleVersion(version.text(), row);
    for (const auto key : {"strictly", "require", "prefer"})
      if (const Node& text = version[key]; text.is_text()) {
        SetGradleVersion(text.text(), row);
        row.exact = key == std::string_view("strictly") &&
                    row.version.find_first_of("[](),+") == std::string::npos;
        return;
      }
  }

  const Node& versions_;
  GradleCatalog& out_;
  Notes notes_;
};

}  // namespace

std::string GradleAlias(std::string_view written) {
  std::string out(written);
  std::ranges::replace(out, '-', '.');
  std::ranges::replace(out, '_', '.');
  return out;
}

void SetGradleVersion(std::string_view written, GradleRow& row) {
  const auto strict = written.find("!!");
  row.version = written.substr(0, strict);
  row.exact = strict != written.npos && !row.version.empty() &&
              row.version.find_first_of("[](),+$") == std::string::npos;
}

Result<GradleFile> ReadGradleCatalog(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  GradleFile file;
  file.kind = GradleFile::kCatalog;
  file.path = path;
  Catalog reader(root, file.catalogs.emplace_back());  // Reads in its constructor
  file.notes = reader.TakeNotes();
  return file;
}

}  // namespace avouch::formats
