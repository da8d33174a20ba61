#include "report/only_said.h"

#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "report/summary.h"

namespace avouch::report {
namespace {

using model::SaidInForm;
using syntax::Node;

constexpr std::size_t kMostShown = 160;  // Bytes of an answer on a terminal

// The answer in one line.
std::string InOneLine(const SaidInForm& said) {
  std::string out = said.status;
  for (const auto* text : {&said.evidence, &said.argument})
    if (!text->empty()) out += (out.empty() ? "" : "; ") + *text;
  out = ReplaceAll(Printable(out), "\n", " / ");
  if (out.size() <= kMostShown) return out;
  std::size_t cut = kMostShown;
  while (cut > 0 && (out[cut] & 0xC0) == 0x80) --cut;
  return out.substr(0, cut) + "...";
}

}  // namespace

void WriteOnlySaid(Page& page, const std::vector<SaidInForm>* said, bool verbose) {
  if (said == nullptr || said->empty()) return;
  page.Blank();
  page.Heading("ONLY SAID", "(in a form; makes no claim met)");
  std::map<std::pair<std::string, std::string>, std::set<std::string>> forms;
  for (const auto& one : *said) forms[{one.file, one.digest}].insert(one.claim);
  for (const auto& [form, claims] : forms)
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
    page.Text(Printable(one.file) + ", " + one.row + ", sha256 " + ShortDigest(one.digest) +
                  (one.number.empty() || one.number == one.claim
                       ? ""
                       : ", numbered " + Printable(one.number) + " there"),
              4, 6);
    page.Text("\"" + InOneLine(one) + "\"", 6, 6);
  }
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
