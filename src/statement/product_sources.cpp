#include "statement/product_sources.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "statement/shape.h"

namespace avouch::statement {
namespace {

using syntax::Node;

bool IsName(std::string_view name) {
  constexpr std::string_view kBegins = "abcdefghijklmnopqrstuvwxyz0123456789";
  return !name.empty() && name.size() <= kMaxSourceName && kBegins.contains(name[0]) &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == name.npos;
}

// The shortest spelling of a way from here; empty for one that starts elsewhere: at a
// root, at a home, at an address, git's own "host:path" among them.
std::string Shortest(std::string_view at) {
  if (at.starts_with('/') || at.starts_with('~') || at.find_first_of(":\\") != at.npos) return {};
  std::vector<std::string_view> parts;
  for (const std::string_view part : Split(at, '/')) {
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..")
      parts.pop_back();
    else
      parts.push_back(part);
  }
  std::string out;
  for (const std::string_view part : parts) out += (out.empty() ? "" : "/") + std::string(part);
  return out.empty() ? std::string(model::kThisRepository) : out;
}

class Reader {
 public:
  explicit Reader(std::string_view file) : file_(file) {}

  Status Add(const Node& item) {
    const Node &name = item["name"], &at = item["at"];
    model::SourceRule rule{name.AsText(), Shortest(at.AsText())};
    if (!IsName(rule.name))
      return Bad(name, "a source is named with a-z, 0-9, '-' and '.', at most " +
                           std::to_string(kMaxSourceName) + " of them");
    if (rule.at.empty())
      return Bad(at, "a source lies in a folder beside this repository or below it, such as ../" +
                         rule.name);
    for (const auto& other : out) {
      if (other.name == rule.name) return Bad(name, "two sources are named '" + rule.name + "'");
      if (other.at == rule.at)
        return Bad(at, "'" + other.name + "' and '" + rule.name + "' are the same place");
    }
    out.push_back(std::move(rule));
    return {};
  }

  std::unexpected<Error> Bad(const Node& node, std::string what) const {
    return Fail(ErrorKind::kConfiguration, std::move(what), WhereIn(file_, node.place()));
  }

  std::vector<model::SourceRule> out;

 private:
  std::string_view file_;
};

}  // namespace

Result<std::vector<model::SourceRule>> ReadSources(const Node& sources, std::string_view file) {
  Reader reader(file);
  const auto is_here = [](const auto& rule) { return rule.at == model::kThisRepository; };
  if (sources.size() == 1) {
    reader.out.push_back({sources.At(0)["name"].AsText(), sources.At(0)["at"].AsText()});
  } else {
    if (sources.size() > kMaxSources)
      return reader.Bad(sources, "more than " + std::to_string(kMaxSources) + " sources");
    for (const Node& item : sources.items()) AVOUCH_CHECK_OK(reader.Add(item));
  }
  if (sources.size() > 0 && std::ranges::none_of(reader.out, is_here))
    return reader.Bad(sources.At(0)["at"], "none of the sources is this repository: 'at: .'");
  return std::move(reader.out);
}

}  // namespace avouch::statement
