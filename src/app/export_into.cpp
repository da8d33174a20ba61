#include "app/export_into.h"

#include "app/bundle_file.h"
#include "base/text.h"
#include "formats/word_fill.h"
#include "os/durable.h"
#include "os/file.h"
#include "report/form_fill.h"
#include "statement/embedded.h"
#include "statement/form_words_file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxTemplate = 64u << 20;

std::string FilledName(const std::string& form) {
  std::string name = form.substr(form.rfind('/') + 1);
  if (const auto dot = name.rfind('.'); dot != std::string::npos) name.resize(dot);
  return name + "-filled.docx";
}

std::string Told(const formats::WordFilled& filled) {
  std::string out = "avouch: " + Count("row", filled.rows) + " filled\n";
  if (!filled.without_row.empty())
    out += "avouch: without a row in this form, so on its last page: " +
           Join(filled.without_row, ", ") + "\n";
  for (const auto& note : filled.notes) out += "avouch: " + Printable(note) + "\n";
  return out;
}

}  // namespace

Result<Answer> FillTemplate(const std::string& form, const HandInOptions& what,
                            const std::string& output, Time now) {
  AVOUCH_TRY(const model::FormWords words,
             statement::ReadFormWords(statement::EmbeddedFile("form-words.yaml").value_or("")));
  AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(form, kMaxTemplate));
  std::string talk;
  AVOUCH_TRY(const report::HandIn answer, ReadHandIn(what, now, &talk));
  auto filled = formats::FillWordForm(bytes, report::FillOf(answer), answer.catalogue,
                                      formats::FormWording(words, answer.catalogue));
  if (!filled) {
    if (!Lower(form).ends_with(".docx") && filled.error().hint.empty())
      filled.error().hint = "--into fills a Word template, a .docx";
    return std::unexpected(InFile(form, filled.error()));
  }
  const std::string file = output.empty() ? FilledName(form) : output;
  AVOUCH_CHECK_OK(os::WriteFileDurably(file, filled->bytes));
  return Answer{kDone, file + "\n", talk + Told(*filled)};
}

}  // namespace avouch::app
