#include "statement/review_file.h"

#include "base/text.h"
#include "statement/shape.h"
#include "statement/strict_yaml.h"

namespace avouch::statement {
namespace {

constexpr std::size_t kMaxReviewFile = std::size_t{256} << 10;  // Twenty summaries of the longest

constexpr std::string_view kBlankName = "YOUR NAME";

constexpr Shape kText{};
constexpr Shape kDigest{.form = Form::kDigest};
constexpr Shape kOne{.form = Form::kInteger, .low = 1, .high = 1};
constexpr Key kAssessorKeys[] = {
    {"name", &kText, "Who reviews", true},
    {"organisation", &kText, "For whom they work"},
    {"relation", &kText, "How that stands to the vendor: who pays, what else ties them"},
};
constexpr Shape kAssessor{.form = Form::kMap, .keys = kAssessorKeys};
constexpr Key kKeys[] = {
    {"review", &kOne, "The version of this form", true},
    {"bundle", &kDigest, "SHA-256 of the bundle that was frozen", true},
    {"assessor", &kAssessor, "Who reviews", true},
    {"key", &kText, "Public key of the assessor, unless --key signs"},
    {"summary", &kText, "What a reader should know first"},
};
constexpr Shape kShape{.form = Form::kMap, .keys = kKeys};

}  // namespace

Bytes NewReviewFile(const Digest& bundle) {
  return "# Who reviews. Take the # away from what you fill in; rows are in claims.csv.\n"
         "review: 1\n"
         "bundle: " +
         bundle.hex() +
         "\n"
         "assessor:\n"
         "  name: " +
         std::string(kBlankName) +
         "\n"
         "  # organisation: for whom you work\n"
         "  # relation: how you stand to the vendor: who pays you, what else ties you\n"
         "# key: your public key, ssh-ed25519 AAAA... or passkey:v1:..., unless you sign with "
         "--key\n"
         "# summary: what a reader should know first\n";
}

Result<ReviewFile> ReadReviewFile(BytesView yaml, std::string_view name) {
  AVOUCH_TRY(const syntax::Node root,
             ParseStrict(yaml, name, kMaxReviewFile, "it starts with: review: 1"));
  AVOUCH_CHECK_OK(CheckShape(root, kShape, name));
  ReviewFile out;
  AVOUCH_TRY(out.bundle, ParseDigest(root["bundle"].text()));
  const syntax::Node& assessor = root["assessor"];
  out.assessor = {std::string(assessor["name"].text()),
                  std::string(assessor["organisation"].text()),
                  std::string(assessor["relation"].text())};
  if (out.assessor.name == kBlankName)
    return Fail(ErrorKind::kConfiguration, "who reviews? assessor.name is not filled in",
                WhereIn(name, assessor["name"].place()));
  out.key = Trim(root["key"].text());
  out.summary = Trim(root["summary"].text());
  return out;
}

}  // namespace avouch::statement
