#include "statement/product_file.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "statement/product_shape.h"
#include "statement/product_sources.h"
#include "syntax/yaml.h"

namespace avouch::statement {
namespace {

using syntax::Node;

constexpr long long kHoursPerDay = 24;

// ---- From the tree to the values. The shape holds, so nothing here can fail
// but what the shape cannot say. ----

class Reader {
 public:
  Reader(const Node& root, std::string_view file) : root_(root), file_(file) {}

  Result<ProductFile> Read() {
    ReadWho();
    ReadReleases();
    AVOUCH_TRY(out_.product.sources, ReadSources(root_["sources"], file_));
    AVOUCH_CHECK_OK(ReadDocuments());
    ReadLists();
    AVOUCH_CHECK_OK(ReadPolicy());
    return std::move(out_);
  }

 private:
  [[nodiscard]] model::Place PlaceOf(const Node& node) const {
    return {Path(file_), static_cast<int>(node.line())};
  }
  std::unexpected<Error> Bad(const Node& node, std::string what) const {
    return Fail(ErrorKind::kConfiguration, std::move(what), WhereIn(file_, node.place()));
  }

  void ReadWho() {
    model::Product& product = out_.product;
    product.configured = true;
    product.name = root_["product"]["name"].AsText();
    product.is = root_["product"]["is"].AsText();
    product.audience = root_["product"]["audience"].AsText();
    product.organisation_name = root_["organisation-name"].AsText();
    product.organisation = root_["organisation"].AsText();
    product.built_in = root_["built-in"].AsText();
    product.scope = model::FromName<model::ProductScope>(root_["scope"].text());
    for (const Node& item : root_["delivery"].items()) {
      const auto delivery = model::FromName<model::Delivery>(item.text());
      if (delivery && std::ranges::find(product.delivery, *delivery) == product.delivery.end()) {
        product.delivery.push_back(*delivery);
      }
    }
    product.delivery_assumed = product.delivery.empty();
    const Node& gate = root_["gate"];
    product.gate = model::FromName<model::Gate>(gate.text()).value_or(model::Gate::kNone);
    if (gate.present()) product.gate_place = PlaceOf(gate);
  }

  void ReadReleases() {
    const Node& releases = root_["releases"];
    model::ReleaseRule& rule = out_.product.releases;
    rule.are = model::FromName<model::ReleasesAre>(releases["are"].text())
                   .value_or(model::ReleasesAre::kAssumed);
    rule.match = releases["match"].AsText();
    rule.supported = releases["supported"].AsText();
  }

  // The same purpose may be named once only, in `documents` or by its own key.
  Status ReadDocuments() {
    for (const auto& entry : root_["documents"].entries()) {
      AVOUCH_CHECK_OK(AddDocument(entry.key, entry.value));
    }
    for (const DocumentKey& key : TopDocuments()) {
      AVOUCH_CHECK_OK(AddDocument(key.purpose, root_[key.key]));
    }
    return AddDocument("requirements", root_["requirements"]["in"]);
  }

  Status AddDocument(std::string_view purpose, const Node& at) {
    if (!at.present()) return {};
    auto& documents = out_.product.documents;
    if (std::ranges::find(documents, purpose, &model::NamedDocument::purpose) != documents.end()) {
      return Bad(at, "document given twice: '" + std::string(purpose) + "'");
    }
    documents.push_back({std::string(purpose), at.AsText(), PlaceOf(at)});
    return {};
  }

  void ReadLists() {
    for (const Node& item : root_["exclusions"].items()) {
      out_.product.exclusions.push_back(
          {Path(item["path"].AsText()), item["because"].AsText(), item["by"].AsText()});
    }
    for (const Node& item : root_["components-with-own-life"].items()) {
      out_.product.own_life.push_back(
          {item["name"].AsText(), item["version"].AsText(), item["ends"].AsText(), PlaceOf(item)});
    }
    out_.product.requirement_ids = root_["requirements"]["ids"].AsText();
    for (const auto& entry : root_["privileged-users"].entries()) {
      out_.product.privileged.push_back(
          {std::string(entry.key), entry.value.AsText(), PlaceOf(entry.value)});
    }
    for (const auto& entry : root_["entry-points"].entries()) {
      out_.product.entry_points.push_back(
          {std::string(entry.key), entry.value.AsText(), PlaceOf(entry.value)});
    }
    for (const Node& item : root_["sensitive-data"].items()) {
      out_.product.sensitive.push_back({item["what"].AsText(), item["stored"].AsText(),
                                        item["at-rest"].AsText(), item["in-transit"].AsText(),
                                        item["test"].AsText(), PlaceOf(item)});
    }
    for (const Node& item : root_["gaps"].items()) {
      out_.product.gaps.push_back({item["claim"].AsText(), item["why"].AsText(),
                                   item["owner"].AsText(), item["by"].AsText(),
                                   item["visibility"].AsText(), PlaceOf(item)});
    }
  }

  // ---- Policy: ours, and what the file changes in sight ----

  struct Number {
    std::string_view key;
    long long model::Policy::* field;
    std::string_view within;  // The same under fix-within; empty = none
    // Whether less, more, or any other number asks less of the product.
    enum { kLess, kMore, kAny } weaker;
  };

  static constexpr Number kNumbers[] = {
      // A shorter window looks at less; a longer one counts older evidence.
      {"window-days", &model::Policy::window_days, "", Number::kAny},
      {"review-of-documents-days", &model::Policy::review_of_documents_days, "", Number::kMore},
      {"commits-for-automation", &model::Policy::commits_for_automation, "", Number::kLess},
      {"fix-critical-days", &model::Policy::fix_critical_days, "critical", Number::kMore},
      {"fix-high-days", &model::Policy::fix_high_days, "high", Number::kMore},
      {"fix-medium-days", &model::Policy::fix_medium_days, "medium", Number::kMore},
  };

  Status ReadPolicy() {
    const Node& policy = root_["policy"];
    std::vector<std::string> weaker, other;
    for (const Number& number : kNumbers) {
      const Node& plain = policy[number.key];
      const Node& within = policy["fix-within"][number.within];
      if (plain.present() && within.present()) {
        return Bad(within, "given twice: '" + std::string(number.key) + "' says the same");
      }
      long long& value = out_.policy.*number.field;
      const long long ours = value;
      if (plain.present()) value = plain.integer().value_or(ours);
      if (within.present()) AVOUCH_CHECK_OK(ReadDays(within, value));
      if (value == ours) continue;
      const bool less = number.weaker == Number::kAny ||
                        (number.weaker == Number::kMore ? value > ours : value < ours);
      (less ? weaker : other).push_back(Changed(number.key, value, ours, less));
    }
    out_.policy.changed = std::move(weaker);
    std::ranges::move(other, std::back_inserter(out_.policy.changed));
    return {};
  }

  // Whole days; a part of a day counts as one.
  Status ReadDays(const Node& node, long long& days) const {
    const long long hours = HoursOf(node.AsText()).value_or(0);
    constexpr long long kMostDays = 3650;
    if (hours > kMostDays * kHoursPerDay) return Bad(node, "more than ten years");
    days = (hours + kHoursPerDay - 1) / kHoursPerDay;
    return {};
  }

  static std::string Changed(std::string_view key, long long value, long long ours, bool weaker) {
    return std::string(key) + ": " + std::to_string(value) + ", ours is " + std::to_string(ours) +
           (weaker ? " (weaker)" : "");
  }

  const Node& root_;
  std::string_view file_;
  ProductFile out_;
};

// "line 3, column 14", as the parsers say it, into ":3:14".
std::string WhereOf(const Error& error, std::string_view file) {
  syntax::Place place;
  if (std::sscanf(error.where.c_str(), "line %u, column %u", &place.line, &place.column) != 2) {
    return std::string(file);
  }
  return WhereIn(file, place);
}

}  // namespace

Result<ProductFile> ReadProductFile(BytesView yaml, std::string_view name) {
  Result<Node> root = syntax::ParseYaml(yaml);
  if (!root) {
    const Error& error = root.error();
    return Fail(ErrorKind::kConfiguration, error.what, WhereOf(error, name), error.hint);
  }
  if (root->is_null()) {
    return Fail(ErrorKind::kConfiguration, "empty; it starts with 'avouch: 1'", std::string(name));
  }
  AVOUCH_CHECK_OK(CheckShape(*root, ProductShape(), name));
  return Reader(*root, name).Read();
}

syntax::Node ProductSchema() {
  return SchemaOf(ProductShape(), "urn:x-avouch:schema:avouch:v1",
                  "avouch.yaml: what a vendor says of its product");
}

}  // namespace avouch::statement
