#include "app/verify_page.h"

#include "app/assess.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "os/durable.h"
#include "syntax/canonical.h"

namespace avouch::app {
namespace {

using syntax::Node;

constexpr std::string_view kProgram = "avouch 0.1.0";

// {attribution, claims: {number: {claim, met, not, open}}, digest}
Result<std::string> CatalogueJson(const model::Catalogue& catalogue) {
  auto claims = Node::Map();
  for (const auto& theme : catalogue.themes)
    for (const auto& principle : theme.principles)
      for (const auto& claim : principle.claims)
        claims.Set(claim.number, Node::Map()
                                     .Set("claim", claim.claim)
                                     .Set("met", claim.customer.met)
                                     .Set("not", claim.customer.not_met)
                                     .Set("open", claim.customer.open));
  return syntax::WriteCanonical(Node::Map()
                                    .Set("digest", catalogue.digest)
                                    .Set("attribution", catalogue.code.attribution)
                                    .Set("claims", std::move(claims)));
}

// How a policy names one piece of the page.
std::string Named(std::string_view text) {
  return "'sha256-" + ToBase64(*FromHex(crypto::Sha256Of(text).hex())) + "'";
}

// Text inside <script>: nothing in it can end it.
std::string InsideScript(std::string_view json) { return ReplaceAll(json, "<", "\\u003c"); }

}  // namespace

Result<std::string> VerifierPage(const PageParts& parts, const model::Catalogue& catalogue,
                                 std::string_view program) {
  AVOUCH_TRY(const std::string json, CatalogueJson(catalogue));
  const std::string policy = "default-src 'none'; script-src " + Named(parts.script) +
                             "; style-src " + Named(parts.style) +
                             "; base-uri 'none'; form-action 'none'";
  std::string out(parts.page);
  for (const auto& [mark, text] : {std::pair<std::string_view, std::string>{"@POLICY@", policy},
                                   {"@PROGRAM@", std::string(program)},
                                   {"@CATALOGUE@", InsideScript(json)},
                                   {"@STYLE@", std::string(parts.style)},
                                   {"@SCRIPT@", std::string(parts.script)}})
    out = ReplaceAll(out, mark, text);
  return out;
}

Answer WriteVerifierPage(const std::string& file) {
  const auto catalogue = LoadCatalogue();
  if (!catalogue) return Refuse(catalogue.error());
  const auto page = VerifierPage(VerifierParts(), *catalogue, kProgram);
  if (!page) return Refuse(page.error());
  if (auto written = os::WriteFileDurably(file, *page); !written) return Refuse(written.error());
  return {kDone, "",
          "avouch: wrote " + Printable(file) +
              ", which checks bundles in a browser; its SHA-256 is " +
              crypto::Sha256Of(*page).hex() + "\n"};
}

}  // namespace avouch::app
