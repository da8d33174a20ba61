#include <filesystem>
#include <system_error>

#include "app/init.h"
#include "base/text.h"
#include "os/durable.h"
#include "os/terminal.h"
#include "statement/product_file.h"

namespace avouch::app {
namespace {

std::string Prompt(const InitQuestion& question) {
  std::string text(question.text);
  if (!question.choices.empty()) text += "\n  " + std::string(question.choices);
  return text + "\n  (" + std::string(question.assumed) + ")\n> ";
}

// Asks each question that no flag answered; again when the answer cannot be.
// Stops, with what there is, at the end of input.
void AskAll(InitAnswers& answers) {
  for (const InitQuestion& question : InitQuestions()) {
    std::string& answer = answers.*question.answer;
    if (!answer.empty()) continue;
    std::string prompt = Prompt(question);
    for (;;) {
      const std::optional<std::string> typed = os::Ask(prompt);
      if (!typed) return;
      answer = *typed;
      const Result<std::string> text = WriteInitFile(answers);
      if (text || text.error().where != question.flag) break;
      prompt = "  " + text.error().what + "; once more:\n> ";
    }
  }
}

}  // namespace

Answer Init(const InitFlags& flags, bool no_input) {
  const std::filesystem::path folder(flags.path);
  const std::string file = (folder / statement::kProductFileName).lexically_normal();
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    return Refuse({ErrorKind::kNotFound, "no such folder", flags.path, ""});
  }
  if (std::filesystem::exists(std::filesystem::symlink_status(file, error))) {
    return Refuse({ErrorKind::kIo, "is there already", file, "edit it, or remove it first"});
  }
  InitAnswers answers = flags.answers;
  if (!no_input && os::CanAsk()) AskAll(answers);
  const Result<std::string> text = WriteInitFile(answers);
  if (!text) return Refuse(text.error());
  if (const Status written = os::WriteFileDurably(file, *text); !written) {
    return Refuse(written.error());
  }
  return {kDone, "",
          "avouch: wrote " + Printable(file) + "; commit it, then: avouch check" +
              (flags.path == "." ? "" : " " + Printable(flags.path)) + "\n"};
}

}  // namespace avouch::app
