#include "collect/page_parts.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "crypto/hash.h"

namespace avouch::collect {
namespace {

constexpr std::uint64_t kMaxPart = 16u << 20;  // Bundles of pages reach some MiB.

std::string_view AddressPath(std::string_view url) {
  if (std::size_t at = url.find("://"); at != url.npos) url.remove_prefix(at + 3);
  return url.substr(0, url.find_first_of("?#"));
}

Bytes DigestOf(std::size_t algorithm, BytesView bytes) {
  if (algorithm == 0) {
    Digest digest = crypto::Sha256Of(bytes);
    return Bytes(reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size());
  }
  return algorithm == 1 ? crypto::Sha384Of(bytes) : crypto::Sha512Of(bytes);
}

// Files by their last name, so that each tag looks at few.
class Index {
 public:
  explicit Index(const source::Tree& tree) {
    for (const auto& entry : tree.entries())
      if (entry.kind == source::EntryKind::kFile) by_name_[entry.path.name()].push_back(&entry);
  }

  // The one file whose path ends as the address does; null if none or several.
  const source::Entry* Only(const model::BrowserScript& script) const {
    std::string_view address = AddressPath(script.url);
    bool rooted = address.starts_with('/');
    while (address.starts_with("./") || address.starts_with('/'))
      address.remove_prefix(address.starts_with('/') ? 1 : 2);
    if (address.empty() || address.find("..") != address.npos) return nullptr;
    auto at = by_name_.find(address.substr(address.rfind('/') + 1));
    if (at == by_name_.end()) return nullptr;
    const source::Entry* found = nullptr;
    const std::string beside = JoinPath(script.place.path.folder(), address);
    for (const auto* entry : at->second) {
      if (!rooted && entry->path.bytes == beside) return entry;
      std::string_view path = entry->path.bytes;
      bool ends = path == address ||
                  (path.ends_with(address) && path[path.size() - address.size() - 1] == '/');
      if (!ends) continue;
      if (found != nullptr) return nullptr;
      found = entry;
    }
    return found;
  }

  const std::vector<const source::Entry*>* Named(std::string_view url) const {
    std::string_view address = AddressPath(url);
    auto at = by_name_.find(address.substr(address.rfind('/') + 1));
    return at == by_name_.end() ? nullptr : &at->second;
  }

 private:
  std::unordered_map<std::string_view, std::vector<const source::Entry*>> by_name_;
};

std::optional<bool> Holds(const source::Tree& tree, const source::Entry& entry,
                          std::string_view integrity) {
  auto bytes = tree.Read(entry, kMaxPart);
  if (!bytes) return std::nullopt;
  return IntegrityHolds(integrity, *bytes);
}

}  // namespace

std::optional<bool> IntegrityHolds(std::string_view integrity, BytesView bytes) {
  constexpr std::array<std::string_view, 3> kAlgorithms = {"sha256-", "sha384-", "sha512-"};
  std::optional<std::size_t> strongest;
  std::vector<std::string_view> wanted;
  const std::string one_line = ReplaceAll(integrity, "\n", " ");
  for (auto token : Words(one_line))
    for (std::size_t i = 0; i < kAlgorithms.size(); ++i) {
      if (!token.starts_with(kAlgorithms[i]) || (strongest && *strongest > i)) continue;
      if (!strongest || *strongest < i) wanted.clear();
      strongest = i;
      token = token.substr(kAlgorithms[i].size());
      wanted.push_back(token.substr(0, token.find('?')));
    }
  if (!strongest) return std::nullopt;
  const std::string digest = ToBase64(DigestOf(*strongest, bytes));
  return std::find(wanted.begin(), wanted.end(), digest) != wanted.end();
}

void RecomputeIntegrity(const source::Tree& tree, std::vector<model::BrowserScript>& scripts) {
  bool any = std::any_of(scripts.begin(), scripts.end(),
                         [](const auto& script) { return !script.integrity.empty(); });
  if (!any) return;
  Index index(tree);
  for (auto& script : scripts) {
    if (script.integrity.empty()) continue;
    if (script.own) {
      const source::Entry* entry = index.Only(script);
      std::optional<bool> holds =
          entry != nullptr ? Holds(tree, *entry, script.integrity) : std::nullopt;
      script.matches = holds.value_or(false);
      script.mismatch = holds && !*holds;
      continue;
    }
    if (const auto* named = index.Named(script.url); named != nullptr && named->size() <= 8)
      for (const auto* entry : *named)
        script.matches |= Holds(tree, *entry, script.integrity).value_or(false);
  }
  std::erase_if(scripts, [](const auto& script) {
    return script.own && !script.matches && !script.mismatch;
  });
}

}  // namespace avouch::collect
