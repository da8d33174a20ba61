// avouch review finish: rows and evidence read strictly, then signed.

#include <algorithm>
#include <map>
#include <set>

#include "app/organisation_file.h"
#include "app/review.h"
#include "app/review_folder.h"
#include "app/review_report.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/keys_ssh.h"
#include "os/durable.h"
#include "os/file.h"
#include "statement/envelope.h"
#include "statement/passkey.h"
#include "statement/review_file.h"
#include "verify/reviewed.h"

namespace avouch::app {
namespace {

using statement::Review;
using statement::ReviewedClaim;

constexpr std::uint64_t kMaxRows = 16u << 20;  // 45 rows of the longest texts are 1 MB
constexpr std::uint64_t kMaxSignature = 256u << 10;
constexpr std::size_t kMaxEvidenceFiles = 8192;
constexpr std::uint64_t kMaxEvidenceFile = 256u << 20;

// All that is wrong, a line each: who corrects one thing at a time reviews for a week.
class Problems {
 public:
  void Add(ErrorKind kind, const std::string& what) {
    lines_ += "avouch: " + Printable(what) + "\n";
    exit_ = std::max(exit_, ExitCodeOf(kind), Worse);
  }
  [[nodiscard]] bool any() const { return !lines_.empty(); }
  [[nodiscard]] Answer Refused() const { return {exit_, "", lines_}; }

 private:
  // docs/exit-codes.md: 10, 5, 3, 4, 1.
  static bool Worse(ExitCode one, ExitCode other) { return Rank(one) < Rank(other); }
  static int Rank(ExitCode code) {
    return code == kNotDone ? 1 : code == kConfigurationError ? 2 : static_cast<int>(code);
  }

  std::string lines_;
  ExitCode exit_ = kDone;
};

struct Folder {
  std::string at;
  std::unique_ptr<BundleFile> bundle;
  statement::ReviewFile file;
  std::vector<ReviewedClaim> claims;  // In the bundle's order

  [[nodiscard]] std::string Path(std::string_view name) const {
    return at + "/" + std::string(name);
  }
};

// What was unpacked is what was frozen: nothing changed, lost or added.
void CheckEvidence(const Folder& folder, Problems& problems) {
  const auto files = EvidenceOf(*folder.bundle->proof, folder.bundle->bytes);
  if (!files) return problems.Add(files.error().kind, ToString(files.error()));
  std::set<std::string_view> known;
  for (const auto& file : *files) {
    known.insert(file.file);
    const std::string path = std::string(kReviewEvidence) + "/" + file.file;
    const auto bytes = os::ReadWholeFile(folder.Path(path), kMaxEvidenceFile);
    if (!bytes)
      problems.Add(ErrorKind::kIntegrity, path + ": evidence that is gone since the start");
    else if (*bytes != file.bytes)
      problems.Add(ErrorKind::kIntegrity, path + ": evidence that was changed since the start");
  }
  const auto listed = os::ListFolder(folder.Path(kReviewEvidence), kMaxEvidenceFiles);
  if (!listed) return;  // Each file was told to be gone.
  for (const auto& entry : *listed)
    if (!known.contains(entry.name))
      problems.Add(ErrorKind::kIntegrity,
                   std::string(kReviewEvidence) + "/" + entry.name +
                       ": not of the bundle; keep your own papers elsewhere");
}

// Each claim of the bundle once, with the vendor's verdict as it stands there.
void ArrangeRows(Folder& folder, std::vector<ReviewedClaim> rows, Problems& problems) {
  const std::string name(kReviewRows);
  std::map<std::string, ReviewedClaim> by_claim;
  for (auto& row : rows) {
    const std::string claim = row.claim;
    if (!by_claim.emplace(claim, std::move(row)).second)
      problems.Add(ErrorKind::kConfiguration, name + ": claim " + claim + " has two rows");
  }
  for (const auto& told : folder.bundle->proof->verdicts().claims) {
    const auto found = by_claim.find(told.claim);
    if (found == by_claim.end()) {
      problems.Add(ErrorKind::kConfiguration, name + ": claim " + told.claim + " has no row");
      continue;
    }
    if (found->second.vendor != told.verdict)
      problems.Add(ErrorKind::kConfiguration,
                   name + ": the vendor's verdict on " + told.claim + " was edited; it is " +
                       std::string(Name(statement::AsReviewed(told.verdict))));
    folder.claims.push_back(std::move(found->second));
    by_claim.erase(found);
  }
  for (const auto& [claim, row] : by_claim)
    problems.Add(ErrorKind::kConfiguration,
                 name + ": no such claim in the bundle: '" + claim + "'");
}

void ReadRows(Folder& folder, bool leave_undecided, Problems& problems) {
  const auto bytes = os::ReadWholeFile(folder.Path(kReviewRows), kMaxRows);
  if (!bytes) return problems.Add(bytes.error().kind, ToString(bytes.error()));
  auto read = statement::ReadReviewRows(*bytes, kReviewRows);
  for (const auto& line : read.problems) problems.Add(ErrorKind::kConfiguration, line);
  ArrangeRows(folder, std::move(read.claims), problems);
  if (leave_undecided) return;
  std::vector<std::string> undecided;
  for (const auto& claim : folder.claims)
    if (claim.verdict == statement::ReviewVerdict::kUndecided) undecided.push_back(claim.claim);
  if (!undecided.empty())
    problems.Add(
        ErrorKind::kNotFound,
        std::string(kReviewRows) + ": " + Count("claim", static_cast<long long>(undecided.size())) +
            " undecided: " + Join(undecided, " ") + " (decide them, or say --leave-undecided)");
}

Result<Folder> OpenFolder(const std::string& at, Time now) {
  Folder out;
  out.at = at;
  if (os::KindOf(out.Path(kReviewBundle)) != os::FileKind::kFile)
    return Fail(ErrorKind::kNotFound, "no review was started there", at,
                "avouch review start BUNDLE");
  AVOUCH_TRY(const Bytes yaml, os::ReadWholeFile(out.Path(statement::kReviewFileName), kMaxRows));
  AVOUCH_TRY(out.file, statement::ReadReviewFile(yaml));
  AVOUCH_TRY(out.bundle, OpenBundleFile(out.Path(kReviewBundle), "", now));
  if (out.bundle->digest != out.file.bundle)
    return Fail(ErrorKind::kIntegrity, "another bundle than the one that was frozen",
                "bundle.avouch");
  return out;
}

Result<std::string> KeyOf(const Folder& folder, const crypto::PrivateKey* key) {
  if (key == nullptr) {
    if (!folder.file.key.empty()) return folder.file.key;
    return Fail(ErrorKind::kUsage, "whose key signs?", "review.yaml",
                "--key FILE, or put the public key under key:");
  }
  const std::string text = crypto::SshKeyText(key->public_key());
  if (folder.file.key.empty() || folder.file.key == text) return text;
  return Fail(ErrorKind::kUsage, "--key is not the key of review.yaml", "key");
}

Result<Review> ReviewOf(const Folder& folder, const crypto::PrivateKey* key, Time now) {
  const auto& proof = *folder.bundle->proof;
  const auto& index = proof.index();
  Review out;
  out.product = index.product.name;
  out.version = index.product.version;
  out.commit = index.product.commit;
  out.assessment = index.assessment;
  out.bundle = folder.bundle->digest;
  out.organisation = index.organisation.fingerprint;
  out.log = index.log.key;
  out.log_size = index.log.size;
  out.assessor = folder.file.assessor;
  AVOUCH_TRY(out.key, KeyOf(folder, key));
  out.on = now;
  out.summary = folder.file.summary;
  out.claims = folder.claims;
  AVOUCH_CHECK_OK(statement::CheckReview(out));
  return out;
}

// The statement with the signature that lies beside it.
Result<Bytes> Wrap(const Folder& folder) {
  statement::Envelope out;
  out.payload_type = statement::kInTotoPayload;
  const std::string file = folder.Path(kReviewStatement);
  AVOUCH_TRY(out.payload, os::ReadWholeFile(file, kMaxRows));
  const std::string passkey = file + std::string(statement::kPasskeySuffix);
  const bool by_passkey = os::KindOf(passkey) == os::FileKind::kFile;
  out.signing = by_passkey ? statement::Signing::kPasskey : statement::Signing::kSshSig;
  AVOUCH_TRY(out.signature, os::ReadWholeFile(by_passkey ? passkey : file + ".sig", kMaxSignature));
  return statement::WriteEnvelope(out);
}

Status WriteReports(const Folder& folder, const Review& review, const std::string& signed_by) {
  AVOUCH_TRY(const model::Catalogue known, LoadCatalogue());
  const bool same = known.digest == folder.bundle->proof->verdicts().catalogue;
  const report::Sheet sheet = ReviewReport(review, same ? known : model::Catalogue(), signed_by);
  AVOUCH_CHECK_OK(os::WriteFileDurably(folder.Path("report.txt"), report::SheetText(sheet, 100)));
  AVOUCH_CHECK_OK(os::WriteFileDurably(folder.Path("report.md"), report::SheetMarkdown(sheet)));
  return os::WriteFileDurably(folder.Path("report.html"), report::SheetHtml(sheet));
}

Result<Answer> Signed(const Folder& folder, const Bytes& envelope, std::string talk) {
  // What is handed out is what its reader will accept.
  AVOUCH_TRY(const verify::Reviewed checked,
             verify::VerifyReview(envelope, *folder.bundle->proof, folder.bundle->digest, ""));
  if (!checked.same_copy)
    return Fail(ErrorKind::kIntegrity, "signed over another copy than bundle.avouch", "review");
  const std::string file = folder.Path(kReviewSigned);
  AVOUCH_CHECK_OK(os::WriteFileDurably(file, envelope));
  AVOUCH_CHECK_OK(WriteReports(folder, checked.what, checked.key));
  return Answer{kDone,
                file + "\n" + folder.Path("report.html") + "\nthe assessor " +
                    AgreementWords(checked.what) + "\n",
                talk + "avouch: signed with " + Printable(checked.key) +
                    "; give it with the bundle: avouch verify BUNDLE --review review.json\n"};
}

Result<Answer> Unsigned(const Folder& folder, const Bytes& payload, const Review& review,
                        std::string talk) {
  const std::string file = folder.Path(kReviewStatement);
  AVOUCH_CHECK_OK(os::WriteFileDurably(file, payload));
  AVOUCH_CHECK_OK(WriteReports(folder, review, ""));
  return Answer{kDone, file + "\n",
                talk +
                    "avouch: sign it (avouch sign, or ssh-keygen -Y sign -n avouch-statement-v1), "
                    "then: avouch review finish " +
                    Printable(folder.at) + " --signed\n"};
}

Result<Answer> FinishNow(const ReviewFinishOptions& options, Time now, const ConfineTo& confine) {
  std::optional<crypto::PrivateKey> key;
  if (!options.key.file.empty()) {
    AVOUCH_TRY(key, OpenKeyFile(options.key));
  }
  if (os::KindOf(options.folder) != os::FileKind::kFolder)
    return Fail(ErrorKind::kNotFound, "no such folder", options.folder);
  if (confine) AVOUCH_CHECK_OK(confine({options.folder}, {options.memory}));
  AVOUCH_TRY(Folder folder, OpenFolder(options.folder, now));
  Problems problems;
  CheckEvidence(folder, problems);
  if (!options.statement) ReadRows(folder, options.leave_undecided, problems);
  if (problems.any()) return problems.Refused();
  AVOUCH_TRY(const bool superseded, IsSuperseded(*folder.bundle->proof, options.memory));
  const std::string talk = superseded ? std::string("avouch: ") + kSupersededNote + "\n" : "";
  if (options.statement) {
    AVOUCH_TRY(const Bytes envelope, Wrap(folder));
    return Signed(folder, envelope, talk);
  }
  AVOUCH_TRY(const Review review, ReviewOf(folder, key ? &*key : nullptr, now));
  AVOUCH_TRY(const Bytes payload, statement::WriteReview(review));
  if (!key) return Unsigned(folder, payload, review, talk);
  AVOUCH_TRY(const Bytes envelope,
             statement::SignEnvelope(*key, statement::kInTotoPayload, payload));
  return Signed(folder, envelope, talk);
}

}  // namespace

Answer ReviewFinish(const ReviewFinishOptions& options, Time now, const ConfineTo& confine) {
  auto answer = FinishNow(options, now, confine);
  if (!answer) return Refuse(answer.error());
  return std::move(*answer);
}

Result<std::string> ReviewBeside(const verify::Proof& proof, BytesView bundle,
                                 const std::string& file, const std::string& key, Time now) {
  AVOUCH_TRY(const Bytes envelope, os::ReadWholeFile(file, kMaxRows));
  auto checked = verify::VerifyReview(envelope, proof, crypto::Sha256Of(bundle), key);
  if (!checked) {
    Error error = checked.error();
    error.where = file + (error.where.empty() ? "" : ": " + error.where);
    // Whatever is wrong with what was signed is one kind of error.
    error.kind = ErrorKind::kIntegrity;
    return std::unexpected(error);
  }
  const Time on = checked->what.on;
  if (IsOfLaterDay(on, now))
    return Fail(ErrorKind::kIntegrity,
                "a review signed for " + ToHumanDate(on) + ", which is still to come", file);
  if (IsOfLaterDay(proof.verdicts().time, on))
    return Fail(ErrorKind::kIntegrity,
                "a review of " + ToHumanDate(on) + ", before what it reviews was decided, on " +
                    ToHumanDate(proof.verdicts().time),
                file);
  return ReviewedText(*checked);
}

}  // namespace avouch::app
