#include "app/answer_set.h"

#include <algorithm>

#include "app/bundle_file.h"
#include "app/name_part.h"
#include "app/wording.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "os/durable.h"
#include "os/file.h"
#include "report/set_answer.h"
#include "report/sheet_docx.h"
#include "report/summary.h"
#include "statement/embedded.h"
#include "statement/questions_file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxRecord = 4u << 20;
constexpr std::size_t kMaxRecords = 100'000;

Result<model::QuestionBank> LoadQuestions() {
  return statement::ReadQuestions(statement::EmbeddedFile(statement::kQuestionsFile).value_or(""));
}

std::string FolderOf(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

// Writing where something is written, reading what is named; a repository adds its own.
Status ConfineFor(AnswerSetOptions& options, const ConfineTo& confine) {
  std::vector<std::string> writable, readable;
  if (!options.output.empty() || options.format == "docx")
    writable.push_back(FolderOf(options.output));
  if (!options.remember.empty()) writable.push_back(options.remember);
  if (!options.check.empty()) readable.push_back(options.check);
  if (os::KindOf(WordingFile()) == os::FileKind::kFile) readable.push_back(WordingFile());
  AssessOptions& assess = options.what.assess;
  if (IsBundleAt(assess.path)) {
    readable.push_back(assess.path);
    return confine(writable, readable);
  }
  if (assess.confine)
    assess.confine = [told = assess.confine, readable,
                      writable](const std::vector<std::string>& paths) {
      std::vector<std::string> all = paths;
      all.insert(all.end(), readable.begin(), readable.end());
      all.insert(all.end(), writable.begin(), writable.end());
      told(all);
    };
  return confine(writable, {});
}

// ---- An answer ----

std::string DigestOf(const std::string& text) { return "sha256:" + crypto::Sha256Of(text).hex(); }

std::string SourceOf(const report::HandIn& what) {
  return what.file_digest.empty() ? "commit " + what.commit : "sha256:" + what.file_digest;
}

Result<Bytes> Written(const AnswerSetOptions& options, const report::HandIn& what,
                      const model::QuestionSet& set) {
  if (options.format == "csv") return report::AnswerCsv(what, set);
  const report::Sheet sheet = report::AnswerSheet(what, set);
  if (options.format == "docx") return report::SheetDocx(sheet, what.organisation, what.assessed);
  return report::WriteSheet(sheet, options.format, options.width);
}

// Where it goes; empty: standard output, which no Word file is for.
std::string FileFor(const AnswerSetOptions& options, const report::HandIn& what,
                    const model::QuestionSet& set) {
  if (!options.output.empty() || options.format != "docx") return options.output;
  std::string name = BundleFileName(
      what.product, what.version.empty() ? ToString(DateOf(what.assessed)) : what.version);
  name.resize(name.rfind('.'));
  return name + "-" + set.id + ".docx";
}

Result<Answer> Tell(const AnswerSetOptions& options, const model::QuestionSet& set, Time now) {
  const std::string day = ToString(DateOf(now));
  const std::string record = JoinPath(
      options.remember, day + "-" + set.id + "-" + NamePart(options.to, "somebody") + ".yaml");
  if (!options.remember.empty() && os::KindOf(record) != os::FileKind::kNone)
    return Fail(ErrorKind::kUsage, "there is one of today already", record,
                "keep it, or move it away first");
  Answer out;
  AVOUCH_TRY(const report::HandIn what, ReadHandIn(options.what, now, &out.talk));
  AVOUCH_TRY(out.out, Written(options, what, set));
  const std::string digest = DigestOf(out.out);
  if (const std::string file = FileFor(options, what, set); !file.empty()) {
    AVOUCH_CHECK_OK(os::WriteFileDurably(file, out.out));
    out.out = file + "\n";
  }
  if (options.remember.empty()) return out;
  model::Told told = report::ToldOf(what, set);
  told.to = options.to;
  told.on = day;
  told.source = SourceOf(what);
  told.answer = digest;
  AVOUCH_CHECK_OK(os::WriteNewFileDurably(record, statement::WriteTold(told)));
  out.talk += "recorded: " + record + "\n";
  return out;
}

// ---- Whether what was told still holds ----

struct Found {
  std::string file;
  model::Told told;
};

// All of the folder: one that cannot be read is not passed over.
Result<std::vector<Found>> RecordsIn(const std::string& folder) {
  AVOUCH_TRY(const auto entries, os::ListFolder(folder, kMaxRecords));
  std::vector<Found> out;
  for (const auto& entry : entries) {
    if (!entry.name.ends_with(".yaml")) continue;
    const std::string file = folder + "/" + entry.name;
    AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(file, kMaxRecord));
    AVOUCH_TRY(auto told, statement::ReadTold(bytes, file));
    out.push_back({file, std::move(told)});
  }
  if (out.empty())
    return Fail(ErrorKind::kUsage, "no record of an answer", folder,
                "avouch answer SET --for WHO --remember " + folder);
  return out;
}

report::SheetPart PartOf(const Found& one, const std::vector<report::NoLonger>& changed) {
  report::SheetPart out;
  out.heading = one.told.told + ", told to " + one.told.to + " on " + one.told.on;
  if (changed.empty()) {
    out.paragraphs.emplace_back(
        "Still holds: each claim that was told as met or not applicable still is.");
    return out;
  }
  out.paragraphs.push_back("No longer holds: tell " + one.told.to + ". The record is " + one.file +
                           ".");
  for (const auto& claim : changed)
    out.points.push_back(claim.claim + ": was told as " + report::VerdictWord(claim.then) +
                         ", now " + report::VerdictWord(claim.now) +
                         ". Questions: " + Join(claim.questions, ", ") + ".");
  return out;
}

Result<Answer> Compare(const AnswerSetOptions& options, Time now) {
  AVOUCH_TRY(const auto records, RecordsIn(options.check));
  Answer out;
  AVOUCH_TRY(const report::HandIn what, ReadHandIn(options.what, now, &out.talk));
  report::Sheet sheet;
  sheet.title = what.product + ": what was told of it, and what is so now";
  sheet.beside = "Now: " + SourceOf(what) + ", assessed " + ToHumanDate(what.assessed);
  if (what.told_by == report::ToldBy::kBundle)
    sheet.beside += "; what came later was not looked at";
  std::vector<std::string> others;
  for (const auto& one : records) {
    if (one.told.product != what.product) {
      others.push_back(one.file + " (" + one.told.product + ")");
      continue;
    }
    const auto changed = report::NoLongerTrue(one.told, what);
    if (!changed.empty()) out.exit = kGateFailed;
    sheet.parts.push_back(PartOf(one, changed));
  }
  if (others.size() == records.size())
    return Fail(ErrorKind::kUsage, "no record is of this product: " + Printable(what.product),
                options.check, Printable(Join(others, ", ")));
  if (!others.empty()) sheet.parts.push_back({"Of other products, passed over", {}, others, {}});
  out.out = report::WriteSheet(sheet, options.format, options.width);
  return out;
}

// ---- What was typed ----

Status CheckTyped(const AnswerSetOptions& options) {
  if (options.to.empty() != options.remember.empty())
    return Fail(ErrorKind::kUsage, "--for and --remember go together", "answer",
                "--for WHO --remember FOLDER");
  if (options.check.empty()) return {};
  if (!options.where.empty())
    return Fail(ErrorKind::kUsage, "no set is named with --check: all records are looked through",
                "answer", "avouch answer --check FOLDER WHAT");
  const bool table = options.format == "csv" || options.format == "docx";
  if (!options.to.empty() || !options.output.empty() || table)
    return Fail(ErrorKind::kUsage,
                "--check takes --format text or markdown, and no other flag of "
                "answer",
                "answer");
  return {};
}

Result<Answer> Run(AnswerSetOptions options, Time now, const ConfineTo& confine) {
  AVOUCH_CHECK_OK(CheckTyped(options));
  AVOUCH_TRY(const model::QuestionBank bank, LoadQuestions());
  const std::string& where = options.check.empty() ? options.where : options.set;
  options.what.assess.path = where.empty() ? "." : where;
  if (!options.check.empty()) {
    AVOUCH_CHECK_OK(ConfineFor(options, confine));
    return Compare(options, now);
  }
  if (options.set.empty()) {
    const std::string format = options.format == "markdown" ? options.format : "text";
    return Answer{kDone, report::WriteSheet(report::SetsSheet(bank), format, options.width), ""};
  }
  const auto set = std::ranges::find(bank.sets, options.set, &model::QuestionSet::id);
  if (set == bank.sets.end())
    return Fail(ErrorKind::kUsage, "no such set: '" + Printable(options.set) + "'", "answer",
                "avouch answer lists them");
  if (!options.remember.empty()) AVOUCH_CHECK_OK(os::MakeFolders(options.remember));
  AVOUCH_CHECK_OK(ConfineFor(options, confine));
  return Tell(options, *set, now);
}

}  // namespace

Answer AnswerSet(const AnswerSetOptions& options, Time now, const ConfineTo& confine) {
  auto answer = Run(options, now, confine);
  if (!answer) return Refuse(answer.error());
  return std::move(*answer);
}

}  // namespace avouch::app
