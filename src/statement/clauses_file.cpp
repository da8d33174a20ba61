#include "statement/clauses_file.h"

#include <algorithm>

#include "statement/codec.h"
#include "statement/strict_yaml.h"

namespace avouch::statement {
namespace {

constexpr std::size_t kMaxClauses = std::size_t{1} << 20;

}  // namespace

Result<model::ContractClauses> ReadClauses(BytesView yaml) {
  AVOUCH_TRY(const syntax::Node root, ParseStrict(yaml, kClausesFile, kMaxClauses, "clauses:"));
  model::ContractClauses out;
  auto status = Decode(root, out);
  if (!status) return Fail(ErrorKind::kConfiguration, status.error().what, status.error().where);
  return out;
}

const model::ContractClause* FindClause(const model::ContractClauses& clauses,
                                        std::string_view claim) {
  const auto found = std::ranges::find(clauses.clauses, claim, &model::ContractClause::claim);
  return found == clauses.clauses.end() ? nullptr : &*found;
}

}  // namespace avouch::statement
