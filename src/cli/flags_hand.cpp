#include <CLI/CLI.hpp>
#include <string>

#include "cli/flags_verbs.h"

namespace avouch::cli {

void AddExport(CLI::App* verb, Flags& flags) {
  app::ExportOptions& exported = flags.exported;
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
  AddPrivateKey(verb, "--key", exported.company.key,
                "A private key of ours; without, see --statement");
  verb->add_option("--statement", exported.company.statement,
                   "A statement written before, with FILE.sig or FILE.passkey.json beside it");
  verb->add_option("--at", flags.at, "The day or time to decide or sign at (default now)");
  verb->add_flag("--no-input", flags.no_input, "Never ask anything");
}

void AddLint(CLI::App* lint, Flags& flags) {
  lint->add_option("form", flags.lint.file, "A self-assessment as .docx, .md or .csv")->required();
  lint->add_option("--format", flags.check.show.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  lint->add_option("--at", flags.at, "The day or time to read it at (default now)");
  lint->add_flag("--online", flags.lint.online,
                 "Ask every address that it cites, over https; this alone uses the network");
  lint->add_flag("--fail-on-finding", flags.lint.fail_on_finding,
                 "Exit 1 when a claim has no row or something is found");
}

void AddPublish(CLI::App* verb, Flags& flags) {
  app::PublishOptions& publish = flags.publish;
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

void AddSupplier(CLI::App* verb, Flags& flags) {
  app::SupplierOptions& supplier = flags.supplier;
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

void AddAnswer(CLI::App* verb, Flags& flags) {
  app::AnswerSetOptions& answer = flags.answer;
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

}  // namespace avouch::cli
