#include "app/filled_form.h"

#include <algorithm>

#include "base/path.h"
#include "base/text.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "formats/form.h"
#include "formats/form_dates.h"
#include "os/file.h"
#include "statement/embedded.h"
#include "statement/form_words_file.h"

namespace avouch::app {
namespace {

constexpr std::string_view kInbox = "inbox";
constexpr std::uint64_t kMaxForm = 64u << 20;
constexpr std::size_t kMaxFiles = 10'000;
constexpr std::string_view kEnds[] = {".docx", ".md", ".csv"};

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
    const bool says = !row.status.empty() || !row.evidence.empty() || !row.argument.empty();
    if (row.claim.empty() || !says) continue;
    out.push_back(
        {row.claim, file, digest, row.where, row.number, row.status, row.evidence, row.argument});
  }
  return out;
}

std::vector<model::SaidInForm> SaidInForms(const std::string& folder,
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
    auto answers = AnswersOf(*form, path, crypto::Sha256Of(*bytes).hex());
    std::ranges::move(answers, std::back_inserter(out));
  }
  std::ranges::stable_sort(out, {}, &model::SaidInForm::claim);
  return out;
}

}  // namespace avouch::app
