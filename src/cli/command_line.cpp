#include "cli/command_line.h"

#include <cstdio>
#include <exception>
#include <iostream>
#include <string_view>

#include "app/catalogue.h"
#include "app/sbom_source.h"
#include "app/verify_page.h"
#include "app/wording.h"
#include "base/text.h"
#include "cli/flags.h"
#include "os/clock.h"
#include "os/durable.h"
#include "os/environment.h"
#include "os/file.h"
#include "os/memory.h"
#include "os/sandbox.h"
#include "os/terminal.h"

namespace avouch::cli {
namespace {

using app::Answer;

constexpr const char* kVersion = "avouch 0.1.0";

int Print(const Answer& answer) {
  std::fwrite(answer.talk.data(), 1, answer.talk.size(), stderr);
  std::fwrite(answer.out.data(), 1, answer.out.size(), stdout);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    std::fputs("avouch: standard output could not be written\n", stderr);
    return std::max<int>(answer.exit, app::kNotDone);
  }
  return answer.exit;
}

// Of what is too long to be held whole. Print tells where it could not be written.
Status Piece(BytesView bytes) {
  std::fwrite(bytes.data(), 1, bytes.size(), stdout);
  return {};
}

std::string FolderOf(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

// Folders that the verb writes to.
std::vector<std::string> OutputFolders(const Flags& flags) {
  std::vector<std::string> out;
  if (!flags.check.output_dir.empty()) out.push_back(flags.check.output_dir);
  if (!flags.check.output.empty()) out.push_back(FolderOf(flags.check.output));
  return out;
}

// Confines the program before anything hostile is read.
std::optional<Answer> Confine(const Flags& flags) {
  os::SandboxOptions options;
  if (!flags.check.output_dir.empty())
    if (auto made = os::MakeFolders(flags.check.output_dir); !made)
      return app::Refuse(made.error());
  options.writable = OutputFolders(flags);
  auto confined = os::Confine(options);
  if (!confined) return app::Refuse(confined.error());
  if (confined->complete()) return std::nullopt;
  std::string note = os::NoteOn(*confined);
  if (flags.require_sandbox)
    return Answer{app::kNotDone, "", "avouch: " + note + " (--require-sandbox)\n"};
  std::fputs(("avouch: " + note + "\n").c_str(), stderr);
  return std::nullopt;
}

std::optional<Answer> Settle(Flags& flags) {
  flags.check.assess.at = os::Now();
  if (!flags.at.empty()) {
    auto time = ParseTime(flags.at);
    if (!time)
      return Answer{app::kUsageError, "", "avouch: --at: " + ToString(time.error()) + "\n"};
    flags.check.assess.at = *time;
  }
  if (!flags.fail_on.empty()) flags.check.fail_on = model::FromName<model::Gate>(flags.fail_on);
  os::Terminal terminal = os::DescribeTerminal(1);
  flags.check.show.colour = terminal.colour;
  flags.check.show.width = terminal.is_terminal ? std::min(terminal.width, 110) : 100;
  return std::nullopt;
}

// For verbs that find their folder first: no program and no socket from here on,
// and, once the folder is known, writing only below it.
Status ConfineTo(const std::string& folder, bool network) {
  std::vector<std::string> writable;
  if (!folder.empty()) writable.push_back(folder);
  auto confined = os::Confine({.writable = writable, .network = network});
  if (!confined) return std::unexpected(confined.error());
  return {};
}

// The verbs by which people say things; nothing when it is another.
std::optional<Answer> RunSaying(Flags& flags) {
  const auto used = [&](std::string_view verb) { return flags.verb == verb; };
  const auto confine = [](const std::string& folder) { return ConfineTo(folder, false); };
  if (used("init") && !flags.organisation.folder.empty()) {
    flags.organisation.name = flags.init.answers.name;
    return app::NewOrganisation(flags.organisation, flags.no_input, confine);
  }
  if (used("sign")) return app::Sign(flags.sign, flags.no_input, os::Now(), ConfineTo);
  if (used("import")) return app::Import(flags.import, os::Now(), confine);
  if (used("collect")) {
    flags.tests.by = flags.published.by = kVersion;
    if (flags.under == "tests") return app::CollectTests(flags.tests, os::Now(), confine);
    return app::CollectPublished(flags.published, os::Now(),
                                 [](const std::string& folder) { return ConfineTo(folder, true); });
  }
  if (used("record")) return app::RecordVerb(flags.words, os::Now(), confine);
  return std::nullopt;
}

// Writing below `writable`, and reading `readable` and those folders; no program
// and no socket.
Status ConfineBoth(const std::vector<std::string>& writable,
                   const std::vector<std::string>& readable) {
  auto confined = os::Confine({.writable = writable});
  if (!confined) return std::unexpected(confined.error());
  if (readable.empty()) return {};
  std::vector<std::string> paths = readable;
  paths.insert(paths.end(), writable.begin(), writable.end());
  auto reading = os::ConfineReading(paths);
  if (!reading) return std::unexpected(reading.error());
  return {};
}

Answer RunSeal(Flags& flags) {
  app::SealOptions& seal = flags.seal;
  if (app::IsOrganisationFileAt(seal.assess.organisation))
    return app::Refuse({ErrorKind::kUsage,
                        "a seal wants the organisation's folder, not its signed file",
                        seal.assess.organisation, "the signed commits are there"});
  seal.assess.at = flags.check.assess.at;
  seal.log_key.no_input = flags.no_input;
  if (seal.log_key.file.empty()) seal.log_key.file = os::Environment("AVOUCH_LOG_KEY").value_or("");
  if (seal.ledger.empty() && !seal.assess.organisation.empty())
    seal.ledger = seal.assess.organisation + "/ledger";
  return app::Seal(seal, os::Now(), [&](const auto& writable, const auto& readable) {
    // Reading is confined once avouch.yaml has been read, as for check.
    seal.assess.confine = [=](const std::vector<std::string>& paths) {
      std::vector<std::string> all = paths;
      all.insert(all.end(), readable.begin(), readable.end());
      (void)os::ConfineReading(all);
    };
    return ConfineBoth(writable, {});
  });
}

Answer RunVerify(Flags& flags) {
  app::VerifyOptions& verify = flags.verify;
  if (!flags.page.empty()) return app::WriteVerifierPage(flags.page);
  if (verify.file.empty())
    return app::Refuse(Error{ErrorKind::kUsage, "no bundle is named", "", "avouch verify FILE"});
  verify.show = flags.check.show;
  verify.memory = app::MemoryFolder();
  if (!verify.memory.empty() && !os::MakeFolders(verify.memory)) verify.memory.clear();
  std::vector<std::string> writable;
  if (!verify.memory.empty()) writable.push_back(verify.memory);
  const auto readable = app::PathsToVerify(verify);
  if (!readable) return app::Refuse(readable.error());
  if (auto confined = ConfineBoth(writable, *readable); !confined)
    return app::Refuse(confined.error());
  return app::Verify(verify, flags.check.assess.at);
}

Answer RunExport(Flags& flags) {
  app::ExportOptions& exported = flags.exported;
  exported.company.output = exported.output;
  exported.what.assess.organisation = exported.company.org;
  exported.what.assess.at = flags.check.assess.at;
  exported.what.assess.confine = [](const std::vector<std::string>& paths) {
    (void)os::ConfineReading(paths);
  };
  return app::ExportVerb(exported, flags.check.assess.at, ConfineBoth);
}

Answer RunReview(Flags& flags) {
  flags.review_start.memory = flags.review_finish.memory = app::MemoryFolder();
  flags.review_finish.key.no_input = flags.no_input;
  const Time now = flags.check.assess.at;
  if (flags.under == "start") return app::ReviewStart(flags.review_start, now, ConfineBoth);
  return app::ReviewFinish(flags.review_finish, now, ConfineBoth);
}

Answer RunLedger(Flags& flags) {
  flags.ledger.key.no_input = flags.no_input;
  if (flags.under == "show") return app::LedgerShow(flags.ledger);
  if (flags.under == "prove") return app::LedgerProve(flags.ledger);
  if (flags.under == "fsck") return app::LedgerFsck(flags.ledger);
  return app::LedgerVerify(flags.ledger);
}

Answer RunSupplier(Flags& flags) {
  app::SupplierOptions& supplier = flags.supplier;
  std::vector<std::string> writable;
  if (!supplier.record.empty()) {
    writable.push_back(supplier.record);
    if (auto made = os::MakeFolders(supplier.record); !made) return app::Refuse(made.error());
  }
  if (auto confined = ConfineBoth(writable, supplier.files); !confined)
    return app::Refuse(confined.error());
  supplier.width = flags.check.show.width;
  if (flags.under == "compare") return app::SupplierCompare(supplier, flags.check.assess.at);
  if (flags.under == "ask") return app::SupplierAsk(supplier, flags.check.assess.at);
  return app::SupplierClauses(supplier);
}

Answer RunSbom(Flags& flags) {
  app::SbomOptions& sbom = flags.sbom;
  std::vector<std::string> writable;
  if (!sbom.output.empty()) writable.push_back(FolderOf(sbom.output));
  if (flags.under == "history") app::TakePackage(sbom);
  app::LoadForReading();
  if (auto confined = ConfineBoth(writable, {}); !confined) return app::Refuse(confined.error());
  std::vector<std::string> readable = writable;
  for (const auto& file : sbom.files.empty() ? std::vector<std::string>{"."} : sbom.files)
    for (auto& path : app::PathsOfSource(file)) readable.push_back(std::move(path));
  for (const auto& file : sbom.newest) readable.push_back(file);
  for (const auto& cache : sbom.caches) readable.push_back(cache);
  if (auto reading = os::ConfineReading(readable); !reading) return app::Refuse(reading.error());
  sbom.out = Piece;
  sbom.at = flags.check.assess.at;
  sbom.width = flags.check.show.width;
  const os::Terminal terminal = os::DescribeTerminal(1);
  sbom.table = terminal.is_terminal ? terminal.width : 0;
  if (flags.under == "validate") return app::SbomValidate(sbom);
  if (flags.under == "diff") return app::SbomDiff(sbom);
  if (flags.under == "merge") return app::SbomMerge(sbom);
  if (flags.under == "convert") return app::SbomConvert(sbom);
  if (flags.under == "explain") return app::SbomExplain(sbom);
  if (flags.under == "history") return app::SbomHistory(sbom);
  return app::SbomGenerate(sbom);
}

Answer RunAnswer(Flags& flags) {
  app::AnswerSetOptions& answer = flags.answer;
  answer.width = flags.check.show.width;
  answer.what.assess.at = flags.check.assess.at;
  answer.what.assess.confine = [](const std::vector<std::string>& paths) {
    (void)os::ConfineReading(paths);
  };
  return app::AnswerSet(answer, flags.check.assess.at, ConfineBoth);
}

// The verbs that seal, prove and sign; nothing when it is another.
std::optional<Answer> RunSealing(Flags& flags) {
  const auto used = [&](std::string_view verb) { return flags.verb == verb; };
  flags.key.no_input = flags.affirm.key.no_input = flags.exported.company.key.no_input =
      flags.no_input;
  if (used("seal")) return RunSeal(flags);
  if (used("verify")) return RunVerify(flags);
  if (used("export")) return RunExport(flags);
  if (used("review")) return RunReview(flags);
  if (used("publish")) return app::Publish(flags.publish, flags.check.assess.at, ConfineBoth);
  if (used("supplier")) return RunSupplier(flags);
  if (used("sbom")) return RunSbom(flags);
  if (used("answer")) return RunAnswer(flags);
  if (used("ledger")) return RunLedger(flags);
  if (used("key")) return app::NewKey(flags.key, flags.plain);
  if (used("lint")) {
    flags.lint.by = kVersion;
    std::vector<std::string> readable = {flags.lint.file};
    if (os::KindOf(app::WordingFile()) == os::FileKind::kFile)
      readable.push_back(app::WordingFile());
    const Status confined = flags.lint.online ? ConfineTo("", true) : ConfineBoth({}, readable);
    if (!confined) return app::Refuse(confined.error());
    flags.lint.json = flags.check.show.format == "json";
    flags.lint.width = flags.check.show.width;
    flags.lint.colour = flags.check.show.colour;
    return app::Lint(flags.lint, flags.check.assess.at);
  }
  if (used("brief")) {
    if (auto confined = ConfineBoth({}, {flags.brief.bundle}); !confined)
      return app::Refuse(confined.error());
    flags.brief.width = flags.check.show.width;
    return app::Brief(flags.brief, flags.check.assess.at);
  }
  if (used("coverage")) return app::Coverage(flags.coverage, flags.check.assess.at, ConfineBoth);
  if (used("affirm")) return app::Affirm(flags.affirm, flags.check.assess.at, ConfineBoth);
  return std::nullopt;
}

int RunVerb(Flags& flags) {
  const auto used = [&](std::string_view verb) { return flags.verb == verb; };
  if (auto refused = Settle(flags)) return Print(*refused);
  if (auto said = RunSaying(flags)) return Print(*said);
  if (auto sealed = RunSealing(flags)) return Print(*sealed);
  if (used("catalogue") && flags.under == "import")
    return Print(app::CatalogueImport(flags.file, ConfineBoth));
  if (used("init")) return Print(app::Init(flags.init, flags.no_input));
  if (auto refused = Confine(flags)) return Print(*refused);
  // What follows reads the repository and nothing else.
  flags.check.assess.confine = [&flags](const std::vector<std::string>& paths) {
    std::vector<std::string> readable = paths;
    for (const auto& folder : OutputFolders(flags)) readable.push_back(folder);
    (void)os::ConfineReading(readable);  // Without Landlock the first note has said so.
  };
  if (used("check")) return Print(app::Check(flags.check));
  if (used("explain"))
    return Print(app::Explain(flags.claim, flags.check.assess, flags.check.show));
  if (used("fix")) return Print(app::Fix(flags.claim, flags.check.assess, flags.digests));
  if (flags.under == "show") return Print(app::CatalogueShow(flags.number, flags.check.show));
  if (flags.under == "export") return Print(app::CatalogueExport(flags.export_format));
  if (flags.under == "validate") return Print(app::CatalogueValidate(flags.file));
  if (flags.under == "diff") return Print(app::CatalogueDiff(flags.file, flags.other));
  return Print(app::CatalogueList(flags.check.show));
}

}  // namespace

int Run(int argc, char** argv) {
  os::KeepFreedMemory();
  Flags flags;
  if (const auto ended = Parse(argc, argv, kVersion, flags)) return *ended;
  try {
    return RunVerb(flags);
  } catch (const std::exception& error) {
    std::fputs((std::string("avouch: internal error: ") + error.what() + "\n").c_str(), stderr);
    return app::kInternalError;
  }
}

}  // namespace avouch::cli
