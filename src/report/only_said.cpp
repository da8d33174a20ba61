#include "report/only_said.h"

#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "report/html_claim.h"
#include "report/markdown.h"
#include "report/summary.h"

namespace avouch::report {
namespace {

using model::SaidInForm;
using syntax::Node;

constexpr std::size_t kMostShown = 160;     // Bytes of an answer on a terminal
constexpr std::size_t kMostInPage = 2'000;  // And in a page; the JSON report has all
constexpr std::size_t kMostLines = 50;      // In a comment

// The forms, each with the claims that it answers.
std::map<std::pair<std::string, std::string>, std::set<std::string>> FormsOf(
    const std::vector<SaidInForm>& said) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> out;
  for (const auto& one : said) out[{one.file, one.digest}].insert(one.claim);
  return out;
}

// "inbox/2026-…docx, table 3, row 5, sha256 1234…abcd, numbered 4.3.1 there".
std::string PlaceOf(const SaidInForm& one) {
  return Printable(one.file) + ", " + one.row + ", sha256 " + ShortDigest(one.digest) +
         (one.number.empty() || one.number == one.claim
              ? ""
              : ", numbered " + Printable(one.number) + " there");
}

// The answer in one line.
std::string InOneLine(const SaidInForm& said, std::size_t most = kMostShown) {
  std::string out = said.status;
  for (const auto* text : {&said.evidence, &said.argument})
    if (!text->empty()) out += (out.empty() ? "" : "; ") + *text;
  out = Printable(ReplaceAll(out, "\n", " / "));
  if (out.size() <= most) return out;
  std::size_t cut = most;
  while (cut > 0 && (out[cut] & 0xC0) == 0x80) --cut;
  return out.substr(0, cut) + "...";
}

}  // namespace

void WriteOnlySaid(Page& page, const std::vector<SaidInForm>* said, bool verbose) {
  if (said == nullptr || said->empty()) return;
  page.Blank();
  page.Heading("ONLY SAID", "(in a form; makes no claim met)");
  for (const auto& [form, claims] : FormsOf(*said))
    page.Text(Printable(form.first) + ", sha256 " + ShortDigest(form.second) + ": " +
                  Count("claim", static_cast<long long>(claims.size())) + " answered",
              4, 6);
  if (!verbose)
    page.Text("avouch explain CLAIM shows the answer; check -v lists all", 4, 6, Style::kFaint);
  if (verbose)
    for (const auto& one : *said)
      page.Text(one.claim + "  " + one.row + ": " + InOneLine(one), 4, 11);
}

void WriteOnlySaid(Page& page, const std::vector<SaidInForm>* said, std::string_view claim) {
  if (said == nullptr) return;
  bool headed = false;
  for (const auto& one : *said) {
    if (one.claim != claim) continue;
    if (!headed) {
      page.Blank();
      page.Heading("ONLY SAID", "(in a form; makes no claim met)");
    }
    headed = true;
    page.Text(PlaceOf(one), 4, 6);
    page.Text("\"" + InOneLine(one) + "\"", 6, 6);
  }
}

std::string OnlySaidMarkdown(const std::vector<SaidInForm>* said) {
  if (said == nullptr) return {};
  std::string out;
  for (std::size_t i = 0; i < said->size() && i < kMostLines; ++i) {
    const auto& one = (*said)[i];
    out += "- **" + one.claim + "** " + EscapeMarkdown(PlaceOf(one)) + ": " +
           EscapeMarkdown(InOneLine(one)) + "\n";
  }
  if (said->size() > kMostLines)
    out += "- and " + Thousands(static_cast<long long>(said->size() - kMostLines)) + " more\n";
  return out;
}

Html OnlySaidSection(const std::vector<SaidInForm>& said) {
  Html list("ul", {});
  for (const auto& [form, claims] : FormsOf(said)) {
    Html item(
        "li", {},
        {Html("code", {}, {form.first}), ", sha256 " + ShortDigest(form.second) + ", answers "});
    for (const auto& claim : claims) {
      item.Add(Html::LinkTo(ClaimId(claim), {claim}));
      item.Add(" ");
    }
    list.Add(std::move(item));
  }
  return Html("section", {{"id", "said"}},
              {Html("h2", {}, {"Only said"}),
               Html("p", {},
                    {"Somebody wrote this in a form that was taken in. It makes no claim met and "
                     "undoes none; each answer stands beside its claim."}),
               std::move(list)});
}

Html OnlySaidList(const std::vector<SaidInForm>* said, std::string_view claim) {
  Html out("ul", {});
  if (said == nullptr) return out;
  for (const auto& one : *said)
    if (one.claim == claim)
      out.Add(Html("li", {},
                   {"\"" + InOneLine(one, kMostInPage) + "\"",
                    Html("span", {{"class", "note"}}, {PlaceOf(one)})}));
  return out;
}

Node OnlySaidNode(const std::vector<SaidInForm>& said) {
  Node out = Node::List();
  for (const auto& one : said) {
    Node row = Node::Map();
    const auto set = [&](const char* key, const std::string& value) {
      row.Set(key, Node::Text(Printable(value)));
    };
    set("claim", one.claim);
    set("file", one.file);
    set("digest", one.digest);
    set("row", one.row);
    set("number", one.number);
    set("status", one.status);
    set("evidence", one.evidence);
    set("argument", one.argument);
    out.Add(std::move(row));
  }
  return out;
}

}  // namespace avouch::report
