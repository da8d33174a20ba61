#include "formats/cpan.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/cpanfile.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Where the version of "Net-SSLeay-1.92" or "App-x-v1.2-TRIAL" begins, by the last '-' before a
// number; npos for none.
std::size_t VersionAt(std::string_view name) {
  for (std::size_t at = name.rfind('-'); at != name.npos && at > 0; at = name.rfind('-', at - 1)) {
    std::string_view rest = name.substr(at + 1);
    if (rest.starts_with('v')) rest.remove_prefix(1);
    if (!rest.empty() && IsDigit(rest[0])) return at + 1;
  }
  return name.npos;
}

// "R/RJ/RJBS/Name-1.tar.gz": who published it.
std::string AuthorOf(std::string_view pathname) {
  const auto parts = Split(pathname, '/');
  return parts.size() >= 4 ? std::string(parts[2]) : std::string();
}

class Snapshot {
 public:
  explicit Snapshot(const Path& path)
      : path_(path), manifest_(NewManifest(model::Ecosystem::kCpan, "cpanfile-lock", path, true)) {}

  Result<model::Manifest> Read(std::string_view text) {
    bool begun = false;
    for (const std::string_view line : Lines(text)) {
      ++number_;
      if (Trim(line).empty() || line.starts_with('#')) continue;
      if (!begun && Trim(line) != "DISTRIBUTIONS")
        return FailAt(path_, static_cast<int>(number_), "no list of distributions");
      if (begun) Line(line);
      begun = true;
    }
    needs_.Fill(manifest_, notes_);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  enum class List { kNone, kProvides, kRequirements };

  // "  Name-1.0", "    pathname: x", "    provides:", "      Module 1.0"
  void Line(std::string_view line) {
    const std::size_t indent = line.find_first_not_of(' ');
    const std::string_view text = Trim(line);
    if (indent == 2) return Distribution(text);
    if (manifest_.components.empty() || skipping_) return;
    const std::size_t index = manifest_.components.size() - 1;
    if (indent == 4) {
      list_ = text == "provides:"       ? List::kProvides
              : text == "requirements:" ? List::kRequirements
                                        : List::kNone;
      if (const std::string author = AuthorOf(text);
          text.starts_with("pathname:") && !author.empty())
        manifest_.components[index].detail.qualifiers.emplace_back("author", author);
      return;
    }
    const std::string module(text.substr(0, text.find(' ')));
    if (list_ == List::kProvides) needs_.Offer(module, index);
    if (list_ == List::kRequirements) needs_.Ask(index, module);
  }

  void Distribution(std::string_view text) {
    list_ = List::kNone;
    const std::size_t at = VersionAt(text);
    skipping_ = at == text.npos;
    if (skipping_) return notes_.Add(number_, Printable(text.substr(0, 100)) + " has no version");
    model::Component component;
    component.name = text.substr(0, at - 1);
    component.version = text.substr(at);
    component.place = PlaceOf(path_, number_);
    manifest_.components.push_back(std::move(component));
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  Needs needs_;
  std::uint32_t number_ = 0;
  List list_ = List::kNone;
  bool skipping_ = false;
};

Result<model::Manifest> ReadMeta(const Path& path, BytesView bytes) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kCpan, "cpan-meta", path, false);
  if (bytes.find("\"meta-spec\"") == bytes.npos) {  // Somebody else's, whether JSON or not
    manifest.notes = {"no 'meta-spec': not of CPAN"};
    return manifest;
  }
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  // Others have a META.json too: PostgreSQL's extensions, whose meta-spec is of pgxn.org.
  const Node& spec = root["meta-spec"];
  if (!spec.is_map() || spec["url"].text().find("pgxn") != std::string_view::npos ||
      ScalarText(spec["version"]).substr(0, 1) != "2") {
    manifest.notes = {"no 'meta-spec' of version 2: not of CPAN"};
    return manifest;
  }
  manifest.name = root["name"].text();
  manifest.version = ScalarText(root["version"]);
  for (const auto& licence : Texts(root["license"]))
    if (licence != "unknown") manifest.licences.push_back(licence);
  for (const auto& [phase, at, degrees] : root["prereqs"].entries())
    for (const auto& [degree, place, modules] : degrees.entries())
      for (const auto& [name, line, range] : modules.entries()) {
        if (degree == "conflicts") continue;
        model::Requirement requirement;
        requirement.name = name;
        requirement.range = ScalarText(range);
        SetCpanPhase(phase, degree, requirement);
        requirement.place = PlaceOf(path, line.line);
        AddCpanRequirement(std::move(requirement), manifest);
      }
  return manifest;
}

}  // namespace

bool IsCpan(const Path& path) {
  const std::string_view name = path.name();
  return name == "cpanfile" || name == "cpanfile.snapshot" || name == "META.json";
}

Result<model::Manifest> ReadCpan(const Path& path, BytesView bytes) {
  if (path.name() == "cpanfile") return ReadCpanfile(path, bytes);
  if (path.name() == "META.json") return ReadMeta(path, bytes);
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Snapshot(path).Read(text);
}

}  // namespace avouch::formats
