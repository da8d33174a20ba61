#include "app/lint.h"

#include <filesystem>

#include "app/lint_online.h"
#include "app/wording.h"
#include "base/text.h"
#include "formats/form.h"
#include "formats/form_lint.h"
#include "os/curl_transport.h"
#include "os/file.h"
#include "report/form_text.h"
#include "statement/embedded.h"
#include "statement/form_words_file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxForm = 64u << 20;

Result<report::FormReading> Read(const LintOptions& options, const model::Catalogue& catalogue,
                                 Time now) {
  AVOUCH_TRY(const model::FormWords words,
             statement::ReadFormWords(statement::EmbeddedFile("form-words.yaml").value_or("")));
  AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(options.file, kMaxForm));
  const Path path(std::filesystem::path(options.file).filename().string());
  report::FormReading out;
  out.file = path.bytes;
  AVOUCH_TRY(const Wording official, LoadWording(catalogue));
  auto form = formats::ReadForm(path, bytes, catalogue,
                                formats::FormWording(words, catalogue, official.claims));
  if (!form) {
    auto& error = form.error();
    if (!error.where.starts_with(path.bytes))
      error.where = path.bytes + (error.where.empty() ? "" : ", " + error.where);
    return std::unexpected(error);
  }
  out.form = std::move(*form);
  out.missing = formats::MissingClaims(out.form, catalogue);
  out.findings = formats::LintForm(out.form, catalogue, words, now);
  if (!options.online) return out;
  os::SystemResolver resolver;
  AVOUCH_TRY(auto transport,
             os::CurlTransport::Load({.user_agent = ReplaceAll(options.by, " ", "/")}));
  for (auto& finding : DeadAddresses(out.form, resolver, transport))
    out.findings.push_back(std::move(finding));
  return out;
}

}  // namespace

Answer Lint(const LintOptions& options, Time now) {
  auto catalogue = LoadCatalogue();
  if (!catalogue) return Refuse(catalogue.error());
  auto reading = Read(options, *catalogue, now);
  if (!reading) return Refuse(reading.error());
  const bool clean = reading->missing.empty() && reading->findings.empty();
  const int exit = options.fail_on_finding && !clean ? kGateFailed : kDone;
  if (!options.json)
    return {exit, report::FormText(*reading, *catalogue, options.width, options.colour), ""};
  auto json = report::FormJson(*reading);
  if (!json) return Refuse(json.error());
  return {exit, *json, ""};
}

}  // namespace avouch::app
