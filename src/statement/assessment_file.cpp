#include "statement/assessment_file.h"

#include "statement/codec.h"
#include "statement/observation.h"
#include "syntax/json.h"

namespace avouch::statement {
namespace {

Status DecodeVerdict(const syntax::Node& node, model::ClaimAnswer& out) {
  AVOUCH_CHECK_OK(Decode(node["claim"], out.claim));
  AVOUCH_CHECK_OK(Decode(node["verdict"], out.verdict));
  AVOUCH_CHECK_OK(Decode(node["grade"], out.grade));
  AVOUCH_CHECK_OK(Decode(node["argument"], out.argument));
  AVOUCH_CHECK_OK(Decode(node["tree"], out.tree));
  for (const auto& [check, place, outcome] : node["outcomes"].entries()) {
    model::CheckResult result;
    result.check = check;
    AVOUCH_CHECK_OK(Decode(outcome, result.outcome));
    out.checks.push_back(std::move(result));
  }
  return {};
}

}  // namespace

Result<model::Assessment> ReadAssessment(BytesView json) {
  AVOUCH_TRY(syntax::Node node, syntax::ParseJson(json, {.allow_bom = false}));
  model::Assessment out;
  AVOUCH_CHECK_OK(Decode(node["subject"], out.subject));
  AVOUCH_CHECK_OK(Decode(node["catalogue"], out.catalogue));
  AVOUCH_CHECK_OK(Decode(node["arguments"], out.arguments));
  AVOUCH_CHECK_OK(Decode(node["tables"], out.tables));
  AVOUCH_CHECK_OK(Decode(node["policy"], out.policy));
  AVOUCH_CHECK_OK(Decode(node["program"], out.program));
  AVOUCH_CHECK_OK(Decode(node["time"], out.time));
  AVOUCH_CHECK_OK(Decode(node["assumptions"], out.assumptions));
  AVOUCH_CHECK_OK(Decode(node["observations"], out.observations));
  for (const auto& verdict : node["verdicts"].items()) {
    model::ClaimAnswer claim;
    AVOUCH_CHECK_OK(DecodeVerdict(verdict, claim));
    out.claims.push_back(std::move(claim));
  }
  AVOUCH_CHECK_OK(Decode(node["principles"], out.principles));
  AVOUCH_CHECK_OK(Decode(node["waived"], out.waived));
  AVOUCH_TRY(Bytes again, WriteAssessment(out));
  if (again != json) return Fail(ErrorKind::kMalformed, "not the bytes of an assessment");
  return out;
}

}  // namespace avouch::statement
