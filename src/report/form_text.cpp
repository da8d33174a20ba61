#include "report/form_text.h"

#include <algorithm>

#include "base/text.h"
#include "report/layout.h"
#include "report/summary.h"
#include "syntax/canonical.h"
#include "syntax/node.h"

namespace avouch::report {
namespace {

using syntax::Node;

std::string ListName(const FormReading& reading, const model::Catalogue& catalogue) {
  for (const auto& list : catalogue.lists)
    if (list.id == reading.form.list)
      return (list.normative ? "the list of " : "the official form's list of ") +
             std::to_string(list.entries.size()) + " claims (version " + list.version + ")";
  return "no known list";
}

bool IsMissingByItsList(const FormReading& reading, const model::Catalogue& catalogue,
                        const std::string& claim) {
  for (const auto& list : catalogue.lists)
    if (list.id == reading.form.list)
      return std::ranges::find(list.entries, claim, &model::ListEntry::claim) == list.entries.end();
  return false;
}

void WriteWho(Page& page, const FormReading& reading, const model::Catalogue& catalogue) {
  const auto& form = reading.form;
  page.Text(reading.file + ": " + ListName(reading, catalogue));
  std::vector<std::string> who;
  const auto line = [](const std::string& text) { return ReplaceAll(text, "\n", " / "); };
  for (const auto& part : {form.organisation, form.product, form.version})
    if (!part.empty()) who.push_back(line(part));
  who.push_back(form.by.empty() ? "unsigned: it names nobody who assessed it"
                                : "assessed by " + line(form.by) +
                                      (form.role.empty() ? "" : ", " + line(form.role)));
  if (!form.on.empty()) who.push_back(line(form.on));
  page.Text(Join(who, " · "));
  for (const auto& note : form.notes) page.Text("note: " + note);
  page.Blank();
}

void WriteMissing(Page& page, const FormReading& reading, const model::Catalogue& catalogue) {
  if (reading.missing.empty()) return;
  page.Blank();
  page.Heading("NO ROW", "(nobody was asked, so nobody answered)");
  bool by_list = false;
  for (const auto& number : reading.missing) {
    const auto* claim = model::FindClaim(catalogue, number);
    page.Row(2, {{5, number}, {0, claim == nullptr ? "" : claim->claim}});
    by_list = by_list || IsMissingByItsList(reading, catalogue, number);
  }
  if (by_list)
    page.Text(
        "The official form lacks rows for 2.1.6 and 4.3.1 of the claim list, and prints "
        "4.3.2 as 4.3.1. Answer them on a page of your own.",
        2, 2);
}

// What is the same of several rows stands once, with the first place.
struct Group {
  std::string text, where;
  std::vector<std::string> claims;  // Each once
  long long rows = 0;
};

std::vector<Group> Grouped(const std::vector<model::FormFinding>& findings) {
  std::vector<Group> out;
  for (const auto& finding : findings) {
    const auto at = std::ranges::find(out, finding.text, &Group::text);
    Group& group = at == out.end() ? out.emplace_back(Group{finding.text, finding.where, {}}) : *at;
    if (!finding.claim.empty()) group.claims.push_back(finding.claim);
  }
  for (auto& group : out) {
    group.rows = static_cast<long long>(group.claims.size());
    std::ranges::sort(group.claims);
    const auto again = std::ranges::unique(group.claims);
    group.claims.erase(again.begin(), again.end());
  }
  return out;
}

void WriteFindings(Page& page, const FormReading& reading) {
  if (reading.findings.empty()) return;
  page.Blank();
  page.Heading("WORTH ASKING", "(our rules, not the Code's)");
  for (const auto& group : Grouped(reading.findings)) {
    const bool several = group.rows > 1;
    page.Row(2, {{5, several || group.claims.empty() ? "" : group.claims[0]},
                 {16, several               ? Count("row", group.rows)
                      : group.where.empty() ? "the form"
                                            : group.where},
                 {0, group.text}});
    if (several) page.Text(Compress(group.claims), 27, 27);
  }
}

}  // namespace

std::string FormText(const FormReading& reading, const model::Catalogue& catalogue, int width,
                     bool colour) {
  constexpr int kLeastWidth = 60;
  Page page(std::max(width, kLeastWidth), colour);
  WriteWho(page, reading, catalogue);
  const auto known =
      std::ranges::count_if(reading.form.rows, [](const auto& row) { return !row.claim.empty(); });
  page.Text(Count("row", static_cast<long long>(reading.form.rows.size())) + ", " +
            std::to_string(known) + " of them for claims of the Code; " +
            Count("claim", static_cast<long long>(reading.missing.size())) + " without a row; " +
            std::to_string(reading.findings.size()) + " worth asking about.");
  page.Text("What a form says is only said: nothing in it makes a claim met.");
  WriteMissing(page, reading, catalogue);
  WriteFindings(page, reading);
  return std::move(page).Take();
}

Result<Bytes> FormJson(const FormReading& reading) {
  auto text = [](std::string_view words) { return Node::Text(ToUtf8(words)); };
  Node out = Node::Map();
  out.Set("list", text(reading.form.list));
  out.Set("rows", Node::Integer(static_cast<std::int64_t>(reading.form.rows.size())));
  Node mapped = Node::List();
  for (const auto& row : reading.form.rows) {
    if (row.claim.empty()) continue;
    Node one = Node::Map();
    one.Set("claim", text(row.claim));
    one.Set("row", text(row.number));
    mapped.Add(std::move(one));
  }
  out.Set("mapped", std::move(mapped));
  Node missing = Node::List();
  for (const auto& claim : reading.missing) missing.Add(text(claim));
  out.Set("missing", std::move(missing));
  Node findings = Node::List();
  for (const auto& finding : reading.findings) {
    Node one = Node::Map();
    one.Set("kind", text(Name(finding.kind)));
    one.Set("claim", text(finding.claim));
    one.Set("where", text(finding.where));
    one.Set("text", text(finding.text));
    findings.Add(std::move(one));
  }
  out.Set("findings", std::move(findings));
  return syntax::WriteJson(out);
}

}  // namespace avouch::report
