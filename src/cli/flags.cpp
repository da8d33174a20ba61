#include "cli/flags.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string_view>
#include <tuple>

#include "base/text.h"

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
  CLI::App* coverage =
      program.add_subcommand("coverage", "For how many products each claim is met");
  coverage->add_option("bundles", flags.coverage.bundles, "Bundles, or folders of them")
      ->required();
  coverage->add_option("--org", flags.coverage.organisation, "What lists the products");
  coverage->add_flag("--all", flags.coverage.all, "A line for each claim, met for all or not");
  coverage->add_option("--at", flags.at, "The day or time to read them at (default now)");
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
  lint->add_flag("--online", flags.lint.online,
                 "Ask every address that it cites, over https; this alone uses the network");
  lint->add_flag("--fail-on-finding", flags.lint.fail_on_finding,
                 "Exit 1 when a claim has no row or something is found");
}

void AddExport(CLI::App& program, Flags& flags) {
  app::ExportOptions& exported = flags.exported;
  CLI::App* verb = program.add_subcommand(
      "export", "An answer in the shape that somebody asks for; or the organisation's signed file");
  verb->add_option("what", exported.what.assess.path,
                   "A repository, which is assessed now, or a bundle (default: here)");
  std::string formats;
  for (const auto& format : app::ExportFormats())
    formats += (formats.empty() ? "" : ", ") + std::string(format.name);
  verb->add_option("--format", exported.format, formats);
  verb->add_option("--into", exported.into, "A self-assessment template for Word, filled in place");
  verb->add_option("--since", exported.what.since, "An earlier bundle: what changed since");
  verb->add_option("--commit", exported.what.assess.commit, "The commit to assess (default HEAD)");
  verb->add_option("--config", exported.what.assess.config, "Instead of the commit's avouch.yaml");
  verb->add_option("--evidence", exported.what.assess.evidence, "A folder of results");
  verb->add_flag("--organisation", exported.company.organisation,
                 "The organisation's file: what its products share, with no personal data");
  verb->add_option("--org", exported.company.org, "The organisation's folder");
  verb->add_option("--output", exported.output, "The file to write");
  verb->add_option("--by", exported.company.by, "Id of the person (default: the only sro)");
  AddKey(verb, "--key", exported.company.key, "A private key of ours; without, see --statement");
  verb->add_option("--statement", exported.company.statement,
                   "A statement written before, with FILE.sig or FILE.passkey.json beside it");
  verb->add_option("--at", flags.at, "The day or time to decide or sign at (default now)");
  verb->add_flag("--no-input", flags.no_input, "Never ask anything");
}

void AddPublish(CLI::App& program, Flags& flags) {
  app::PublishOptions& publish = flags.publish;
  CLI::App* verb = program.add_subcommand(
      "publish",
      "A static trust centre out of sealed bundles: pages to read, and the same as JSON");
  verb->add_option("folder", publish.folder,
                   "The folder to write; what it said before is kept as history")
      ->required();
  verb->add_option("--from", publish.from,
                   "A bundle sealed --for public or customer; again for each product");
  verb->add_option("--earlier", publish.earlier,
                   "Earlier bundles of these products, for the history");
  verb->add_option("--organisation", publish.organisation,
                   "The fingerprint of the organisation that they are from");
  verb->add_option("--at", flags.at, "The day or time to verify and publish at (default now)");
}

void AddSupplier(CLI::App& program, Flags& flags) {
  app::SupplierOptions& supplier = flags.supplier;
  CLI::App* verb = program.add_subcommand("supplier", "For who buys software: what suppliers show");
  CLI::App* compare = verb->add_subcommand("compare", "Several side by side, claim by claim");
  compare->add_option("files", supplier.files, "Bundles, or filled forms")->required();
  CLI::App* ask = verb->add_subcommand("ask", "A letter that asks one for what is missing");
  ask->add_option("file", supplier.files, "A bundle, or a filled form")->required()->expected(1);
  ask->add_option("--from", supplier.from, "Who signs the letter");
  ask->add_option("--record", supplier.record, "A folder for the record that one asked");
  CLI::App* clauses = verb->add_subcommand("clauses", "A clause for a contract for each claim");
  for (CLI::App* one : {compare, ask, clauses})
    one->add_option("--format", supplier.format, "text, markdown or html")
        ->check(CLI::IsMember({"text", "markdown", "html"}));
  for (CLI::App* one : {compare, ask})
    one->add_option("--at", flags.at, "The day or time to verify at (default now)");
  verb->require_subcommand(1);
}

void AddSbom(CLI::App& program, Flags& flags) {
  app::SbomOptions& sbom = flags.sbom;
  CLI::App* verb = program.add_subcommand("sbom", "What software is made of: SBOMs made and read");
  std::string formats = "text";
  for (const auto& format : app::SbomFormats()) formats += ", " + std::string(format.name);
  const std::tuple<const char*, const char*, const char*> kVerbs[] = {
      {"generate", "The SBOM of a repository, or of what a file is made of",
       "A repository, a folder or a file (default: here)"},
      {"validate", "Whether an SBOM is valid, and what it leaves out", "An SBOM"},
      {"diff", "What changed from one to another", "SBOMs or sources; with --since a repository"},
      {"merge", "Several of one product as one", "SBOMs or sources"},
      {"convert", "The same in another format", "An SBOM"},
      {"explain", "Why a component is there, and where", "An SBOM or a source (default: here)"},
      {"history", "When each component came in, and when its versions changed",
       "A repository (default: here), or a package and a repository"}};
  for (const auto& [name, says, what] : kVerbs) {
    CLI::App* one = verb->add_subcommand(name, says);
    const std::string_view is = name;
    if (is == "explain") one->add_option("package", sbom.package, "A purl, or a name")->required();
    one->add_option("files", sbom.files, what);
    if (is == "generate" || is == "merge" || is == "convert") {
      one->add_option("--format", sbom.format, formats + " (default: cyclonedx)");
      one->add_option("--output", sbom.output, "The file to write (default: standard output)");
    }
    if (is == "history") {
      one->add_option("--format", sbom.format, "text, json (default: text)");
      one->add_option("--output", sbom.output, "The file to write (default: standard output)");
      one->add_flag("--all", sbom.everything, "Components that are gone, too");
      one->add_option("--newest", sbom.newest,
                      "What a package manager says is newest (npm outdated --json and its like); "
                      "may be given again")
          ->allow_extra_args(false);
    }
    if (is == "generate") one->add_flag("--all", sbom.everything, "What builds and tests it, too");
    if (is == "generate" || is == "explain")
      one->add_option("--platform", sbom.platform,
                      "Of an image for several, such as linux/arm64 (default: the first)");
    if (is == "generate" || is == "explain")
      one->add_option("--package-cache", sbom.caches,
                      "A folder in which Maven, Gradle or Go keeps what it has fetched "
                      "(~/.m2/repository and its like), to look up what is needed further down; "
                      "read as data; may be given again")
          ->allow_extra_args(false);
    if (is == "diff")
      one->add_option("--since", sbom.since, "An earlier revision of the one repository");
    if (is == "validate") continue;
    one->add_option("--commit", sbom.commit, "Of a repository (default HEAD)");
    one->add_option("--at", flags.at, "The time told where no commit tells one (default now)");
  }
  verb->require_subcommand(1);
}

void AddAnswer(CLI::App& program, Flags& flags) {
  app::AnswerSetOptions& answer = flags.answer;
  CLI::App* verb = program.add_subcommand(
      "answer", "Other people's questions, with the evidence for each; alone, lists the sets");
  verb->add_option("set", answer.set, "The set of questions: ssdf, cra, dtac and others");
  verb->add_option("what", answer.where,
                   "A repository, which is assessed now, or a bundle (default: here)");
  verb->add_option("--format", answer.format, "text, markdown, csv or docx")
      ->check(CLI::IsMember({"text", "markdown", "csv", "docx"}));
  verb->add_option("--output", answer.output,
                   "The file to write (default: standard output; of a docx PRODUCT-VERSION-SET)");
  verb->add_option("--for", answer.to, "To whom it is told, with --remember");
  verb->add_option("--remember", answer.remember, "A folder for the record of what was told");
  verb->add_option("--check", answer.check,
                   "A folder of such records: says which no longer hold of WHAT, and exits 1");
  verb->add_option("--commit", answer.what.assess.commit, "The commit to assess (default HEAD)");
  verb->add_option("--config", answer.what.assess.config, "Instead of the commit's avouch.yaml");
  verb->add_option("--org", answer.what.assess.organisation, "The organisation's folder");
  verb->add_option("--evidence", answer.what.assess.evidence, "A folder of results");
  verb->add_option("--at", flags.at, "The day or time to decide at (default now)");
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

std::optional<int> Parse(int argc, char** argv, const char* version, Flags& flags) {
  CLI::App program{
      "The UK Software Security Code of Practice as running software.\n"
      "Start with: avouch check PATH"};
  program.name("avouch");  // However it was started
  program.footer(
      "Exit codes: 0 done, 1 the chosen gate fails, 2 usage, 3 configuration, 4 not possible,\n"
      "5 a digest does not hold, 10 an error of ours.");
  program.set_version_flag("--version", version);
  program.require_subcommand(1);
  AddVerbs(program, flags);
  AddSeal(program, flags);
  AddVerify(program, flags);
  AddAffirm(program, flags);
  AddExport(program, flags);
  AddPublish(program, flags);
  AddLint(program, flags);
  AddReview(program, flags);
  AddSupplier(program, flags);
  AddSbom(program, flags);
  AddAnswer(program, flags);
  AddLedger(program, flags);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error);  // Help and version.
    std::fputs(("avouch: " + Printable(WhatIsWrong(program, error, argc, argv)) + "\n").c_str(),
               stderr);
    return app::kUsageError;
  }
  const CLI::App* verb = program.get_subcommands().front();
  flags.verb = verb->get_name();
  if (const auto under = verb->get_subcommands(); !under.empty())
    flags.under = under.front()->get_name();
  if (flags.verb == "record") flags.words = verb->remaining();
  return std::nullopt;
}

}  // namespace avouch::cli
