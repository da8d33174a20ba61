#include "statement/form_words_file.h"

#include "statement/codec.h"
#include "statement/strict_yaml.h"

namespace avouch::statement {
namespace {

constexpr std::string_view kName = "form-words.yaml";
constexpr std::size_t kMaxWords = std::size_t{1} << 20;

}  // namespace

Result<model::FormWords> ReadFormWords(BytesView yaml) {
  AVOUCH_TRY(const syntax::Node root, ParseStrict(yaml, kName, kMaxWords, "claims:"));
  model::FormWords out;
  auto status = Decode(root, out);
  if (!status) return Fail(ErrorKind::kConfiguration, status.error().what, status.error().where);
  return out;
}

}  // namespace avouch::statement
