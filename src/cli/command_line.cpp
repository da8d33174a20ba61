#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>

#include "app/catalogue.h"
#include "app/check.h"
#include "app/import.h"
#include "app/init.h"
#include "app/new_organisation.h"
#include "app/record.h"
#include "app/sign.h"
#include "base/text.h"
#include "os/clock.h"
#include "os/durable.h"
#include "os/sandbox.h"
#include "os/terminal.h"

namespace avouch::cli {
namespace {

using app::Answer;

struct Flags {
  app::CheckOptions check;
  std::string at, fail_on, claim, digests, number, file, other, export_format = "yaml";
  app::InitFlags init;
  app::NewOrganisationFlags organisation;
  app::SignFlags sign;
  app::ImportFlags import;
  std::vector<std::string> words;  // What stands after `record`
  bool no_input = false, require_sandbox = false, no_cache = false;
};

constexpr const char* kVersion = "avouch 0.1.0";

void AddTarget(CLI::App* verb, Flags& flags) {
  verb->add_option("--commit", flags.check.assess.commit, "The commit to assess (default HEAD)");
  verb->add_option("--at", flags.at, "The day or time to decide at (default now)");
  verb->add_option("--config", flags.check.assess.config,
                   "A file instead of the commit's avouch.yaml");
  verb->add_option("--org", flags.check.assess.organisation,
                   "The folder of the organisation's papers: who said what counts from there");
  verb->add_option("--evidence", flags.check.assess.evidence, "A folder of test and scanner results");
  verb->add_flag("--require-sandbox", flags.require_sandbox,
                 "Stop (4) when this system cannot confine the program");
  verb->add_flag("--no-cache", flags.no_cache,
                 "Taken and without effect: this build keeps no cache");
  verb->add_flag("--no-input", flags.no_input, "Never ask anything");
}

void AddShow(CLI::App* verb, Flags& flags) {
  verb->add_flag("-v,--verbose", flags.check.show.verbose,
                 "List everything, what was left out too");
}

int Print(const Answer& answer) {
  std::fwrite(answer.talk.data(), 1, answer.talk.size(), stderr);
  std::fwrite(answer.out.data(), 1, answer.out.size(), stdout);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    std::fputs("avouch: standard output could not be written\n", stderr);
    return std::max<int>(answer.exit, app::kNotDone);
  }
  return answer.exit;
}

// Folders that the verb writes to.
std::vector<std::string> OutputFolders(const Flags& flags) {
  std::vector<std::string> out;
  if (!flags.check.output_dir.empty()) out.push_back(flags.check.output_dir);
  if (!flags.check.output.empty()) {
    std::size_t slash = flags.check.output.rfind('/');
    out.push_back(slash == std::string::npos ? "."
                  : slash == 0               ? "/"
                                             : flags.check.output.substr(0, slash));
  }
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
std::optional<Answer> RunSaying(CLI::App& program, Flags& flags) {
  const auto used = [&](const char* verb) { return program.got_subcommand(verb); };
  const auto confine = [](const std::string& folder) { return ConfineTo(folder, false); };
  if (used("init") && !flags.organisation.folder.empty()) {
    flags.organisation.name = flags.init.answers.name;
    return app::NewOrganisation(flags.organisation, flags.no_input, confine);
  }
  if (used("sign")) return app::Sign(flags.sign, flags.no_input, os::Now(), ConfineTo);
  if (used("import")) return app::Import(flags.import, os::Now(), confine);
  if (used("record")) return app::RecordVerb(flags.words, os::Now(), confine);
  return std::nullopt;
}

int RunVerb(CLI::App& program, Flags& flags) {
  auto used = [&](const char* verb) { return program.got_subcommand(verb); };
  if (auto refused = Settle(flags)) return Print(*refused);
  if (auto said = RunSaying(program, flags)) return Print(*said);
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
  CLI::App* catalogue = program.get_subcommand("catalogue");
  if (catalogue->got_subcommand("show"))
    return Print(app::CatalogueShow(flags.number, flags.check.show));
  if (catalogue->got_subcommand("export")) return Print(app::CatalogueExport(flags.export_format));
  if (catalogue->got_subcommand("validate")) return Print(app::CatalogueValidate(flags.file));
  if (catalogue->got_subcommand("diff")) return Print(app::CatalogueDiff(flags.file, flags.other));
  return Print(app::CatalogueList(flags.check.show));
}

void AddNewOrganisation(CLI::App* init, app::NewOrganisationFlags& flags) {
  init->add_option("--new-organisation", flags.folder,
                   "Write an organisation's folder instead: avouch.org.yaml and what goes with it");
  init->add_option("--country", flags.country, "Where the organisation is registered: GB");
  init->add_option("--company-number", flags.company_number, "Its number in the register");
  init->add_option("--sro", flags.sro, "Senior Responsible Owner: 'Name <name@example.org>'");
  init->add_option("--security-lead", flags.security_lead, "Who leads security");
  init->add_option("--developer", flags.developers, "Who develops; again for each");
  init->add_option("--support", flags.support, "Who supports customers; again for each");
  init->add_option("--key", flags.keys, "WHO=FILE.pub, or the key itself; again for each");
  init->add_flag("--documents", flags.documents, "Starting documents of our own, too");
}

void AddSaying(CLI::App& program, Flags& flags) {
  AddNewOrganisation(program.get_subcommand("init"), flags.organisation);
  CLI::App* sign = program.add_subcommand(
      "sign", "A signature beside a file: with a passkey on a page, or with a key of ours");
  sign->add_option("file", flags.sign.file, "What is signed");
  sign->add_option("--key", flags.sign.key, "An Ed25519 private key: writes FILE.sig");
  sign->add_option("--passphrase-file", flags.sign.passphrase_file, "Of that key");
  sign->add_flag("--register", flags.sign.make, "Make a passkey, and print its line");
  sign->add_option("--for", flags.sign.person, "With --register: whose it will be, by id");
  sign->add_option("--org", flags.sign.org, "The organisation's folder");
  sign->add_option("--port", flags.sign.port, "Of the page on this machine (default: a free one)")
      ->check(CLI::Range(1, 65535));
  sign->add_flag("--no-input", flags.no_input, "Never ask anything");
  CLI::App* import = program.add_subcommand(
      "import", "Other systems' exports, kept as they came; --how says how each is made");
  import->add_option("file", flags.import.files, "Exports; with --how, names of profiles");
  import->add_flag("--how", flags.import.how, "The line that makes each export");
  import->add_option("--on", flags.import.on, "The day they were made, if they do not say");
  import->add_flag("--unread", flags.import.unread, "Keep what is not recognised, too");
  import->add_option("--org", flags.import.org, "The organisation's folder");
  import->add_flag("--no-input", flags.no_input, "Never ask anything");
  // Its flags follow from the kind, so they are read where the kinds are known.
  program
      .add_subcommand("record", "A person says that something happened; alone, it lists the kinds")
      ->prefix_command()
      ->set_help_flag();
}

void AddVerbs(CLI::App& program, Flags& flags) {
  CLI::App* check =
      program.add_subcommand("check", "What is true of a repository, where, and what to do");
  check->add_option("path", flags.check.assess.path, "A repository, a folder inside one, or bare");
  AddTarget(check, flags);
  AddShow(check, flags);
  check->add_option("--since", flags.check.since,
                    "Compare with the common ancestor of this revision");
  check->add_option("--fail-on", flags.fail_on, "Exit 1 when there is one: new, not-met, open")
      ->check(CLI::IsMember({"new", "not-met", "open"}));
  check->add_option("--format", flags.check.show.format, "text, json, markdown, html or sarif")
      ->check(CLI::IsMember({"text", "json", "markdown", "html", "sarif"}));
  check->add_option("--output", flags.check.output, "A file instead of standard output");
  check->add_option("--output-dir", flags.check.output_dir,
                    "A folder for observations, details and assessment, as canonical bytes");

  CLI::App* explain =
      program.add_subcommand("explain", "Why a claim has its verdict, and the shortest way to met");
  explain->add_option("claim", flags.claim, "A claim, such as 1.2.2")->required();
  explain->add_option("path", flags.check.assess.path, "A repository");
  AddTarget(explain, flags);
  AddShow(explain, flags);

  CLI::App* fix = program.add_subcommand("fix", "A patch on standard output; nothing is edited");
  fix->add_option("claim", flags.claim, "A claim, such as 1.2.5")->required();
  fix->add_option("path", flags.check.assess.path, "A repository");
  fix->add_option("--digests", flags.digests, "Lines 'image[:tag] sha256:...' for images to pin");
  AddTarget(fix, flags);

  CLI::App* catalogue = program.add_subcommand("catalogue", "The Code as data");
  catalogue->add_subcommand("list", "Themes, principles and claims");
  CLI::App* show =
      catalogue->add_subcommand("show", "One theme, principle or claim, with its guidance");
  show->add_option("number", flags.number, "1, 3.2 or 1.2.2")->required();
  CLI::App* exported = catalogue->add_subcommand("export", "The whole catalogue");
  exported->add_option("--format", flags.export_format, "yaml or json")
      ->check(CLI::IsMember({"yaml", "json"}));
  CLI::App* validate = catalogue->add_subcommand("validate", "Whether a catalogue file is sound");
  validate->add_option("file", flags.file, "A catalogue file")->required();
  CLI::App* diff = catalogue->add_subcommand("diff", "What a catalogue changes of another");
  diff->add_option("file", flags.file,
                   "A catalogue file; alone, what it changes of the embedded one")
      ->required();
  diff->add_option("other", flags.other, "Another: what it changes of the first");
  catalogue->require_subcommand(0, 1);

  CLI::App* init = program.add_subcommand("init", "Six questions; writes avouch.yaml");
  init->add_option("path", flags.init.path, "The product's folder (default: this one)");
  init->add_option("--name", flags.init.answers.name, "The product's name");
  init->add_option("--organisation-name", flags.init.answers.organisation_name,
                   "Who sells it; 'nobody' if nobody does");
  init->add_option("--scope", flags.init.answers.scope, "Your part");
  init->add_option("--delivery", flags.init.answers.delivery, "How customers get it");
  init->add_option("--releases", flags.init.answers.releases, "What a release is");
  init->add_option("--organisation", flags.init.answers.organisation,
                   "Where the organisation's papers live");
  init->add_flag("--no-input", flags.no_input, "Never ask anything");
  AddSaying(program, flags);
}

// One line on what was typed, and where the right words are listed.
std::string WhatIsWrong(const CLI::App& program, const CLI::ParseError& error, int argc,
                        char** argv) {
  auto verbs = program.get_subcommands();  // Those that were typed
  if (!verbs.empty()) {
    std::string name = verbs.front()->get_name();
    return ReplaceAll(error.what(), "\n", " ") + " (avouch " + name + " --help lists its flags)";
  }
  const char* verb = nullptr;
  for (int i = 1; i < argc && verb == nullptr; ++i)
    if (argv[i][0] != '-') verb = argv[i];
  if (verb != nullptr)
    return "no such verb: '" + std::string(verb) + "' (avouch --help lists them)";
  return argc > 1
             ? "a flag without a verb: '" + std::string(argv[1]) +
                   "' (avouch --help lists the verbs)"
             : std::string(
                   "what to do? Start with: avouch check PATH (avouch --help lists the verbs)");
}

}  // namespace

int Run(int argc, char** argv) {
  Flags flags;
  CLI::App program{
      "The UK Software Security Code of Practice as running software.\n"
      "Start with: avouch check PATH"};
  program.name("avouch");  // However it was started
  program.footer(
      "Exit codes: 0 done, 1 the chosen gate fails, 2 usage, 3 configuration, 4 not possible,\n"
      "5 a digest does not hold, 10 an error of ours.");
  program.set_version_flag("--version", kVersion);
  program.require_subcommand(1);
  AddVerbs(program, flags);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error);  // Help and version.
    std::fputs(("avouch: " + Printable(WhatIsWrong(program, error, argc, argv)) + "\n").c_str(),
               stderr);
    return app::kUsageError;
  }
  if (program.got_subcommand("record")) flags.words = program.get_subcommand("record")->remaining();
  try {
    return RunVerb(program, flags);
  } catch (const std::exception& error) {
    std::fputs((std::string("avouch: internal error: ") + error.what() + "\n").c_str(), stderr);
    return app::kInternalError;
  }
}

}  // namespace avouch::cli
