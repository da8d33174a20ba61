#include "statement/argument_file.h"

#include "base/time.h"
#include "crypto/hash.h"
#include "statement/codec.h"
#include "syntax/canonical.h"
#include "syntax/yaml.h"

namespace avouch::statement {
namespace {

using syntax::Node;

std::unexpected<Error> Bad(const Node& node, std::string what) {
  return Fail(ErrorKind::kConfiguration, std::move(what),
              "line " + std::to_string(node.line()) + ", column " + std::to_string(node.column()));
}

Status OnlyKeys(const Node& node, std::initializer_list<std::string_view> known) {
  if (!node.is_map()) return Bad(node, "not a map");
  for (const auto& entry : node.entries()) {
    bool found = false;
    for (auto key : known) found |= entry.key == key;
    if (!found) return Bad(entry.value, "unknown key '" + std::string(entry.key) + "'");
  }
  return {};
}

constexpr std::pair<std::string_view, model::ArgumentKind> kGroups[] = {
    {"all", model::ArgumentKind::kAllOf},
    {"any", model::ArgumentKind::kAnyOf},
    {"each", model::ArgumentKind::kEachOf},
};

Result<model::ArgumentTerm> ReadTerm(const Node& node, int depth) {
  model::ArgumentTerm term;
  if (depth > 8) return Bad(node, "nested too deep");
  if (node.is_text()) {
    term.check = node.text();
    return term;
  }
  for (const auto& [word, kind] : kGroups) {
    const Node& list = node[word];
    if (!list.present()) continue;
    if (!term.parts.empty()) return Bad(node, "more than one of all, any, each");
    if (!list.is_list() || list.empty())
      return Bad(list, "'" + std::string(word) + "' holds nothing");
    term.kind = kind;
    for (const auto& item : list.items()) {
      AVOUCH_TRY(model::ArgumentTerm part, ReadTerm(item, depth + 1));
      term.parts.push_back(std::move(part));
    }
  }
  if (term.parts.empty()) return Bad(node, "needs all, any or each");
  return term;
}

Result<model::Argument> ReadArgument(const std::string& claim, const Node& node) {
  AVOUCH_CHECK_OK(OnlyKeys(node, {"id", "because", "delivery", "all", "any", "each", "beside"}));
  model::Argument argument;
  argument.claim = claim;
  argument.id = node["id"].text();
  argument.because = node["because"].text();
  if (argument.id.empty() || argument.because.empty()) return Bad(node, "needs id and because");
  for (const auto& item : node["delivery"].items()) {
    auto delivery = model::FromName<model::Delivery>(item.text());
    if (!delivery) return Bad(item, "unknown delivery '" + std::string(item.text()) + "'");
    argument.delivery.push_back(*delivery);
  }
  for (const auto& item : node["beside"].items()) argument.beside.emplace_back(item.text());
  AVOUCH_TRY(argument.term, ReadTerm(node, 0));
  return argument;
}

// The digest of a value: of its canonical bytes, so that spelling and comments
// of the file do not count.
template <class T>
Result<std::string> DigestOf(const T& value) {
  AVOUCH_TRY(Bytes bytes, syntax::WriteCanonical(Encode(value)));
  return crypto::Sha256Of(bytes).hex();
}

Status GoodDate(const Node& node) {
  if (node.text().empty()) return {};
  if (!ParseDate(node.text())) return Bad(node, "not a date: '" + std::string(node.text()) + "'");
  return {};
}

}  // namespace

Result<model::Arguments> ReadArguments(BytesView yaml) {
  auto root = syntax::ParseYaml(yaml);
  if (!root) return Fail(ErrorKind::kConfiguration, root.error().what, root.error().where);
  AVOUCH_CHECK_OK(OnlyKeys(*root, {"arguments", "version", "claims"}));
  model::Arguments out;
  out.id = (*root)["arguments"].text();
  out.version = (*root)["version"].text();
  for (const auto& entry : (*root)["claims"].entries()) {
    if (!entry.value.is_list()) return Bad(entry.value, "a list of arguments is expected");
    for (const auto& item : entry.value.items()) {
      AVOUCH_TRY(model::Argument argument, ReadArgument(std::string(entry.key), item));
      out.arguments.push_back(std::move(argument));
    }
  }
  AVOUCH_TRY(out.digest, DigestOf(out));
  return out;
}

Result<model::LifecycleTable> ReadLifecycleTable(BytesView yaml) {
  auto root = syntax::ParseYaml(yaml);
  if (!root) return Fail(ErrorKind::kConfiguration, root.error().what, root.error().where);
  AVOUCH_CHECK_OK(OnlyKeys(*root, {"table", "date", "sources", "products"}));
  model::LifecycleTable out;
  AVOUCH_CHECK_OK(GoodDate((*root)["date"]));
  out.date = (*root)["date"].text();
  for (const auto& item : (*root)["sources"].items()) out.sources.emplace_back(item.text());
  for (const auto& product : (*root)["products"].entries())
    for (const auto& item : product.value.items()) {
      AVOUCH_CHECK_OK(OnlyKeys(item, {"cycle", "aliases", "ends", "last"}));
      model::LifecycleRow row;
      row.product = product.key;
      row.cycle = item["cycle"].text();
      for (const auto& alias : item["aliases"].items()) row.aliases.emplace_back(alias.text());
      AVOUCH_CHECK_OK(GoodDate(item["ends"]));
      AVOUCH_CHECK_OK(GoodDate(item["last"]));
      row.ends = item["ends"].text();
      row.last = item["last"].text();
      if (row.cycle.empty()) return Bad(item, "needs a cycle in quotes");
      out.rows.push_back(std::move(row));
    }
  AVOUCH_TRY(out.digest, DigestOf(out));
  return out;
}

}  // namespace avouch::statement
