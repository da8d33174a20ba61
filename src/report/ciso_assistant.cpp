#include "report/ciso_assistant.h"

#include "report/machine_words.h"
#include "syntax/canonical.h"

namespace avouch::report {
namespace {

using syntax::Node;

// Libraries are told apart by the part after "urn:", the packager's name.
std::string Urn(std::string_view kind, std::string_view number = "") {
  std::string out = "urn:avouch:risk:" + std::string(kind) + ":uk-sscop-2025";
  return number.empty() ? out : out + ":" + std::string(number);
}

Node Requirement(std::string_view number, int depth, std::string_view parent, std::string_view name,
                 std::string_view text) {
  Node out = Node::Map();
  out.Set("urn", Urn("req_node", number));
  out.Set("assessable", Node::Boolean(depth == 3));
  out.Set("depth", Node::Integer(depth));
  if (!parent.empty()) out.Set("parent_urn", Urn("req_node", parent));
  out.Set("ref_id", number);
  if (!name.empty()) out.Set("name", Prose(name));
  out.Set("description", Prose(text));
  return out;
}

Node Requirements(const model::Catalogue& catalogue) {
  Node out = Node::List();
  for (const auto& theme : catalogue.themes) {
    out.Add(Requirement(theme.number, 1, "", theme.name, theme.text));
    for (const auto& principle : theme.principles) {
      out.Add(Requirement(principle.number, 2, theme.number, principle.name, principle.text));
      for (const auto& claim : principle.claims) {
        Node one = Requirement(claim.number, 3, principle.number, "", claim.claim);
        if (!claim.objective.empty()) one.Set("annotation", Prose(claim.objective));
        out.Add(std::move(one));
      }
    }
  }
  return out;
}

Node Named(const model::Catalogue& catalogue, std::string_view kind) {
  Node out = Node::Map();
  out.Set("urn", Urn(kind));
  out.Set("ref_id", "UK-SSCOP-2025");
  out.Set("name", Prose("UK " + catalogue.code.title + " (" + std::string(kStandardVersion) + ")"));
  out.Set("description",
          "4 themes and 14 principles as the Code states them; 45 assurance claims under their "
          "official numbers, in Avouch's own words.");
  return out;
}

}  // namespace

Result<Bytes> WriteCisoAssistant(const model::Catalogue& catalogue) {
  Node framework = Named(catalogue, "framework");
  framework.Set("requirement_nodes", Requirements(catalogue));
  Node out = Named(catalogue, "library");
  out.Set("locale", "en");
  out.Set("copyright", Prose(catalogue.code.attribution));
  out.Set("version", Node::Integer(1));
  out.Set("publication_date", catalogue.code.date + "-01");
  out.Set("provider", Prose(catalogue.code.publisher));
  out.Set("packager", "avouch");
  out.Set("objects", Node::Map().Set("framework", std::move(framework)));
  return syntax::WriteJson(out);
}

}  // namespace avouch::report
