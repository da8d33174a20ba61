// The rules of ValidateCatalogue, and DiffCatalogues.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "statement/catalogue_file.h"
#include "statement/codec.h"
#include "syntax/canonical.h"

namespace avouch::statement {
namespace {

using model::Catalogue;
using model::CatalogueClaim;
using model::Duty;
using syntax::Node;

std::string Named(std::string_view kind, std::string_view id) {
  return std::string(kind) + " " + Printable(id.substr(0, 80));
}

// ---- Validation ----

class Validator {
 public:
  explicit Validator(const Catalogue& catalogue) : catalogue_(catalogue) {}

  std::vector<CatalogueProblem> Run() && {
    CheckHead();
    for (const auto& theme : catalogue_.themes) CheckTheme(theme);
    CheckIndex();
    CheckLists();
    CheckRest();
    return std::move(problems_);
  }

 private:
  void Say(std::string of, std::string what) {
    problems_.push_back({std::move(of), std::move(what)});
  }
  void Need(const std::string& of, std::string_view what, std::string_view text) {
    if (Trim(text).empty()) Say(of, "has no " + std::string(what));
  }
  void Need(const std::string& of, std::string_view what, const std::vector<std::string>& texts) {
    if (texts.empty()) return Say(of, "has no " + std::string(what));
    for (const auto& text : texts)
      if (Trim(text).empty()) return Say(of, "has an empty line under " + std::string(what));
  }
  void Once(std::set<std::string>& seen, const std::string& of, const std::string& id) {
    if (!seen.insert(id).second) Say(of, "is there twice");
  }
  // That each of `numbers` is a claim, or a principle.
  void Exist(const std::string& of, const std::vector<std::string>& numbers) {
    for (const auto& number : numbers)
      if (!numbers_.contains(number) && !principles_.contains(number))
        Say(of, "names " + Named("claim", number) + ", which does not exist");
  }

  void CheckHead() {
    const std::string of = "catalogue";
    if (!catalogue_.id.starts_with("urn:")) Say(of, "has no urn as its name");
    Need(of, "version", catalogue_.version);
    Need(of, "code title", catalogue_.code.title);
    Need(of, "code id", catalogue_.code.id);
    Need(of, "code publisher", catalogue_.code.publisher);
    Need(of, "code date", catalogue_.code.date);
    Need(of, "code licence", catalogue_.code.licence);
    Need(of, "code attribution", catalogue_.code.attribution);
    if (catalogue_.themes.empty()) Say(of, "has no themes");
    for (const auto& framework : catalogue_.frameworks) {
      Once(frameworks_, Named("framework", framework.id), framework.id);
      Need(Named("framework", framework.id), "name", framework.name);
    }
  }

  void CheckTheme(const model::CatalogueTheme& theme) {
    const std::string of = Named("theme", theme.number);
    Once(themes_, of, theme.number);
    Need(of, "number", theme.number);
    Need(of, "name", theme.name);
    Need(of, "text", theme.text);
    if (theme.principles.empty()) Say(of, "has no principles");
    if (theme.duties.size() != model::NamesOf(model::ProductScope{}).size())
      Say(of, "does not state a duty for every scope");
    const bool chosen = std::ranges::find(theme.duties, Duty::kWhereResponsible,
                                          &model::ScopeDuty::duty) != theme.duties.end();
    for (const auto& principle : theme.principles) {
      const std::string what = Named("principle", principle.number);
      Once(principles_, what, principle.number);
      Need(what, "name", principle.name);
      Need(what, "text", principle.text);
      if (!principle.number.starts_with(theme.number + "."))
        Say(what, "is not numbered within its theme");
      if (principle.claims.empty()) Say(what, "has no claims");
      for (const auto& claim : principle.claims) {
        const std::string named = Named("claim", claim.number);
        Once(numbers_, named, claim.number);
        order_.push_back(claim.number);
        if (!claim.number.starts_with(principle.number + "."))
          Say(named, "is not numbered within its principle");
        CheckClaim(claim, named, chosen);
      }
    }
  }

  void CheckClaim(const CatalogueClaim& claim, const std::string& of, bool chosen) {
    Need(of, "claim", claim.claim);
    Need(of, "objective", claim.objective);
    Need(of, "description", claim.description);
    Need(of, "options", claim.options);
    Need(of, "questions", claim.questions);
    Need(of, "undone-by", claim.undone_by);
    Need(of, "sentence for customers when met", claim.customer.met);
    Need(of, "sentence for customers when not met", claim.customer.not_met);
    Need(of, "sentence for customers when open", claim.customer.open);
    if (claim.applies.empty()) Say(of, "applies to nobody");
    if (claim.responsibility.empty() == chosen)
      Say(of, chosen ? "does not say when it is somebody's responsibility"
                     : "states a responsibility that its theme leaves to nobody");
    if (claim.signposts.empty()) Say(of, "has no signposts");
    for (const auto& signpost : claim.signposts) {
      Need(of, "name of a signpost", signpost.name);
      Need(of, "place of a signpost", signpost.where);
    }
    if (claim.evidence.empty()) Say(of, "has no evidence");
    for (const auto& evidence : claim.evidence) {
      Need(of, "text for a grade of evidence", evidence.counts);
      if (evidence.grade == model::Grade::kClaimed)
        Say(of, "lets something count that was only claimed");
    }
    std::set<std::pair<std::string, std::string>> served;
    for (const auto& row : claim.serves) {
      if (!frameworks_.contains(row.framework))
        Say(of, "serves " + Named("framework", row.framework) + ", which does not exist");
      if (!served.emplace(row.framework, row.id).second)
        Say(of, "serves " + Named(row.framework, row.id) + " twice");
    }
  }

  void CheckIndex() {
    if (catalogue_.index.empty()) return Say("catalogue", "has no index");
    std::set<std::string> index;
    for (const auto& number : catalogue_.index) {
      const auto of = Named("claim", number);
      if (!index.insert(number).second) Say(of, "is twice in the index");
      if (!numbers_.contains(number)) Say(of, "is in the index and missing");
    }
    for (const auto& number : order_)
      if (!index.contains(number)) Say(Named("claim", number), "is not in the index");
    if (problems_.empty() && order_ != catalogue_.index)
      Say("catalogue", "holds its claims in another order than its index");
  }

  void CheckLists() {
    std::set<std::string> ids;
    int normative = 0;
    for (const auto& list : catalogue_.lists) {
      const std::string of = Named("list", list.id);
      Once(ids, of, list.id);
      Need(of, "id", list.id);
      Need(of, "document", list.document);
      Need(of, "version", list.version);
      std::set<std::string> claims, numbers;
      for (const auto& entry : list.entries) {
        if (!numbers.insert(entry.number).second) Say(of, "has number " + entry.number + " twice");
        if (!claims.insert(entry.claim).second) Say(of, "has claim " + entry.claim + " twice");
        if (!numbers_.contains(entry.claim))
          Say(of, "names " + Named("claim", entry.claim) + ", which does not exist");
      }
      if (!list.normative) continue;
      ++normative;
      if (claims != numbers_) Say(of, "is normative and does not name every claim");
    }
    if (normative != 1) Say("catalogue", "needs exactly one normative list");
  }

  void CheckRest() {
    std::set<std::string> terms, provisions, orders, beside;
    for (const auto& item : catalogue_.beside) {
      const std::string of = Named("beside", item.id);
      Once(beside, of, item.id);
      Need(of, "title", item.title);
      Need(of, "text", item.text);
      Exist(of, item.bears_on);
    }
    for (const auto& fault : catalogue_.faults) {
      Need("fault", "place", fault.where);
      Need("fault", "text", fault.what);
      Need("fault", "treatment", fault.treated);
    }
    for (const auto& term : catalogue_.glossary) {
      const std::string of = Named("term", term.term);
      Once(terms, of, Lower(term.term));
      Need(of, "name", term.term);
      Need(of, "meaning", term.meaning);
    }
    for (const auto& item : catalogue_.earlier) {
      const std::string of = Named("provision", item.number);
      Once(provisions, of, item.number);
      Need(of, "text", item.text);
      Need(of, "account of what became of it", item.became);
      if (item.strength != "shall" && item.strength != "should")
        Say(of, "is neither a shall nor a should");
      Exist(of, item.now);
    }
    for (const auto& order : catalogue_.reading) {
      const std::string of = Named("reading", order.id);
      Once(orders, of, order.id);
      Need(of, "reader", order.reader);
      if (order.steps.empty()) Say(of, "has no steps");
      for (const auto& step : order.steps) {
        Need(of, "title of a step", step.title);
        Need(of, "claims in a step", step.claims);
        Exist(of, step.claims);
      }
    }
  }

  const Catalogue& catalogue_;
  std::vector<CatalogueProblem> problems_;
  std::set<std::string> frameworks_, themes_, principles_, numbers_;
  std::vector<std::string> order_;
};

// ---- Differences ----

struct Item {
  std::string of;
  std::vector<std::pair<std::string, std::string>> fields;
};

std::string Told(const Node& node) {
  if (node.is_text()) return std::string(node.text());
  return syntax::WriteCanonical(node).value_or("");
}

// Fields that are items of their own.
constexpr std::string_view kNested[] = {"themes",  "principles", "claims", "lists",     "glossary",
                                        "earlier", "reading",    "beside", "frameworks"};

template <class T>
void AddItem(std::vector<Item>& items, std::string of, const T& value) {
  Item item{std::move(of), {}};
  const Node node = Encode(value);
  for (const auto& entry : node.entries())
    if (std::ranges::find(kNested, entry.key) == std::end(kNested))
      item.fields.emplace_back(entry.key, Told(entry.value));
  items.push_back(std::move(item));
}

std::vector<Item> ItemsOf(const Catalogue& catalogue) {
  std::vector<Item> items;
  // Nested lists are told item by item, so only what is left is compared here.
  Catalogue head;
  head.id = catalogue.id;
  head.version = catalogue.version;
  head.code = catalogue.code;
  head.documents = catalogue.documents;
  head.responsible = catalogue.responsible;
  head.index = catalogue.index;
  head.faults = catalogue.faults;
  AddItem(items, "catalogue", head);
  for (const auto& framework : catalogue.frameworks)
    AddItem(items, Named("framework", framework.id), framework);
  for (const auto& theme : catalogue.themes) {
    Item item{Named("theme", theme.number),
              {{"name", theme.name}, {"text", theme.text}, {"duties", Told(Encode(theme.duties))}}};
    items.push_back(std::move(item));
    for (const auto& principle : theme.principles) {
      items.push_back({Named("principle", principle.number),
                       {{"name", principle.name}, {"text", principle.text}}});
      for (const auto& claim : principle.claims)
        AddItem(items, Named("claim", claim.number), claim);
    }
  }
  for (const auto& list : catalogue.lists) AddItem(items, Named("list", list.id), list);
  for (const auto& item : catalogue.beside) AddItem(items, Named("beside", item.id), item);
  for (const auto& term : catalogue.glossary) AddItem(items, Named("term", term.term), term);
  for (const auto& item : catalogue.earlier) AddItem(items, Named("provision", item.number), item);
  for (const auto& order : catalogue.reading) AddItem(items, Named("reading", order.id), order);
  return items;
}

std::map<std::string_view, const Item*> ByName(const std::vector<Item>& items) {
  std::map<std::string_view, const Item*> out;
  for (const auto& item : items) out.emplace(item.of, &item);
  return out;
}

}  // namespace

std::vector<CatalogueProblem> ValidateCatalogue(const Catalogue& catalogue) {
  return Validator(catalogue).Run();
}

std::vector<CatalogueChange> DiffCatalogues(const Catalogue& a, const Catalogue& b) {
  using enum CatalogueChange::Kind;
  const auto before = ItemsOf(a), after = ItemsOf(b);
  const auto in_before = ByName(before), in_after = ByName(after);
  std::vector<CatalogueChange> changes;
  for (const auto& item : before) {
    const auto found = in_after.find(item.of);
    if (found == in_after.end()) {
      changes.push_back({kRemoved, item.of, {}, {}, {}});
      continue;
    }
    // The same type has the same fields in the same order.
    for (std::size_t i = 0; i < item.fields.size(); ++i) {
      const auto& [field, was] = item.fields[i];
      const auto& is = found->second->fields[i].second;
      if (was != is) changes.push_back({kChanged, item.of, field, was, is});
    }
  }
  for (const auto& item : after)
    if (!in_before.contains(item.of)) changes.push_back({kAdded, item.of, {}, {}, {}});
  return changes;
}

}  // namespace avouch::statement
