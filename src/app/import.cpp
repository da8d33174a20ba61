#include "app/import.h"

#include <algorithm>

#include "app/assess.h"
#include "app/filled_form.h"
#include "app/received.h"
#include "app/upstream.h"
#include "base/path.h"
#include "base/text.h"
#include "base/time.h"
#include "formats/form.h"
#include "report/summary.h"

namespace avouch::app {
namespace {

constexpr std::size_t kDay = 10;  // "2026-11-24"

// The head of each list that a file became, found by the fields of the facts.
struct Heads {
  std::vector<const model::ExportHead*> all;

  template <class List>
  void operator()(std::string_view, const List& lists) {
    for (const auto& list : lists) all.push_back(&list.head);
  }
};

std::vector<const model::ExportHead*> HeadsOf(const model::ExportFacts& facts) {
  Heads heads;
  model::ExportFacts::Fields(facts, heads);
  return heads.all;
}

std::string Said(const formats::Profile& profile, const model::ExportHead& head) {
  std::string out = profile.system + (profile.system.empty() ? "" : ": ") + profile.about + " (" +
                    profile.name + "); " + Count("row", head.rows) + ", " + Thousands(head.used) +
                    " used";
  if (head.used < head.rows) out += ", " + Thousands(head.rows - head.used) + " left";
  if (!head.at.empty()) out += "; made " + head.at + " by " + head.dated_by;
  if (!profile.bears_on.empty()) out += "; bears on " + Join(profile.bears_on, ", ");
  return Printable(out);
}

// Letters, digits, '.', '-' and '_'; anything else is a '-', and no dot comes first.
std::string PlainName(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    out += plain && !(c == '.' && out.empty()) ? c : '-';
  }
  constexpr std::size_t kLongest = 120;
  if (out.size() > kLongest) out = out.substr(out.size() - kLongest);  // Its end names the kind.
  return out.empty() ? "export" : out;
}

bool ReadsTheSame(const formats::ReceivedRules& rules, const std::string& name,
                  const Imported& imported, BytesView bytes) {
  const auto again = Recognise(rules, name, bytes);
  return imported.as.empty() ? true : again && again->as == imported.as;
}

}  // namespace

Result<Imported> Recognise(const formats::ReceivedRules& rules, const std::string& name,
                           BytesView bytes) {
  AVOUCH_TRY(const formats::Received received,
             formats::ReadReceived(rules, Path("inbox/" + name), bytes));
  const auto heads = HeadsOf(received.exports);
  const formats::Profile* profile = formats::FindProfile(rules.profiles, received.as);
  if (heads.empty() || profile == nullptr)
    return Fail(ErrorKind::kUnsupported,
                "results of tests or scans (" + received.as +
                    "), which belong to a commit of a product and not to the organisation",
                Printable(name), "hand them to a check of the product, with their commit");
  const model::ExportHead& head = *heads.front();
  Imported out{received.as, "", Said(*profile, head), {}, head.at.substr(0, kDay)};
  if (!ParseDate(out.day)) out.day.clear();
  for (const model::LeftOut& left : head.left) out.left.push_back(Printable(left.reason));
  return out;
}

Result<Imported> RecogniseForm(const std::string& name, BytesView bytes) {
  if (!MayBeForm(name)) return Fail(ErrorKind::kUnsupported, "no form by its name", name);
  AVOUCH_TRY(const model::Catalogue catalogue, LoadCatalogue());
  AVOUCH_TRY(const model::Form form, ReadFilledForm(name, bytes, catalogue));
  Imported out;
  out.as = out.name = kFormStem;
  out.day = DayOfForm(form);
  const auto answers = AnswersOf(form, "", "");
  out.said = "a filled self-assessment" +
             (form.organisation.empty() ? "" : " of " + Printable(form.organisation)) +
             (form.by.empty() ? ", unsigned: it names nobody who assessed it" : "") + "; " +
             Count("answer", static_cast<long long>(answers.size())) +
             ", which are only said: they are shown and make no claim met";
  if (const auto missing = formats::MissingClaims(form, catalogue); !missing.empty())
    out.left.push_back("it has no row for " +
                       Count("claim", static_cast<long long>(missing.size())) + ": " +
                       report::Compress(missing));
  for (const auto& row : form.rows)
    if (row.claim.empty()) out.left.push_back(row.where + ": states no claim of the Code");
  for (const auto& note : form.notes) out.left.push_back(note);
  return out;
}

Result<Imported> RecogniseBundle(const std::string& name, BytesView bytes) {
  if (!IsUpstreamBundle(Path(name))) return Fail(ErrorKind::kUnsupported, "no bundle", name);
  AVOUCH_TRY(const model::UpstreamBundle bundle, ReadUpstreamBundle(Path(name), bytes));
  Imported out;
  out.as = bundle.head.profile;
  out.name = Lower(PlainName(bundle.product));
  out.day = bundle.head.at.substr(0, kDay);
  out.said = "the bundle of " + Printable(bundle.product) + " " + Printable(bundle.version) +
             " by " + Printable(bundle.head.system) + ", whole in every byte; decided " + out.day +
             ", " +
             (bundle.signed_until.empty() ? "signed by no officer in force"
                                          : "signed until " + bundle.signed_until.substr(0, kDay)) +
             ". It counts where avouch.org.yaml pins the maker under upstream: with the "
             "fingerprint that the maker told you by another road; in here is " +
             bundle.fingerprint;
  return out;
}

std::vector<std::string> InboxNames(const formats::ReceivedRules& rules, const Imported& imported,
                                    const std::string& name, const std::string& day,
                                    BytesView bytes) {
  const std::string came(PlainName(name));
  const std::string extension(PathExtension(came));
  const std::string end = extension.empty() ? "" : "." + Lower(extension);
  std::vector<std::string> out;
  // A rule of the organisation's own may know the file by the name it came with.
  if (!imported.as.empty()) out.push_back(day + "-" + imported.as + end);
  out.push_back(came.starts_with(day) ? came : day + "-" + came);
  out.push_back(came);
  std::erase_if(out, [&](const std::string& one) {
    return one != came && !ReadsTheSame(rules, one, imported, bytes);
  });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Result<std::string> ImportHow(std::span<const formats::Profile> profiles,
                              const std::vector<std::string>& names) {
  std::string out;
  if (names.size() == 1) {
    if (const auto* profile = formats::FindProfile(profiles, names.front()))
      return profile->how + "\n";
  }
  for (const std::string& name : names)
    if (formats::FindProfile(profiles, name) == nullptr)
      return Fail(ErrorKind::kUsage, "'" + Printable(name) + "' is no profile", "--how",
                  "avouch import --how lists them");
  for (const formats::Profile& profile : profiles) {
    if (!names.empty() && std::ranges::find(names, profile.name) == names.end()) continue;
    out += profile.name + ": " + profile.system + (profile.system.empty() ? "" : ", ") +
           profile.about +
           (profile.bears_on.empty() ? "" : "; bears on " + Join(profile.bears_on, ", ")) +
           "\n    " + profile.how + "\n";
  }
  return out;
}

}  // namespace avouch::app
