#include "inventory/history.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <tuple>

#include "inventory/diff.h"
#include "inventory/purl_of.h"
#include "model/purl_types.h"
#include "notation/version_key.h"

namespace avouch::inventory {
namespace {

using model::Ecosystem;
using model::SourceKind;

bool IsOwn(SourceKind source) {
  return source == SourceKind::kPath || source == SourceKind::kWorkspace;
}

// "==1.0", "= 1.0" and "[1.0]" name the version 1.0.
std::string ExactOf(std::string_view range) {
  range.remove_prefix(std::min(range.find_first_not_of("= "), range.size()));
  if (range.starts_with('[') && range.ends_with(']')) range = range.substr(1, range.size() - 2);
  return std::string(range);
}

// What a person wrote stands for what is built where no lock is customary.
bool IsBuiltAsAsked(const model::Manifest& manifest, const model::Requirement& wanted) {
  if (manifest.format == "go-mod") return true;
  return wanted.exact &&
         (manifest.format == "maven-pom" || manifest.ecosystem == Ecosystem::kNuget);
}

// A package's purl and name, without its version.
model::Part PartOf(const NamedPackage& package) {
  model::Component component;
  component.name = package.name;
  model::Part part;
  Identify(package.ecosystem, component, part);
  return part;
}

std::vector<std::uint32_t> VersionsIn(const auto& held) {
  std::vector<std::uint32_t> out;
  for (const auto& [version, files] : held) out.push_back(version);
  return out;
}

}  // namespace

std::vector<NamedPackage> PackagesOf(const model::Manifest& manifest) {
  std::vector<NamedPackage> out;
  if (manifest.format == "go-sum") return out;
  out.reserve(manifest.components.size());
  for (const auto& one : manifest.components) {
    if (IsOwn(one.source) || one.version.empty() || one.name.empty()) continue;
    const bool pip = manifest.ecosystem == Ecosystem::kConda && one.detail.group == "pip";
    out.push_back({pip ? Ecosystem::kPython : manifest.ecosystem, one.name, one.version});
  }
  for (const auto& wanted : manifest.requirements) {
    if (IsOwn(wanted.source) || wanted.name.empty() || !IsBuiltAsAsked(manifest, wanted)) continue;
    std::string version = ExactOf(wanted.range);
    if (version.empty() || version.find("${") != version.npos) continue;
    out.push_back({manifest.ecosystem, wanted.name, std::move(version)});
  }
  return out;
}

std::uint32_t HistoryFold::VersionOf(const std::string& text) {
  const auto [at, fresh] =
      versions_.try_emplace(text, static_cast<std::uint32_t>(out_.versions.size()));
  if (fresh) out_.versions.push_back(text);
  return at->second;
}

// Two spellings of one package are one component.
std::uint32_t HistoryFold::ComponentOf(const NamedPackage& package) {
  std::string spelling(1, static_cast<char>(package.ecosystem));
  spelling += package.name;
  const auto [at, fresh] = spelled_.try_emplace(std::move(spelling), 0);
  if (!fresh) return at->second;
  const model::Part part = PartOf(package);
  const auto [known, is_new] =
      known_.try_emplace(KeyOf(part), static_cast<std::uint32_t>(out_.components.size()));
  at->second = known->second;
  if (is_new) {
    HistoryComponent one;
    one.ecosystem = package.ecosystem;
    one.name = package.name;
    one.purl = part.purl;
    out_.components.push_back(std::move(one));
    held_.emplace_back();
  }
  return at->second;
}

NamedState HistoryFold::NumbersOf(const std::vector<NamedPackage>& packages) {
  NamedState out;
  out.reserve(packages.size());
  for (const auto& one : packages) out.emplace_back(ComponentOf(one), VersionOf(one.version));
  return out;
}

SharedState HistoryFold::StateWith(NamedState numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return std::make_shared<const NamedState>(std::move(numbers));
}

HistoryFold::File& HistoryFold::FileOf(const std::string& path) {
  const auto [at, fresh] = files_.try_emplace(path);
  if (fresh) {
    at->second.number = static_cast<std::uint32_t>(out_.files.size());
    out_.files.push_back(path);
  }
  return at->second;
}

void HistoryFold::AddDeltas(FileStep& step, std::vector<Delta>& deltas) {
  File& file = FileOf(step.file);
  static const NamedState kEmpty;
  const NamedState& old = file.state ? *file.state : kEmpty;
  const NamedState& now = step.state ? *step.state : kEmpty;
  const std::size_t cost = &old == &now ? 0 : old.size() + now.size();
  const bool beyond =
      step.kind != FileStep::Kind::kUnread &&
      (cost > bounds_.compared - compared_ || (cost > 0 && deltas.size() + cost > bounds_.at_once));
  out_.partial |= beyond;
  if (beyond || step.kind == FileStep::Kind::kUnread) {
    file.gap = true;
    return;
  }
  compared_ += cost;
  const auto add = [&](const auto& pair, int by) {
    deltas.push_back({pair.first, pair.second, by, file.number, file.gap});
  };
  auto a = &old == &now ? old.end() : old.begin();
  auto b = &old == &now ? now.end() : now.begin();
  while (a != old.end() || b != now.end()) {
    if (b == now.end() || (a != old.end() && *a < *b)) {
      add(*a++, -1);
    } else if (a == old.end() || *b < *a) {
      add(*b++, +1);
    } else {
      ++a, ++b;
    }
  }
  file.state = std::move(step.state);
  file.gap = false;
}

// All deltas of one component.
void HistoryFold::ApplyTo(std::uint32_t commit, const Delta* first, const Delta* last) {
  Held& held = held_[first->component];
  const std::vector<std::uint32_t> before = VersionsIn(held);
  ComponentMove move{commit, first->component, first->file, Move::kChanged, true, {}, {}};
  for (const Delta* one = first; one != last; ++one) {
    auto at =
        std::ranges::lower_bound(held, one->version, {}, [](const auto& h) { return h.first; });
    if (at == held.end() || at->first != one->version) at = held.insert(at, {one->version, 0});
    // A file that loses what it never had does not exist: each delta is of its file's own state.
    at->second += static_cast<std::uint32_t>(one->by);
    move.exact = move.exact && !one->gap;
  }
  std::erase_if(held, [](const auto& one) { return one.second == 0; });
  const std::vector<std::uint32_t> after = VersionsIn(held);
  if (before == after) return;
  std::ranges::set_difference(before, after, std::back_inserter(move.from));
  std::ranges::set_difference(after, before, std::back_inserter(move.to));
  move.move = before.empty() ? Move::kCame : after.empty() ? Move::kWent : Move::kChanged;
  // The file that says so: the first with what came, or with what went where nothing came.
  const auto& said = move.to.empty() ? move.from : move.to;
  std::uint32_t file = UINT32_MAX;
  for (const Delta* one = first; one != last; ++one)
    if (std::ranges::binary_search(said, one->version) && (one->by > 0) == !move.to.empty() &&
        (file == UINT32_MAX || out_.files[one->file] < out_.files[file]))
      file = one->file;
  move.file = file == UINT32_MAX ? first->file : file;
  const auto as_text = [&](std::uint32_t a, std::uint32_t b) {
    return out_.versions[a] < out_.versions[b];
  };
  std::ranges::sort(move.from, as_text);
  std::ranges::sort(move.to, as_text);
  if (out_.moves.size() >= bounds_.moves) {
    out_.partial = true;
    return;
  }
  out_.moves.push_back(std::move(move));
}

void HistoryFold::Apply(std::uint32_t commit, std::vector<FileStep> steps) {
  std::ranges::sort(steps, {}, &FileStep::file);
  std::vector<Delta> deltas;
  for (auto& step : steps) AddDeltas(step, deltas);
  std::ranges::sort(deltas, [](const Delta& a, const Delta& b) {
    return std::tie(a.component, a.version, a.file) < std::tie(b.component, b.version, b.file);
  });
  for (std::size_t i = 0, end = 0; i < deltas.size(); i = end) {
    while (end < deltas.size() && deltas[end].component == deltas[i].component) ++end;
    ApplyTo(commit, deltas.data() + i, deltas.data() + end);
  }
}

ComponentHistory HistoryFold::Finish() && {
  const auto as_text = [&](std::uint32_t a, std::uint32_t b) {
    return out_.versions[a] < out_.versions[b];
  };
  for (std::size_t i = 0; i < held_.size(); ++i) {
    out_.components[i].now = VersionsIn(held_[i]);
    std::ranges::sort(out_.components[i].now, as_text);
  }
  // By name, not by when each was first met.
  std::vector<std::uint32_t> order(out_.components.size()), place(order.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const auto &x = out_.components[a], &y = out_.components[b];
    return std::tie(x.ecosystem, x.purl, x.name) < std::tie(y.ecosystem, y.purl, y.name);
  });
  std::vector<HistoryComponent> sorted;
  sorted.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    sorted.push_back(std::move(out_.components[order[i]]));
  }
  out_.components = std::move(sorted);
  for (auto& move : out_.moves) move.component = place[move.component];
  std::ranges::stable_sort(out_.moves, [](const auto& a, const auto& b) {
    return std::tie(a.commit, a.component) < std::tie(b.commit, b.component);
  });
  for (std::uint32_t i = 0; i < out_.moves.size(); ++i)
    out_.components[out_.moves[i].component].moves.push_back(i);
  // A component that never moved was named in what was read and applied nowhere.
  return std::move(out_);
}

std::optional<std::uint32_t> GreatestEver(const ComponentHistory& history,
                                          const HistoryComponent& component) {
  const auto order = notation::OrderOfPurlType(model::PurlTypeOf(component.ecosystem));
  if (!order) return std::nullopt;
  std::optional<std::uint32_t> greatest;
  for (const std::uint32_t move : component.moves)
    for (const std::uint32_t version : history.moves[move].to) {
      const std::string& text = history.versions[version];
      const auto against =
          notation::CompareVersionsIn(*order, text, greatest ? history.versions[*greatest] : text);
      if (!against) return std::nullopt;
      if (!greatest || *against > 0) greatest = version;
    }
  return greatest;
}

std::size_t TellNewest(const std::vector<NamedPackage>& packages, const std::string& said_by,
                       ComponentHistory& history) {
  std::map<std::string, HistoryComponent*, std::less<>> known;  // By purl
  for (auto& one : history.components)
    if (!one.purl.empty()) known.emplace(one.purl, &one);
  std::set<const HistoryComponent*> told;
  for (const auto& package : packages) {
    const auto at = known.find(PartOf(package).purl);
    if (at == known.end()) continue;
    HistoryComponent& one = *at->second;
    told.insert(&one);
    const auto order = notation::OrderOfPurlType(model::PurlTypeOf(one.ecosystem));
    const auto against = order && !one.newest.empty()
                             ? notation::CompareVersionsIn(*order, package.version, one.newest)
                             : std::nullopt;
    if (!one.newest.empty() && (!against || *against <= 0)) continue;
    one.newest = package.version;
    one.newest_by = said_by;
  }
  return told.size();
}

bool IsBehind(const ComponentHistory& history, const HistoryComponent& component) {
  const auto order = notation::OrderOfPurlType(model::PurlTypeOf(component.ecosystem));
  return order && !component.newest.empty() && !component.now.empty() &&
         std::ranges::all_of(component.now, [&](std::uint32_t now) {
           const auto against =
               notation::CompareVersionsIn(*order, component.newest, history.versions[now]);
           return against && *against > 0;
         });
}

}  // namespace avouch::inventory
