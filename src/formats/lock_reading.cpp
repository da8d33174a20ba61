#include "formats/lock_reading.h"

#include <algorithm>

#include "base/text.h"
#include "formats/limits.h"

namespace avouch::formats {

model::Manifest NewManifest(model::Ecosystem ecosystem, std::string_view format, const Path& path,
                            bool lock) {
  model::Manifest manifest;
  manifest.ecosystem = ecosystem;
  manifest.format = format;
  manifest.path = path;
  manifest.lock = lock;
  return manifest;
}

void AddDigest(std::string_view algorithm, std::string_view value, model::Component& component) {
  value = Trim(value);
  if (!value.empty()) component.digests.push_back(std::string(algorithm) + ":" + Lower(value));
}

std::string WithoutSecrets(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos) return std::string(url);
  const std::size_t start = scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", start), url.size());
  const std::size_t at = url.substr(0, end).rfind('@');
  if (at == url.npos || at < start) return std::string(url);
  std::string_view user = url.substr(start, at - start);
  user = user.substr(0, user.find(':'));
  const bool kept = url.substr(0, scheme).ends_with("ssh");
  return std::string(url.substr(0, start)) + (kept ? std::string(user) + "@" : std::string()) +
         std::string(url.substr(at + 1));
}

std::string HostAndPath(std::string_view location) {
  if (const std::size_t scheme = location.find("://"); scheme != location.npos)
    location.remove_prefix(scheme + 3);
  const std::size_t slash = location.find('/');
  if (const std::size_t at = location.substr(0, slash).rfind('@'); at != location.npos)
    location.remove_prefix(at + 1);
  std::string out(location);
  const std::size_t colon = out.find(':');
  if (colon != out.npos && colon < out.find('/')) {
    const bool port = colon + 1 < out.size() && out[colon + 1] >= '0' && out[colon + 1] <= '9';
    if (!port) out[colon] = '/';
  }
  while (out.ends_with('/')) out.pop_back();
  if (out.ends_with(".git")) out.resize(out.size() - 4);
  return out;
}

void Needs::Offer(std::string name, std::size_t index) {
  auto& answers = offers_[std::move(name)];
  if (answers.empty() || answers.back() != index)
    answers.push_back(static_cast<std::uint32_t>(index));
}

void Needs::Ask(std::size_t from, std::string name) {
  asks_.emplace_back(static_cast<std::uint32_t>(from), std::move(name));
}

std::span<const std::uint32_t> Needs::Find(const std::string& name) const {
  const auto at = offers_.find(name);
  return at == offers_.end() ? std::span<const std::uint32_t>() : at->second;
}

void Needs::MarkDirect(const std::string& name, model::Manifest& manifest) const {
  for (const auto index : Find(name)) manifest.components[index].detail.direct = true;
}

void Needs::Fill(model::Manifest& manifest, Notes& notes) const {
  bool cut = false;
  for (const auto& [from, name] : asks_) {
    auto& needs = manifest.components[from].detail.needs;
    const auto answers = Find(name);
    cut |= answers.size() > kMaxAnswers;
    for (const auto to : answers.first(std::min(answers.size(), kMaxAnswers)))
      if (to != from) needs.push_back(to);
  }
  for (auto& component : manifest.components) {
    auto& needs = component.detail.needs;
    std::ranges::sort(needs);
    needs.erase(std::ranges::unique(needs).begin(), needs.end());
  }
  if (cut)
    notes.Add("a name has more than " + std::to_string(kMaxAnswers) +
              " components; what needs it is linked to the first of them");
}

}  // namespace avouch::formats
