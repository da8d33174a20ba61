#include "app/filled_form.h"

#include <algorithm>

#include "base/path.h"
#include "base/text.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "formats/form.h"
#include "formats/form_dates.h"
#include "formats/form_facts.h"
#include "os/file.h"
#include "statement/embedded.h"
#include "statement/form_words_file.h"

namespace avouch::app {
namespace {

constexpr std::string_view kInbox = "inbox";
constexpr std::uint64_t kMaxForm = 64u << 20;
constexpr std::size_t kMaxFiles = 10'000;
constexpr std::string_view kEnds[] = {".docx", ".md", ".csv"};

// "Rota" and "Rota 2.4", "Larkhill" and "Larkhill Health Ltd": all words of one are in the other.
bool IsSameName(std::string_view a, std::string_view b) {
  const std::string plain_a = formats::PlainWords(a), plain_b = formats::PlainWords(b);
  const auto of_a = Words(plain_a), of_b = Words(plain_b);
  const auto holds = [](const auto& all, const auto& some) {
    return std::ranges::all_of(some,
                               [&](auto one) { return std::ranges::find(all, one) != all.end(); });
  };
  return holds(of_a, of_b) || holds(of_b, of_a);
}

}  // namespace

bool MayBeForm(std::string_view name) {
  const std::string low = Lower(name);
  return std::ranges::any_of(kEnds, [&](auto end) { return low.ends_with(end); });
}

bool IsFormName(std::string_view name) {
  return MayBeForm(name) && name.find("-" + std::string(kFormStem)) != name.npos;
}

Result<model::Form> ReadFilledForm(std::string_view name, BytesView bytes,
                                   const model::Catalogue& catalogue) {
  AVOUCH_TRY(const model::FormWords words,
             statement::ReadFormWords(statement::EmbeddedFile("form-words.yaml").value_or("")));
  return formats::ReadForm(Path(name), bytes, catalogue, formats::FormWording(words, catalogue));
}

std::string DayOfForm(const model::Form& form) {
  const auto dates = formats::DatesIn(form.on);
  return dates.empty() ? std::string() : ToString(DateOf(dates.front().on));
}

std::vector<model::SaidInForm> AnswersOf(const model::Form& form, const std::string& file,
                                         const std::string& digest) {
  std::vector<model::SaidInForm> out;
  for (const auto& row : form.rows) {
    std::string evidence = formats::WithoutRepeated(row.evidence);
    const bool says = !row.status.empty() || !evidence.empty() || !row.argument.empty();
    if (row.claim.empty() || !says) continue;
    out.push_back({row.claim, file, digest, row.where, row.number, row.status, std::move(evidence),
                   row.argument});
  }
  return out;
}

bool IsAbout(const model::Form& form, const SaidAbout& about) {
  if (!form.product.empty()) return IsSameName(form.product, about.product);
  return form.organisation.empty() || about.organisation.empty() ||
         IsSameName(form.organisation, about.organisation);
}

std::vector<model::SaidInForm> SaidInForms(const std::string& folder, const SaidAbout& about,
                                           const model::Catalogue& catalogue,
                                           std::vector<std::string>& notes) {
  std::vector<model::SaidInForm> out;
  const std::string inbox = JoinPath(folder, kInbox);
  if (folder.empty() || os::KindOf(inbox) != os::FileKind::kFolder) return out;
  const auto listed = os::ListFolder(inbox, kMaxFiles);
  if (!listed) return out;
  std::vector<std::string> names;
  for (const auto& entry : *listed)
    if (entry.kind == os::FileKind::kFile && IsFormName(entry.name)) names.push_back(entry.name);
  std::ranges::sort(names, std::ranges::greater());
  for (const auto& name : names) {
    const std::string path = JoinPath(kInbox, name);
    const auto bytes = os::ReadWholeFile(JoinPath(inbox, name), kMaxForm);
    const auto form =
        bytes ? ReadFilledForm(name, *bytes, catalogue) : std::unexpected(bytes.error());
    if (!form) {
      notes.push_back("not a form that is read: " + ToString(form.error()));
      continue;
    }
    if (!IsAbout(*form, about)) {
      notes.push_back(path + ": is about " +
                      Printable(form->product.empty() ? form->organisation : form->product) +
                      ", so it is not shown for " + Printable(about.product));
      continue;
    }
    auto answers = AnswersOf(*form, path, crypto::Sha256Of(*bytes).hex());
    std::ranges::move(answers, std::back_inserter(out));
  }
  std::ranges::stable_sort(out, {}, &model::SaidInForm::claim);
  return out;
}

}  // namespace avouch::app
