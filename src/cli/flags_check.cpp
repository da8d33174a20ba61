#include <CLI/CLI.hpp>

#include "cli/flags_verbs.h"

namespace avouch::cli {
namespace {

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

}  // namespace

void AddCheck(CLI::App* check, Flags& flags) {
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
}

void AddExplain(CLI::App* explain, Flags& flags) {
  explain->add_option("claim", flags.claim, "A claim, such as 1.2.2")->required();
  explain->add_option("path", flags.check.assess.path, "A repository");
  AddTarget(explain, flags);
  AddShow(explain, flags);
}

void AddFix(CLI::App* fix, Flags& flags) {
  fix->add_option("claim", flags.claim, "A claim, such as 1.2.5")->required();
  fix->add_option("path", flags.check.assess.path, "A repository");
  fix->add_option("--digests", flags.digests, "Lines 'image[:tag] sha256:...' for images to pin");
  AddTarget(fix, flags);
}

void AddCatalogue(CLI::App* catalogue, Flags& flags) {
  catalogue->add_subcommand("list", "Themes, principles and claims");
  CLI::App* show =
      catalogue->add_subcommand("show", "One theme, principle or claim, with its guidance");
  show->add_option("number", flags.number, "1, 3.2 or 1.2.2")->required();
  CLI::App* exported = catalogue->add_subcommand("export", "The whole catalogue");
  exported
      ->add_option("--format", flags.export_format,
                   "yaml, json, or for other tools: cyclonedx, oscal, ciso-assistant")
      ->check(CLI::IsMember({"yaml", "json", "cyclonedx", "oscal", "ciso-assistant"}));
  CLI::App* validate = catalogue->add_subcommand("validate", "Whether a catalogue file is sound");
  validate->add_option("file", flags.file, "A catalogue file")->required();
  CLI::App* wording = catalogue->add_subcommand(
      "import", "Keeps the official wording that you supply, for showing; '-' takes it away");
  wording->add_option("file", flags.file, "UTF-8 lines: N.N.N wording")->required();
  CLI::App* diff = catalogue->add_subcommand("diff", "What a catalogue changes of another");
  diff->add_option("file", flags.file,
                   "A catalogue file; alone, what it changes of the embedded one")
      ->required();
  diff->add_option("other", flags.other, "Another: what it changes of the first");
  catalogue->require_subcommand(0, 1);
}

void AddInit(CLI::App* init, Flags& flags) {
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
  AddNewOrganisation(init, flags.organisation);
}

}  // namespace avouch::cli
