#include <CLI/CLI.hpp>
#include <string_view>
#include <utility>

#include "cli/flags_verbs.h"

namespace avouch::cli {

void AddPrivateKey(CLI::App* verb, const char* flag, app::KeySource& key, const char* says) {
  verb->add_option(flag, key.file, says);
  verb->add_option("--passphrase-file", key.passphrase_file, "Its passphrase, on the first line");
}

void AddSeal(CLI::App* seal, Flags& flags) {
  seal->add_option("--product", flags.seal.assess.path, "The product's repository (default: here)");
  seal->add_option("--commit", flags.seal.assess.commit, "The commit to assess (default HEAD)");
  seal->add_option("--at", flags.at, "The day or time to decide at (default now)");
  seal->add_option("--config", flags.seal.assess.config, "Instead of the commit's avouch.yaml");
  seal->add_option("--org", flags.seal.assess.organisation, "The organisation's folder");
  seal->add_option("--evidence", flags.seal.assess.evidence, "A folder of results");
  seal->add_option("--ledger", flags.seal.ledger, "The ledger's folder (default: ORG/ledger)");
  AddPrivateKey(seal, "--log-key", flags.seal.log_key, "The log's private key (or AVOUCH_LOG_KEY)");
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

void AddVerify(CLI::App* verify, Flags& flags) {
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

void AddCoverage(CLI::App* coverage, Flags& flags) {
  coverage->add_option("bundles", flags.coverage.bundles, "Bundles, or folders of them")
      ->required();
  coverage->add_option("--org", flags.coverage.organisation, "What lists the products");
  coverage->add_flag("--all", flags.coverage.all, "A line for each claim, met for all or not");
  coverage->add_option("--at", flags.at, "The day or time to read them at (default now)");
}

void AddBrief(CLI::App* brief, Flags& flags) {
  brief->add_option("bundle", flags.brief.bundle, "A bundle, for assessor or internal")->required();
  brief->add_option("--organisation", flags.brief.organisation, "The fingerprint you expect");
  brief->add_option("--until", flags.brief.until, "The last day");
  brief->add_option("--format", flags.brief.format, "text, markdown or html")
      ->check(CLI::IsMember({"text", "markdown", "html"}));
  brief->add_option("--at", flags.at, "The day or time to read it at (default now)");
}

void AddAffirm(CLI::App* affirm, Flags& flags) {
  affirm->add_option("bundle", flags.affirm.bundle, "The bundle")->required();
  affirm->add_option("--by", flags.affirm.by, "Id of the person (default: the only sro)");
  affirm->add_option("--until", flags.affirm.until, "The last day, such as 2027-06-30");
  affirm->add_option("--reservation", flags.affirm.reservations, "CLAIM=why; may be repeated");
  AddPrivateKey(affirm, "--key", flags.affirm.key,
                "A private key of ours; without, see --statement");
  affirm->add_option("--statement", flags.affirm.statement,
                     "A statement written before, with FILE.sig or FILE.passkey.json beside it");
  affirm->add_option("--organisation", flags.affirm.organisation, "The fingerprint you expect");
  affirm->add_option("--output", flags.affirm.output, "The file to write");
  affirm->add_option("--at", flags.at, "The day or time of signing (default now)");
  affirm->add_flag("--no-input", flags.no_input, "Never ask anything");
}

void AddReview(CLI::App* review, Flags& flags) {
  CLI::App* start = review->add_subcommand("start", "Proves a bundle, and unpacks it to a folder");
  start->add_option("bundle", flags.review_start.bundle, "A bundle, for assessor")->required();
  start->add_option("--into", flags.review_start.into, "A new folder (default: BUNDLE.review)");
  start->add_option("--organisation", flags.review_start.organisation,
                    "The fingerprint you expect");
  start->add_option("--at", flags.at, "The day or time to read it at (default now)");
  CLI::App* finish = review->add_subcommand("finish", "Reads the rows strictly, and signs them");
  finish->add_option("folder", flags.review_finish.folder, "The folder that start made")
      ->required();
  AddPrivateKey(finish, "--key", flags.review_finish.key,
                "A private key of ours; without, see --signed");
  finish->add_flag("--leave-undecided", flags.review_finish.leave_undecided,
                   "Sign although rows are undecided; they are told as such");
  finish->add_flag("--signed", flags.review_finish.statement,
                   "Take review.statement.json, with its .sig or .passkey.json beside it");
  finish->add_option("--at", flags.at, "The day or time of signing (default now)");
  finish->add_flag("--no-input", flags.no_input, "Never ask anything");
  review->require_subcommand(1);
}

void AddLedger(CLI::App* ledger, Flags& flags) {
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
    AddPrivateKey(verb, "--log-key", flags.ledger.key, "Or its private key");
    verb->add_flag("--no-input", flags.no_input, "Never ask anything");
  }
  ledger->require_subcommand(1);
}

void AddKey(CLI::App* key, Flags& flags) {
  CLI::App* fresh = key->add_subcommand("new", "A new Ed25519 key, protected by a passphrase");
  fresh->add_option("file", flags.key.file, "The file to write; it may not exist")->required();
  fresh->add_option("--passphrase-file", flags.key.passphrase_file, "On the first line");
  fresh->add_flag("--plain", flags.plain, "Without a passphrase");
  fresh->add_flag("--no-input", flags.no_input, "Never ask anything");
  key->require_subcommand(1);
}

}  // namespace avouch::cli
