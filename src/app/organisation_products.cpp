// The third part of an organisation's folder: which products there are.

#include <algorithm>

#include "app/organisation.h"
#include "app/units.h"
#include "base/text.h"
#include "notation/glob.h"
#include "os/file.h"
#include "statement/organisation_file.h"

namespace avouch::app {
namespace {

constexpr std::size_t kMaxLists = 100'000;

// "rota" of "rota", "acme/rota", "https://forge.example/acme/rota.git".
std::string_view LastPart(std::string_view repository) {
  if (repository.ends_with(".git")) repository.remove_suffix(4);
  while (repository.ends_with('/')) repository.remove_suffix(1);
  return repository.substr(repository.find_last_of("/:") + 1);
}

}  // namespace

std::vector<statement::ListedProduct> OrganisationFolder::Products(
    const model::ProductsRule& rule, std::vector<model::LeftOut>& left) const {
  std::vector<statement::ListedProduct> out;
  const auto add = [&](const Path& path, const Result<Bytes>& bytes) {
    if (!bytes) return left.push_back({path, ToString(bytes.error())});
    auto rows = statement::ReadProductList(*bytes, path.bytes);
    if (!rows) return left.push_back({path, ToString(rows.error())});
    std::ranges::move(*rows, std::back_inserter(out));
  };
  const notation::Glob glob(rule.from, notation::Dialect::kShell);
  std::size_t lists = 0;
  if (!rule.from.empty())
    for (const auto& entry : tree_->entries())
      if (glob.Matches(entry.path.bytes) && ++lists <= kMaxLists)
        add(entry.path, tree_->Read(entry, statement::kMaxProductListBytes));
  // What else there is: a committed file, or an export that stays out of git.
  const std::string other = ResolvePath("", rule.otherwise);
  if (other.empty() || other != rule.otherwise) return out;
  if (tree_->Find(other) != nullptr)
    add(Path(other), Content(other));
  else if (!folder_.empty() && Path(other).IsUnder("inbox"))
    add(Path(other), os::ReadWholeFile(folder_ + "/" + other, statement::kMaxProductListBytes));
  else
    left.push_back({Path(other), "named under products: and not in the organisation's commit"});
  return out;
}

bool OrganisationFolder::Names(const std::string& product, std::string_view folder) const {
  const auto bytes = Content(std::string(statement::kOrganisationFileName));
  if (!bytes) return false;
  const auto organisation = statement::ReadOrganisationFile(*bytes);
  if (!organisation) return false;
  const auto is_it = [&](std::string_view name) {
    return !name.empty() && (EqualsIgnoreCase(name, product) || EqualsIgnoreCase(name, folder));
  };
  if (std::ranges::any_of(organisation->repositories,
                          [&](const auto& one) { return is_it(LastPart(one)); }))
    return true;
  std::vector<model::LeftOut> left;
  return FindListed(Products(organisation->products, left), product) != nullptr;
}

}  // namespace avouch::app
