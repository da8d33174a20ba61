#include "statement/catalogue_file.h"

#include <algorithm>
#include <array>
#include <set>
#include <type_traits>
#include <utility>

#include "crypto/hash.h"
#include "statement/codec.h"
#include "statement/shape.h"
#include "syntax/canonical.h"
#include "syntax/json.h"
#include "syntax/yaml.h"

// Most of a catalogue is read by the field lists of model/catalogue.h: a key is
// a field's name. What follows by hand is only what a file spells more shortly
// than the model: evidence by grade, served requirements by basis, duties by
// scope, lists as maps, and themes as documents of their own.
namespace avouch::statement {
namespace {

using model::Catalogue;
using model::CatalogueClaim;
using model::CatalogueTheme;
using syntax::Node;

std::string At(syntax::Place place) {
  return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

std::unexpected<Error> Bad(syntax::Place place, std::string what, std::string hint = {}) {
  return Fail(ErrorKind::kConfiguration, std::move(what), At(place), std::move(hint));
}

std::string Quoted(std::string_view text) { return "'" + Printable(text.substr(0, 80)) + "'"; }

std::unexpected<Error> UnknownKey(const Node::Entry& entry,
                                  std::span<const std::string_view> known) {
  std::string_view nearest = Nearest(entry.key, known);
  return Bad(entry.place, "unknown key " + Quoted(entry.key),
             nearest.empty() ? "" : "did you mean " + Quoted(nearest) + "?");
}

template <class T>
Status Read(const Node& node, T& value);

// ---- What a file spells in its own way ----

template <class Enum>
Result<Enum> ReadWord(const Node::Entry& entry) {
  if (auto found = model::FromName<Enum>(entry.key)) return *found;
  constexpr auto names = model::NamesOf(Enum{});
  return UnknownKey(entry, names);
}

Status ReadEvidence(const Node& node, std::vector<model::GradedEvidence>& out) {
  if (!node.is_map()) return Bad(node.place(), "evidence is a map of grades");
  for (const auto& entry : node.entries()) {
    AVOUCH_TRY(const auto grade, ReadWord<model::Grade>(entry));
    out.push_back({grade, {}});
    AVOUCH_CHECK_OK(Read(entry.value, out.back().counts));
  }
  std::ranges::stable_sort(out, {}, &model::GradedEvidence::grade);
  return {};
}

Status ReadDuties(const Node& node, std::vector<model::ScopeDuty>& out) {
  if (!node.is_map()) return Bad(node.place(), "duties are a map of scopes");
  for (const auto& entry : node.entries()) {
    AVOUCH_TRY(const auto scope, ReadWord<model::ProductScope>(entry));
    out.push_back({scope, model::Duty::kNone});
    AVOUCH_CHECK_OK(Read(entry.value, out.back().duty));
  }
  std::ranges::stable_sort(out, {}, &model::ScopeDuty::scope);
  return {};
}

// { framework: [id, ...], ... }, each told to `take`.
template <class Take>
Status ReadIds(const Node& node, const Take& take) {
  if (!node.is_map()) return Bad(node.place(), "a map of frameworks is expected");
  for (const auto& entry : node.entries()) {
    std::vector<std::string> ids;
    AVOUCH_CHECK_OK(Read(entry.value, ids));
    for (auto& id : ids) {
      if (!take(std::string(entry.key), std::move(id))) {
        return Bad(entry.value.place(), "weak, but served on no basis: " + Quoted(entry.key));
      }
    }
  }
  return {};
}

Status ReadServes(const Node& node, std::vector<model::ServedRequirement>& out) {
  static constexpr std::array<std::string_view, 4> kKeys = {"published", "published-for-principle",
                                                            "proposed", "weak"};
  if (!node.is_map()) return Bad(node.place(), "serves is a map of bases");
  for (const auto& entry : node.entries()) {
    const auto basis = model::FromName<model::Basis>(entry.key);
    if (entry.key == "weak") continue;
    if (!basis) return UnknownKey(entry, kKeys);
    AVOUCH_CHECK_OK(ReadIds(entry.value, [&](std::string framework, std::string id) {
      out.push_back({std::move(framework), std::move(id), *basis, false});
      return true;
    }));
  }
  if (node.Find("weak") == nullptr) return {};
  return ReadIds(node["weak"], [&](const std::string& framework, const std::string& id) {
    const auto found = std::ranges::find_if(
        out, [&](const auto& row) { return row.framework == framework && row.id == id; });
    if (found == out.end()) return false;
    found->weak = true;
    return true;
  });
}

Status ReadEntries(const Node& node, std::vector<model::ListEntry>& out) {
  if (!node.is_map()) return Bad(node.place(), "entries are a map of numbers");
  for (const auto& entry : node.entries()) {
    out.push_back({std::string(entry.key), {}});
    AVOUCH_CHECK_OK(Read(entry.value, out.back().claim));
  }
  return {};
}

// ---- By the field lists ----

// Keys that a file has and the model does not.
template <class T>
constexpr std::span<const std::string_view> ExtraKeys() {
  static constexpr std::array<std::string_view, 2> kOfList = {"rows", "lacks"};
  if constexpr (std::is_same_v<T, model::ClaimList>) return kOfList;
  return {};
}

// The key of a field, or "" for one that is computed and not read.
template <class T>
std::string KeyIn(std::string_view field) {
  if constexpr (std::is_same_v<T, Catalogue>) {
    if (field == "id") return "catalogue";
    if (field == "themes") return "theme";
  }
  if constexpr (std::is_same_v<T, CatalogueClaim>) {
    if (field == "applies") return "";
  }
  return KeyOf(field);
}

template <class T>
struct KeyCollector {
  std::vector<std::string> keys;
  template <class F>
  void operator()(std::string_view name, const F&) {
    if (auto key = KeyIn<T>(name); !key.empty()) keys.push_back(std::move(key));
  }
};

template <class T>
Status OnlyKnownKeys(const Node& node, const T& value) {
  if (!node.is_map()) return Bad(node.place(), "keys and values are expected");
  KeyCollector<T> known;
  T::Fields(value, known);
  std::vector<std::string_view> names(known.keys.begin(), known.keys.end());
  for (const auto extra : ExtraKeys<T>()) names.push_back(extra);
  for (const auto& entry : node.entries()) {
    if (std::ranges::find(names, entry.key) == names.end()) return UnknownKey(entry, names);
  }
  return {};
}

template <class T>
struct FieldReader {
  const Node& node;
  Status status = {};
  template <class F>
  void operator()(std::string_view name, F& field) {
    const std::string key = KeyIn<T>(name);
    if (!status || key.empty()) return;
    const Node* found = node.Find(key);
    if (found == nullptr) return;  // ValidateCatalogue says what must not be empty.
    if constexpr (std::is_same_v<F, std::vector<CatalogueTheme>>) {
      status = Read(*found, field.emplace_back());
    } else {
      status = Read(*found, field);
    }
  }
};

template <class T>
Status ReadList(const Node& node, std::vector<T>& out) {
  if (!node.is_list()) return Bad(node.place(), "a list is expected");
  out.reserve(node.size());
  for (const Node& item : node.items()) AVOUCH_CHECK_OK(Read(item, out.emplace_back()));
  return {};
}

// What a list says of itself beside its entries.
Status CheckCounts(const Node& node, const model::ClaimList& list) {
  if (node.Find("rows") != nullptr &&
      node["rows"].integer() != static_cast<std::int64_t>(list.entries.size())) {
    return Bad(
        node["rows"].place(),
        "the list has " + Count("entry", static_cast<long long>(list.entries.size()), "entries"));
  }
  for (const Node& number : node["lacks"].items()) {
    if (std::ranges::find(list.entries, number.text(), &model::ListEntry::claim) !=
        list.entries.end()) {
      return Bad(number.place(), "said to lack " + Quoted(number.text()) + ", which it has");
    }
  }
  return {};
}

// Recursion is as deep as the model, not as the input.
template <class T>
Status Read(const Node& node, T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    if (!node.is_text()) return Bad(node.place(), "text is expected", "write it in quotes");
    value = node.text();
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!node.boolean()) return Bad(node.place(), "true or false is expected");
    value = *node.boolean();
  } else if constexpr (std::is_enum_v<T>) {
    const auto found = model::FromName<T>(node.text());
    constexpr auto names = model::NamesOf(T{});
    if (!found) {
      return Bad(node.place(), "unknown word " + Quoted(node.AsText()),
                 "one of: " + Join({names.begin(), names.end()}, ", "));
    }
    value = *found;
  } else if constexpr (std::is_same_v<T, std::vector<model::GradedEvidence>>) {
    return ReadEvidence(node, value);
  } else if constexpr (std::is_same_v<T, std::vector<model::ServedRequirement>>) {
    return ReadServes(node, value);
  } else if constexpr (std::is_same_v<T, std::vector<model::ScopeDuty>>) {
    return ReadDuties(node, value);
  } else if constexpr (std::is_same_v<T, std::vector<model::ListEntry>>) {
    return ReadEntries(node, value);
  } else if constexpr (IsVector<T>::value) {
    return ReadList(node, value);
  } else {
    AVOUCH_CHECK_OK(OnlyKnownKeys(node, value));
    FieldReader<T> reader{node};
    T::Fields(value, reader);
    AVOUCH_CHECK_OK(reader.status);
    if constexpr (std::is_same_v<T, model::ClaimList>) return CheckCounts(node, value);
  }
  return {};
}

// ---- The whole ----

// Whom each claim is for follows from its theme.
void ApplyDuties(Catalogue& catalogue) {
  for (auto& theme : catalogue.themes)
    for (auto& principle : theme.principles)
      for (auto& claim : principle.claims)
        for (const auto& [scope, duty] : theme.duties)
          if (duty != model::Duty::kNone) claim.applies.push_back(scope);
}

// By framework, so that readers see one line for each.
void OrderServed(Catalogue& catalogue) {
  const auto rank = [&](const model::ServedRequirement& row) {
    return std::ranges::find(catalogue.frameworks, row.framework, &model::Framework::id) -
           catalogue.frameworks.begin();
  };
  for (auto& theme : catalogue.themes)
    for (auto& principle : theme.principles)
      for (auto& claim : principle.claims) std::ranges::stable_sort(claim.serves, {}, rank);
}

// Where "claim 1.2.2" and its like stand in the documents; nowhere: 0, 0.
syntax::Place PlaceOf(std::span<const Node> documents, std::string_view of) {
  const auto number = of.substr(std::min(of.size(), of.find(' ') + 1));
  for (const Node& document : documents) {
    for (const Node& principle : document["theme"]["principles"].items()) {
      if (of.starts_with("principle ") && principle["number"].text() == number)
        return principle.place();
      for (const Node& claim : principle["claims"].items())
        if (of.starts_with("claim ") && claim["number"].text() == number) return claim.place();
    }
  }
  return {};
}

}  // namespace

Result<Catalogue> ReadCatalogue(std::span<const Node> documents) {
  Catalogue catalogue;
  std::set<std::string, std::less<>> seen;
  for (const Node& document : documents) {
    if (document.is_null()) continue;
    for (const auto& entry : document.entries()) {
      if (entry.key != "theme" && !seen.insert(std::string(entry.key)).second) {
        return Bad(entry.place, "key given in two documents: " + Quoted(entry.key));
      }
    }
    AVOUCH_CHECK_OK(Read(document, catalogue));
  }
  ApplyDuties(catalogue);
  OrderServed(catalogue);
  if (const auto problems = ValidateCatalogue(catalogue); !problems.empty()) {
    const auto place = PlaceOf(documents, problems.front().of);
    return Fail(ErrorKind::kConfiguration, problems.front().of + " " + problems.front().what,
                place.line == 0 ? "" : At(place));
  }
  AVOUCH_TRY(const Bytes bytes, CanonicalCatalogue(catalogue));
  catalogue.digest = crypto::Sha256Of(bytes).hex();
  return catalogue;
}

// What CanonicalCatalogue writes, as `avouch catalogue export --format json` prints it.
Result<Catalogue> ReadCanonical(BytesView json) {
  auto wrong = [](const Error& error) {
    return Fail(ErrorKind::kConfiguration, error.what, error.where);
  };
  auto node = syntax::ParseJson(json);
  if (!node) return wrong(node.error());
  Catalogue catalogue;
  if (auto read = Decode(*node, catalogue); !read) return wrong(read.error());
  if (const auto problems = ValidateCatalogue(catalogue); !problems.empty())
    return Fail(ErrorKind::kConfiguration, problems.front().of + " " + problems.front().what);
  AVOUCH_TRY(const Bytes bytes, CanonicalCatalogue(catalogue));
  catalogue.digest = crypto::Sha256Of(bytes).hex();
  return catalogue;
}

Result<Catalogue> ReadCatalogue(BytesView stream) {
  if (stream.empty()) return Fail(ErrorKind::kConfiguration, "a catalogue that holds nothing");
  if (stream.starts_with('{')) return ReadCanonical(stream);
  auto documents = syntax::ParseYamlAll(stream);
  if (!documents) {
    return Fail(ErrorKind::kConfiguration, documents.error().what, documents.error().where);
  }
  return ReadCatalogue(*documents);
}

Result<Bytes> CanonicalCatalogue(const Catalogue& catalogue) {
  return syntax::WriteCanonical(Encode(catalogue));
}

Bytes JoinCatalogue(std::span<const std::string_view> files) {
  Bytes out;
  for (const auto file : files) {
    out += "---\n";
    out += file;
    if (!out.ends_with('\n')) out += '\n';
  }
  return out;
}

}  // namespace avouch::statement
