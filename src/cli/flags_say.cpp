#include <CLI/CLI.hpp>
#include <utility>

#include "cli/flags_verbs.h"

namespace avouch::cli {

void AddCollect(CLI::App* collect, Flags& flags) {
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

void AddSign(CLI::App* sign, Flags& flags) {
  sign->add_option("file", flags.sign.file, "What is signed");
  sign->add_option("--key", flags.sign.key, "An Ed25519 private key: writes FILE.sig");
  sign->add_option("--passphrase-file", flags.sign.passphrase_file, "Of that key");
  sign->add_flag("--register", flags.sign.make, "Make a passkey, and print its line");
  sign->add_option("--for", flags.sign.person, "With --register: whose it will be, by id");
  sign->add_option("--org", flags.sign.org, "The organisation's folder");
  sign->add_option("--port", flags.sign.port, "Of the page on this machine (default: a free one)")
      ->check(CLI::Range(1, 65535));
  sign->add_flag("--no-input", flags.no_input, "Never ask anything");
}

void AddImport(CLI::App* import, Flags& flags) {
  import->add_option("file", flags.import.files, "Exports; with --how, names of profiles");
  import->add_flag("--how", flags.import.how, "The line that makes each export");
  import->add_option("--on", flags.import.on, "The day they were made, if they do not say");
  import->add_flag("--unread", flags.import.unread, "Keep what is not recognised, too");
  import->add_option("--org", flags.import.org, "The organisation's folder");
  import->add_flag("--no-input", flags.no_input, "Never ask anything");
}

// Its flags follow from the kind, so they are read where the kinds are known.
void AddRecord(CLI::App* record, Flags&) { record->prefix_command()->set_help_flag(); }

}  // namespace avouch::cli
