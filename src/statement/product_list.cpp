#include "statement/product_list.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "statement/shape.h"
#include "statement/strict_yaml.h"
#include "syntax/json.h"

namespace avouch::statement {
namespace {

using syntax::Node;

constexpr Shape kText{};
constexpr Shape kTexts{.form = Form::kList, .item = &kText};
constexpr Shape kTextTable{.form = Form::kTable, .item = &kText};
constexpr Shape kOne{.form = Form::kInteger, .low = 1, .high = 1};

constexpr Key kProductKeys[] = {
    {"avouch", &kOne, "The version of this file's form"},
    {"name", &kText, "What the product's avouch.yaml calls it", true},
    {"labels", &kTextTable, "Labels that units: of avouch.org.yaml goes by"},
    {"repositories", &kTexts, "Where its sources are"},
};
constexpr Shape kProduct{.form = Form::kMap, .keys = kProductKeys};
constexpr Shape kProductItems{.form = Form::kList, .item = &kProduct};
constexpr Key kListKeys[] = {
    {"avouch", &kOne, "The version of this file's form"},
    {"products", &kProductItems, "One or more products", true},
};
constexpr Shape kList{.form = Form::kMap, .keys = kListKeys};

constexpr std::string_view kSpecLabels[] = {"lifecycle", "owner", "system", "type"};
constexpr std::string_view kRepositoryNotes[] = {
    "backstage.io/source-location", "github.com/project-slug", "gitlab.com/project-slug"};

class Reader {
 public:
  explicit Reader(std::string_view file) : file_(file) {}

  Status AddOurs(const Node& node) {
    ListedProduct product;
    product.name = node["name"].AsText();
    for (const auto& label : node["labels"].entries())
      product.labels.emplace_back(label.key, label.value.AsText());
    for (const Node& item : node["repositories"].items())
      product.repositories.push_back(item.AsText());
    return Add(std::move(product), node);
  }

  Status AddEntity(const Node& node) {
    if (!node["kind"].is_text() || !node["metadata"].present())
      return Fail(ErrorKind::kConfiguration, "no entity of Backstage: it has a kind and metadata",
                  std::string(file_));
    if (node["kind"].text() != "Component") return {};
    const Node& metadata = node["metadata"];
    ListedProduct product;
    product.name = metadata["name"].AsText();
    for (const auto& label : metadata["labels"].entries())
      if (label.value.is_text()) product.labels.emplace_back(label.key, label.value.AsText());
    for (const std::string_view key : kSpecLabels)
      if (node["spec"][key].is_text() && !metadata["labels"][key].present())
        product.labels.emplace_back(key, node["spec"][key].AsText());
    for (const std::string_view key : kRepositoryNotes)
      if (metadata["annotations"][key].is_text())
        product.repositories.push_back(metadata["annotations"][key].AsText());
    return Add(std::move(product), node);
  }

  std::vector<ListedProduct> out;

 private:
  Status Add(ListedProduct product, const Node& node) {
    const std::string where = WhereIn(file_, node.place());
    if (Trim(product.name).empty())
      return Fail(ErrorKind::kConfiguration, "a product without a name", where);
    const std::string shown = "'" + Printable(product.name.substr(0, 80)) + "'";
    if (!names_.insert(product.name).second)
      return Fail(ErrorKind::kConfiguration, "product given twice: " + shown, where);
    std::ranges::sort(product.labels);
    const auto twice =
        std::ranges::adjacent_find(product.labels, {}, &std::pair<std::string, std::string>::first);
    if (twice != product.labels.end())
      return Fail(ErrorKind::kConfiguration, "label given twice for " + shown, where);
    product.place = {Path(file_), static_cast<int>(node.place().line)};
    out.push_back(std::move(product));
    return {};
  }

  std::string_view file_;
  std::set<std::string> names_;
};

Result<std::vector<ListedProduct>> ReadBackstage(BytesView bytes, std::string_view name) {
  if (bytes.size() > kMaxProductListBytes)
    return Fail(ErrorKind::kConfiguration, "larger than a list of products may be",
                std::string(name));
  auto root = syntax::ParseJson(bytes);
  if (!root)
    return Fail(ErrorKind::kConfiguration, root.error().what,
                std::string(name) + ", " + root.error().where);
  const Node& items = (*root)["items"].present() ? (*root)["items"] : *root;
  if (!items.is_list())
    return Fail(ErrorKind::kConfiguration, "no list of entities, as Backstage answers",
                std::string(name));
  Reader reader(name);
  for (const Node& entity : items.items()) AVOUCH_CHECK_OK(reader.AddEntity(entity));
  return std::move(reader.out);
}

}  // namespace

Result<std::vector<ListedProduct>> ReadProductList(BytesView bytes, std::string_view name) {
  if (name.ends_with(".json")) return ReadBackstage(bytes, name);
  AVOUCH_TRY(const Node root, ParseStrict(bytes, name, kMaxProductListBytes, "name: or products:"));
  const bool many = root["products"].present();
  AVOUCH_CHECK_OK(CheckShape(root, many ? kList : kProduct, name));
  Reader reader(name);
  if (!many) AVOUCH_CHECK_OK(reader.AddOurs(root));
  for (const Node& item : root["products"].items()) AVOUCH_CHECK_OK(reader.AddOurs(item));
  return std::move(reader.out);
}

}  // namespace avouch::statement
