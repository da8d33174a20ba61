#include "formats/yarn_lock.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_graph.h"
#include "formats/manifest_reading.h"
#include "formats/package_json.h"
#include "formats/yarn_entries.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;

// "@scope/name@range" at its '@'.
std::pair<std::string_view, std::string_view> Halves(std::string_view descriptor) {
  const std::size_t at = descriptor.find('@', 1);
  if (at == descriptor.npos) return {descriptor, {}};
  return {descriptor.substr(0, at), descriptor.substr(at + 1)};
}

bool IsHex(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

bool IsArchive(std::string_view address) {
  return address.ends_with(".tgz") || address.ends_with(".tar.gz");
}

class Reader {
 public:
  Reader(const Path& path, bool classic) : path_(path), classic_(classic) {
    manifest_.ecosystem = model::Ecosystem::kNpm;
    manifest_.format = "yarn-lock";
    manifest_.path = path;
    manifest_.lock = true;
  }

  model::Manifest Read(const std::vector<YarnEntry>& entries) {
    at_.assign(entries.size(), kNoComponent);
    manifest_.components.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (!IsPatch(entries[i])) at_[i] = classic_ ? Classic(entries[i]) : Berry(entries[i]);
    Patched(entries);
    for (std::size_t i = 0; i < entries.size(); ++i)
      for (const auto descriptor : entries[i].descriptors) {
        found_.try_emplace(descriptor, at_[i]);
        const auto [only, fresh] = only_.try_emplace(Halves(descriptor).first, at_[i]);
        if (!fresh && only->second != at_[i]) only->second = kSeveral;
      }
    for (std::size_t i = 0; i < entries.size(); ++i) Connect(entries[i], at_[i]);
    TidyNeeds(manifest_.components);
    if (entries.empty()) notes_.Add("no package is listed");
    if (missing_ > 0)
      notes_.Add(Count("dependency", missing_, "dependencies") + " that nothing here is found for");
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  static constexpr std::uint32_t kSeveral = kNoComponent - 1;

  bool IsPatch(const YarnEntry& entry) const {
    return !classic_ && Halves(entry.resolved).second.starts_with("patch:");
  }

  // ---- Yarn 1 ----
  std::uint32_t Classic(const YarnEntry& entry) {
    Component component;
    // A name and range that no alias stands for says best where it is from.
    std::string_view name, range;
    for (const auto descriptor : entry.descriptors) {
      std::tie(name, range) = Halves(descriptor);
      if (range.starts_with("npm:")) std::tie(name, range) = Halves(range.substr(4));
      if (NpmSource(range) != SourceKind::kRegistry) break;
    }
    component.name = name;
    component.version = entry.version;
    component.source = NpmSource(range);
    std::string_view address = entry.resolved;
    const std::size_t hash = address.find('#');
    const std::string_view fragment = hash == address.npos ? "" : address.substr(hash + 1);
    const bool git = address.starts_with("git+") || address.starts_with("git:") ||
                     address.starts_with("ssh:") || address.starts_with("git@");
    const bool hashed = fragment.size() == 40 && IsHex(fragment);
    // "https://host/a#" and 40 digits: a commit, or of an archive its SHA-1.
    if (git ||
        (component.source == SourceKind::kUrl && hashed && !IsArchive(address.substr(0, hash))))
      component.source = SourceKind::kGit;
    for (const auto word : Words(entry.digest)) component.digests.emplace_back(word);
    if (component.source != SourceKind::kGit && hashed) {
      address = address.substr(0, hash);
      if (component.digests.empty()) component.digests.push_back("sha1:" + std::string(fragment));
    }
    component.origin =
        address.empty() && component.source != SourceKind::kRegistry ? range : address;
    return Add(std::move(component), entry);
  }

  // ---- Yarn 2 and later ----
  std::uint32_t Berry(const YarnEntry& entry) {
    Component component;
    auto [name, where] = Halves(entry.resolved);
    if (name.empty() && !entry.descriptors.empty())
      std::tie(name, where) = Halves(entry.descriptors.front());
    component.name = name;
    component.version = entry.version;
    component.origin = where;
    if (where.starts_with("npm:")) {
      const std::size_t bindings = where.find("::");
      if (component.version.empty()) component.version = where.substr(4, bindings - 4);
      const std::size_t archive = where.find("__archiveUrl=");
      component.origin = archive == where.npos ? "" : Decoded(where.substr(archive + 13));
    } else if (where.starts_with("workspace:")) {
      component.source = SourceKind::kWorkspace;
      component.origin = where.substr(10);
      if (component.origin == ".") return Own(component);
      manifest_.workspaces.push_back(component.origin);
    } else if (where.find("#commit") != where.npos) {
      component.source = SourceKind::kGit;
    } else {
      component.source = NpmSource(where);
    }
    if (!entry.digest.empty()) component.digests.push_back("yarn:" + std::string(entry.digest));
    return Add(std::move(component), entry);
  }

  std::uint32_t Own(const Component& component) {
    manifest_.name = component.name;
    if (component.version != "0.0.0-use.local") manifest_.version = component.version;
    return kNoComponent;
  }

  static std::string Decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '%' && i + 2 < text.size() && IsHex(text.substr(i + 1, 2)))
        out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16)),
            i += 2;
      else
        out += text[i];
    }
    return out;
  }

  // What a patch changes is one component with it. Yarn patches some packages by itself;
  // who asks for those then gets the patched one, under the descriptor of the other.
  void Patched(const std::vector<YarnEntry>& entries) {
    std::unordered_map<std::string, std::uint32_t> by_name;
    const auto key = [](std::string_view name, std::string_view version) {
      return std::string(name) + "@" + std::string(version);
    };
    if (std::ranges::none_of(entries, [&](const auto& entry) { return IsPatch(entry); })) return;
    for (std::uint32_t i = 0; i < manifest_.components.size(); ++i)
      by_name.try_emplace(key(manifest_.components[i].name, manifest_.components[i].version), i);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (!IsPatch(entries[i])) continue;
      const auto [name, where] = Halves(entries[i].resolved);
      if (where.find("builtin<") == where.npos)
        notes_.Add(entries[i].line, std::string(name) + " " + std::string(entries[i].version) +
                                        " is changed by a patch of the project's own");
      const auto found = by_name.find(key(name, entries[i].version));
      at_[i] = found != by_name.end() ? found->second : Berry(entries[i]);
    }
  }

  // ---- Both ----
  std::uint32_t Add(Component component, const YarnEntry& entry) {
    component.place = PlaceOf(path_, entry.line);
    if (component.source == SourceKind::kRegistry && component.digests.empty() &&
        entry.conditions.empty())
      notes_.Add(entry.line, component.name + " " + component.version + " has no " +
                                 (classic_ ? "integrity" : "checksum"));
    if (component.origin.starts_with("http://"))
      notes_.Add(entry.line,
                 component.name + " " + component.version + " is fetched over plain HTTP");
    manifest_.components.push_back(std::move(component));
    return static_cast<std::uint32_t>(manifest_.components.size() - 1);
  }

  void Connect(const YarnEntry& entry, std::uint32_t from) {
    const bool project =
        from == kNoComponent || manifest_.components[from].source == SourceKind::kWorkspace;
    for (const auto& [name, range] : entry.needs) {
      const auto to = Find(name, range);
      if (!to) {
        ++missing_;
        continue;
      }
      if (*to == kNoComponent) continue;  // The project itself
      if (project) manifest_.components[*to].detail.direct = true;
      if (from != kNoComponent) manifest_.components[from].detail.needs.push_back(*to);
    }
  }

  // "name@range"; early ones of Yarn 2 to 3 leave out "npm:".
  std::optional<std::uint32_t> Find(std::string_view name, std::string_view range) {
    for (const std::string_view between : {"@", "@npm:"}) {
      wanted_.assign(name).append(between).append(range);
      const auto found = found_.find(wanted_);
      if (found != found_.end()) return found->second;
      if (classic_) break;
    }
    // Where "resolutions" put another range in its place, nothing is locked under this one.
    const auto only = only_.find(name);
    if (only != only_.end() && only->second != kSeveral) return only->second;
    return std::nullopt;
  }

  const Path& path_;
  const bool classic_;
  model::Manifest manifest_;
  Notes notes_;
  std::vector<std::uint32_t> at_;                              // The component of each entry
  std::unordered_map<std::string_view, std::uint32_t> found_;  // By descriptor
  std::unordered_map<std::string_view, std::uint32_t> only_;   // By name, or kSeveral
  std::string wanted_;
  long long missing_ = 0;
};

bool IsBerry(BytesView bytes) {
  return bytes.starts_with("__metadata:") || bytes.find("\n__metadata:") != bytes.npos;
}

}  // namespace

bool IsYarnLock(const Path& path) { return path.name() == "yarn.lock"; }

Result<model::Manifest> ReadYarnLock(const Path& path, BytesView bytes) {
  bytes = WithoutBom(bytes);
  if (!IsBerry(bytes)) {
    AVOUCH_TRY(const YarnEntries classic, ReadYarnClassic(path, bytes));
    return Reader(path, true).Read(classic.entries);
  }
  AVOUCH_TRY(const syntax::Node root, ReadYaml(path, bytes));
  if (!root.is_map()) return FailAt(path, 1, "not one YAML map");
  const YarnEntries berry = YarnEntriesOf(root);
  return Reader(path, false).Read(berry.entries);
}

}  // namespace avouch::formats
