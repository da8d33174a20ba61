// What the readers of lock files share beyond manifest_reading.h: which component
// needs which, told by name; digests and addresses as they are kept.
//
// Pure; any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "formats/manifest_reading.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] model::Manifest NewManifest(model::Ecosystem ecosystem, std::string_view format,
                                          const Path& path, bool lock);

// Adds "algorithm:value", value in lower case, unless `value` is empty.
void AddDigest(std::string_view algorithm, std::string_view value, model::Component& component);

// `url` without a user's name and password, which address an account and not a component;
// "ssh://git@host" keeps its name.
[[nodiscard]] std::string WithoutSecrets(std::string_view url);

// "github.com/a/b" of "https://u@github.com/a/b.git" and "git@github.com:a/b.git".
[[nodiscard]] std::string HostAndPath(std::string_view location);

// Names by which components are known, and who asks for which; then edges at once, so that
// a lock may name what it lists later. Linear in what is offered and asked.
class Needs {
 public:
  // `name` is component `index`. One name may be several: versions, platforms.
  void Offer(std::string name, std::size_t index);
  void Ask(std::size_t from, std::string name);
  // Those that `name` is, in the order offered.
  [[nodiscard]] std::span<const std::uint32_t> Find(const std::string& name) const;
  // Each component known as `name` is one that the project asks for.
  void MarkDirect(const std::string& name, model::Manifest& manifest) const;
  // Fills detail.needs, ascending, each once. A name that nothing answers gives no edge
  // (optional, for another platform, part of the language); one with more than
  // kMaxAnswers answers gives edges to the first of them and a note.
  void Fill(model::Manifest& manifest, Notes& notes) const;

 private:
  std::unordered_map<std::string, std::vector<std::uint32_t>> offers_;
  std::vector<std::pair<std::uint32_t, std::string>> asks_;
};

}  // namespace avouch::formats
