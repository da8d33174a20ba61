#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>

#include "app/affirm.h"
#include "app/catalogue.h"
#include "app/check.h"
#include "app/collect.h"
#include "app/import.h"
#include "app/init.h"
#include "app/ledger.h"
#include "app/lint.h"
#include "app/new_organisation.h"
#include "app/organisation_file.h"
#include "app/record.h"
#include "app/review.h"
#include "app/seal.h"
#include "app/sign.h"
#include "app/verify.h"
#include "app/verify_page.h"
#include "base/text.h"
#include "os/clock.h"
#include "os/durable.h"
#include "os/environment.h"
#include "os/memory.h"
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
  app::CollectTestsFlags tests;
  app::CollectPublishedFlags published;
  std::vector<std::string> words;  // What stands after `record`
  app::SealOptions seal;
  app::VerifyOptions verify;
  std::string page;  // Where `verify --write-page` writes
  app::BriefOptions brief;
  app::AffirmOptions affirm;
  app::ExportFlags exported;
  app::ReviewStartOptions review_start;
  app::ReviewFinishOptions review_finish;
  app::LedgerOptions ledger;
  app::LintOptions lint;
  app::KeySource key;
  bool plain = false;
  bool no_input = false, require_sandbox = false, no_cache = false;
};

constexpr const char* kVersion = "avouch 0.1.0";

void AddTarget(CLI::App* verb, Flags& flags) {
  verb->add_option("--commit", flags.check.assess.commit, "The commit to assess (default HEAD)");
  verb->add_option("--at", flags.at, "The day or time to decide at (default now)");
  verb->add_option("--config", flags.check.assess.config,
                   "A file instead of the commit's avouch.yaml");
  verb->add_option("--org", flags.check.assess.organisation,
                   "The folder of the organisation's papers, or its signed file: who said what "
                   "counts from there");
  verb->add_option("--evidence", flags.check.assess.evidence,
                   "A folder of test and scanner results");
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
  if (used("collect")) {
    flags.tests.by = flags.published.by = kVersion;
    if (program.get_subcommand("collect")->got_subcommand("tests"))
      return app::CollectTests(flags.tests, os::Now(), confine);
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

Answer RunReview(const CLI::App& verb, Flags& flags) {
  flags.review_start.memory = flags.review_finish.memory = app::MemoryFolder();
  flags.review_finish.key.no_input = flags.no_input;
  const Time now = flags.check.assess.at;
  if (verb.got_subcommand("start")) return app::ReviewStart(flags.review_start, now, ConfineBoth);
  return app::ReviewFinish(flags.review_finish, now, ConfineBoth);
}

Answer RunLedger(const CLI::App& verb, Flags& flags) {
  flags.ledger.key.no_input = flags.no_input;
  if (verb.got_subcommand("show")) return app::LedgerShow(flags.ledger);
  if (verb.got_subcommand("prove")) return app::LedgerProve(flags.ledger);
  if (verb.got_subcommand("fsck")) return app::LedgerFsck(flags.ledger);
  return app::LedgerVerify(flags.ledger);
}

// The verbs that seal, prove and sign; nothing when it is another.
std::optional<Answer> RunSealing(CLI::App& program, Flags& flags) {
  const auto used = [&](const char* verb) { return program.got_subcommand(verb); };
  flags.key.no_input = flags.affirm.key.no_input = flags.exported.key.no_input = flags.no_input;
  if (used("seal")) return RunSeal(flags);
  if (used("verify")) return RunVerify(flags);
  if (used("export")) return app::Export(flags.exported, flags.check.assess.at, ConfineBoth);
  if (used("review")) return RunReview(*program.get_subcommand("review"), flags);
  if (used("ledger")) return RunLedger(*program.get_subcommand("ledger"), flags);
  if (used("key")) return app::NewKey(flags.key, flags.plain);
  if (used("lint")) {
    if (auto confined = ConfineBoth({}, {flags.lint.file}); !confined)
      return app::Refuse(confined.error());
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
  if (used("affirm")) return app::Affirm(flags.affirm, flags.check.assess.at, ConfineBoth);
  return std::nullopt;
}

int RunVerb(CLI::App& program, Flags& flags) {
  auto used = [&](const char* verb) { return program.got_subcommand(verb); };
  if (auto refused = Settle(flags)) return Print(*refused);
  if (auto said = RunSaying(program, flags)) return Print(*said);
  if (auto sealed = RunSealing(program, flags)) return Print(*sealed);
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

void AddCollect(CLI::App& program, Flags& flags) {
  CLI::App* collect = program.add_subcommand(
      "collect", "Results and published places into an evidence folder, each with its binding");
  CLI::App* tests = collect->add_subcommand("tests", "Results of tests and scans, of one commit");
  tests->add_option("file", flags.tests.files, "JUnit, TRX, SARIF, CycloneDX, grype, gitleaks");
  tests->add_option("--commit", flags.tests.commit, "The commit that they are of");
  tests->add_option("--product", flags.tests.product, "Its repository (default: here)");
  tests->add_option("--kind", flags.tests.kind, "What the tests are: unit, first-run, fuzz");
  tests->add_flag("--whole-history", flags.tests.whole_history,
                  "The scans looked through the tree and all history");
  tests->add_flag("--from-ci", flags.tests.from_ci,
                  "Say which run it was, and without --commit of which commit, as the CI says");
  CLI::App* published = collect->add_subcommand(
      "published", "What published places show now; this verb alone uses the network");
  published->add_option("url", flags.published.urls,
                        "https addresses, or PURPOSE=URL (default: those that the papers name)");
  published->add_option("--product", flags.published.product, "The folder with avouch.yaml");
  published->add_option("--org", flags.published.org, "The organisation's folder");
  for (auto [verb, output] :
       {std::pair{tests, &flags.tests.output}, std::pair{published, &flags.published.output}}) {
    verb->add_option("--output", *output, "The evidence folder (default: evidence)");
    verb->add_flag("--no-input", flags.no_input, "Never ask anything");
  }
  collect->require_subcommand(1);
}

void AddSaying(CLI::App& program, Flags& flags) {
  AddCollect(program, flags);
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

void AddKey(CLI::App* verb, const char* flag, app::KeySource& key, const char* says) {
  verb->add_option(flag, key.file, says);
  verb->add_option("--passphrase-file", key.passphrase_file, "Its passphrase, on the first line");
}

void AddSeal(CLI::App& program, Flags& flags) {
  CLI::App* seal = program.add_subcommand(
      "seal", "Checks, appends what is new to the ledger, and writes the bundle that travels");
  seal->add_option("--product", flags.seal.assess.path, "The product's repository (default: here)");
  seal->add_option("--commit", flags.seal.assess.commit, "The commit to assess (default HEAD)");
  seal->add_option("--at", flags.at, "The day or time to decide at (default now)");
  seal->add_option("--config", flags.seal.assess.config, "Instead of the commit's avouch.yaml");
  seal->add_option("--org", flags.seal.assess.organisation, "The organisation's folder");
  seal->add_option("--evidence", flags.seal.assess.evidence, "A folder of results");
  seal->add_option("--ledger", flags.seal.ledger, "The ledger's folder (default: ORG/ledger)");
  AddKey(seal, "--log-key", flags.seal.log_key, "The log's private key (or AVOUCH_LOG_KEY)");
  seal->add_option("--log-name", flags.seal.log_name, "What a new log is called: example.com/log");
  seal->add_option("--for", flags.seal.audience, "public, customer, assessor or internal")
      ->check(CLI::IsMember({"public", "customer", "assessor", "internal"}));
  seal->add_option("--version-name", flags.seal.version, "What this version is called");
  seal->add_option("--affirmation", flags.seal.affirmations, "A file that avouch affirm wrote");
  seal->add_flag("--source-is-public", flags.seal.source_is_public,
                 "What was computed from the source is for anybody; who wrote it is not");
  seal->add_option("--output", flags.seal.output, "The bundle (default: PRODUCT-VERSION.avouch)");
  seal->add_flag("--no-input", flags.no_input, "Never ask anything");
}

void AddVerify(CLI::App& program, Flags& flags) {
  CLI::App* verify =
      program.add_subcommand("verify", "Whether a bundle is whole, and what it says");
  verify->add_option("file", flags.verify.file, "A bundle");
  verify->add_option("--write-page", flags.page,
                     "Write the page that checks bundles in a browser, for a customer");
  verify->add_flag("--redo", flags.verify.redo, "Decide again from the evidence inside");
  verify->add_option("--recollect", flags.verify.recollect,
                     "A checkout of the source: collect again from it, at the bundle's commit");
  verify->add_option("--policy", flags.verify.policy, "Decide by your own policy, of this file");
  verify->add_option("--organisation", flags.verify.organisation,
                     "The fingerprint that you were told by another road");
  verify->add_option("--log", flags.verify.log_key, "The log's key that you expect");
  verify->add_option("--witness", flags.verify.witnesses,
                     "The key of a witness who must have cosigned; again for each");
  verify
      ->add_option("--quorum", flags.verify.quorum,
                   "How many of these witnesses it takes (default: all)")
      ->check(CLI::Range(1, 1000));
  verify->add_option("--review", flags.verify.review, "An assessor's review of it, told apart");
  verify->add_option("--reviewer", flags.verify.reviewer,
                     "The assessor's key or its fingerprint, that you were told by another road");
  verify->add_option("--at", flags.at, "The day or time to read it at (default now)");
}

void AddAffirm(CLI::App& program, Flags& flags) {
  CLI::App* brief =
      program.add_subcommand("brief", "What the Senior Responsible Owner is asked to say");
  brief->add_option("bundle", flags.brief.bundle, "A bundle, for assessor or internal")->required();
  brief->add_option("--organisation", flags.brief.organisation, "The fingerprint you expect");
  brief->add_option("--until", flags.brief.until, "The last day");
  brief->add_option("--format", flags.brief.format, "text, markdown or html")
      ->check(CLI::IsMember({"text", "markdown", "html"}));
  brief->add_option("--at", flags.at, "The day or time to read it at (default now)");
  CLI::App* affirm = program.add_subcommand("affirm", "Signs exactly that");
  affirm->add_option("bundle", flags.affirm.bundle, "The bundle")->required();
  affirm->add_option("--by", flags.affirm.by, "Id of the person (default: the only sro)");
  affirm->add_option("--until", flags.affirm.until, "The last day, such as 2027-06-30");
  affirm->add_option("--reservation", flags.affirm.reservations, "CLAIM=why; may be repeated");
  AddKey(affirm, "--key", flags.affirm.key, "A private key of ours; without, see --statement");
  affirm->add_option("--statement", flags.affirm.statement,
                     "A statement written before, with FILE.sig or FILE.passkey.json beside it");
  affirm->add_option("--organisation", flags.affirm.organisation, "The fingerprint you expect");
  affirm->add_option("--output", flags.affirm.output, "The file to write");
  affirm->add_option("--at", flags.at, "The day or time of signing (default now)");
  affirm->add_flag("--no-input", flags.no_input, "Never ask anything");
}

void AddLint(CLI::App& program, Flags& flags) {
  CLI::App* lint = program.add_subcommand("lint", "What is wrong with a filled form");
  lint->add_option("form", flags.lint.file, "A self-assessment as .docx, .md or .csv")->required();
  lint->add_option("--format", flags.check.show.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  lint->add_option("--at", flags.at, "The day or time to read it at (default now)");
  lint->add_flag("--fail-on-finding", flags.lint.fail_on_finding,
                 "Exit 1 when a claim has no row or something is found");
}

void AddExport(CLI::App& program, Flags& flags) {
  CLI::App* verb = program.add_subcommand(
      "export", "The organisation's signed file: what its products share, with no personal data");
  verb->add_flag("--organisation", flags.exported.organisation, "What is exported");
  verb->add_option("--org", flags.exported.org, "The organisation's folder");
  verb->add_option("--output", flags.exported.output, "The file (default: NAME-DAY.avouch-org)");
  verb->add_option("--by", flags.exported.by, "Id of the person (default: the only sro)");
  AddKey(verb, "--key", flags.exported.key, "A private key of ours; without, see --statement");
  verb->add_option("--statement", flags.exported.statement,
                   "A statement written before, with FILE.sig or FILE.passkey.json beside it");
  verb->add_option("--at", flags.at, "The day or time of signing (default now)");
  verb->add_flag("--no-input", flags.no_input, "Never ask anything");
}

void AddReview(CLI::App& program, Flags& flags) {
  CLI::App* review = program.add_subcommand(
      "review", "An independent assessor's own verdicts over frozen evidence, signed apart");
  CLI::App* start = review->add_subcommand("start", "Proves a bundle, and unpacks it to a folder");
  start->add_option("bundle", flags.review_start.bundle, "A bundle, for assessor")->required();
  start->add_option("--into", flags.review_start.into, "A new folder (default: BUNDLE.review)");
  start->add_option("--organisation", flags.review_start.organisation,
                    "The fingerprint you expect");
  start->add_option("--at", flags.at, "The day or time to read it at (default now)");
  CLI::App* finish = review->add_subcommand("finish", "Reads the rows strictly, and signs them");
  finish->add_option("folder", flags.review_finish.folder, "The folder that start made")
      ->required();
  AddKey(finish, "--key", flags.review_finish.key, "A private key of ours; without, see --signed");
  finish->add_flag("--leave-undecided", flags.review_finish.leave_undecided,
                   "Sign although rows are undecided; they are told as such");
  finish->add_flag("--signed", flags.review_finish.statement,
                   "Take review.statement.json, with its .sig or .passkey.json beside it");
  finish->add_option("--at", flags.at, "The day or time of signing (default now)");
  finish->add_flag("--no-input", flags.no_input, "Never ask anything");
  review->require_subcommand(1);
}

void AddLedger(CLI::App& program, Flags& flags) {
  CLI::App* ledger = program.add_subcommand("ledger", "Looks at a ledger; writes nothing");
  const std::pair<const char*, const char*> kVerbs[] = {
      {"verify", "Whether checkpoint, journal and tiles are of one tree"},
      {"show", "A line for each entry"},
      {"prove", "That a payload is in it, as JSON"},
      {"fsck", "verify, and every payload"}};
  for (const auto& [name, says] : kVerbs) {
    CLI::App* verb = ledger->add_subcommand(name, says);
    verb->add_option("folder", flags.ledger.folder, "The ledger's folder")->required();
    if (std::string_view(name) == "prove")
      verb->add_option("id", flags.ledger.id, "SHA-256 of the payload")->required();
    if (std::string_view(name) == "show") continue;
    verb->add_option("--log", flags.ledger.log_key, "The log's public key: name+hash+key");
    AddKey(verb, "--log-key", flags.ledger.key, "Or its private key");
    verb->add_flag("--no-input", flags.no_input, "Never ask anything");
  }
  ledger->require_subcommand(1);
  CLI::App* key = program.add_subcommand("key", "Keys of ours");
  CLI::App* fresh = key->add_subcommand("new", "A new Ed25519 key, protected by a passphrase");
  fresh->add_option("file", flags.key.file, "The file to write; it may not exist")->required();
  fresh->add_option("--passphrase-file", flags.key.passphrase_file, "On the first line");
  fresh->add_flag("--plain", flags.plain, "Without a passphrase");
  fresh->add_flag("--no-input", flags.no_input, "Never ask anything");
  key->require_subcommand(1);
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
  os::KeepFreedMemory();
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
  AddSeal(program, flags);
  AddVerify(program, flags);
  AddAffirm(program, flags);
  AddExport(program, flags);
  AddLint(program, flags);
  AddReview(program, flags);
  AddLedger(program, flags);
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
