#include "app/verify.h"

#include "app/organisation_file.h"
#include "app/review.h"
#include "base/text.h"
#include "os/durable.h"
#include "os/environment.h"
#include "os/file.h"
#include "statement/argument_file.h"
#include "statement/embedded.h"
#include "statement/product_file.h"
#include "verify/redo.h"
#include "verify/remembered.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxBundle = 256u << 20;
constexpr std::uint64_t kMaxPolicyFile = 1u << 20;
constexpr std::uint64_t kMaxMemory = 4096;
constexpr std::string_view kProgram = "avouch 0.1.0";

std::string SeenText(verify::Seen seen, bool remembering) {
  switch (seen) {
    case verify::Seen::kFirst:
      return remembering ? "the first bundle of this product from this log that you look at here"
                         : "nothing is remembered: a log that tells others another story is not "
                           "found out this way";
    case verify::Seen::kSame:
      return "the log is the one that you saw last time";
    case verify::Seen::kGrown:
      return "the log has grown since you last looked, and kept all that you saw";
    case verify::Seen::kUnconnected:
      return "the log has grown since you last looked; nothing in here shows that it kept what you "
             "saw: ask for a bundle that does";
    case verify::Seen::kSuperseded:
      return "SUPERSEDED: you have seen a newer bundle of this product";
  }
  return {};
}

// Compares with what was remembered, and remembers. Fails with kIntegrity for a
// log with two stories.
Result<std::string> RecallAndKeep(const verify::Proof& proof, const VerifyOptions& options) {
  const auto& index = proof.index();
  if (options.memory.empty()) return SeenText(verify::Seen::kFirst, false);
  const std::string file =
      options.memory + "/" + verify::MemoryName(index.log.key, index.product.name);
  std::optional<std::string> remembered;
  auto text = os::ReadWholeFile(file, kMaxMemory);
  if (text)
    remembered = std::move(*text);
  else if (text.error().kind != ErrorKind::kNotFound)
    return std::unexpected(text.error());
  AVOUCH_TRY(const verify::Memory memory, verify::Recall(index.log, remembered));
  if (memory.keep != remembered) AVOUCH_CHECK_OK(os::WriteFileDurably(file, memory.keep));
  return SeenText(memory.seen, true);
}

Result<std::optional<model::Policy>> ReadersPolicy(const VerifyOptions& options) {
  if (options.policy.empty()) return std::optional<model::Policy>();
  auto bytes = os::ReadWholeFile(options.policy, kMaxPolicyFile);
  if (!bytes) return Fail(ErrorKind::kConfiguration, bytes.error().what, options.policy);
  AVOUCH_TRY(statement::ProductFile file, statement::ReadProductFile(*bytes, options.policy));
  return std::optional<model::Policy>(std::move(file.policy));
}

Result<Again> DecideAgain(const verify::Proof& proof, const VerifyOptions& options) {
  Again out;
  if (!options.redo && options.policy.empty()) return out;
  AVOUCH_TRY(const auto policy, ReadersPolicy(options));
  AVOUCH_TRY(const model::Catalogue catalogue, LoadCatalogue());
  AVOUCH_TRY(const model::Arguments arguments, LoadArguments());
  AVOUCH_TRY(
      const model::LifecycleTable lifecycle,
      statement::ReadLifecycleTable(statement::EmbeddedFile("end-of-support.yaml").value_or("")));
  AVOUCH_TRY(
      const verify::Redone redone,
      verify::DecideAgain(proof, {catalogue, arguments, lifecycle, std::string(kProgram), policy}));
  using verify::Again;
  out.heading = std::string(policy ? "Decided here by your policy: " : "Decided again here: ") +
                std::to_string(redone.Count(Again::kSame)) + " the same, " +
                std::to_string(redone.Count(Again::kDifferent)) + " different, " +
                std::to_string(redone.Count(Again::kNotPossible)) + " not possible";
  for (const auto& claim : redone.claims)
    if (claim.again != Again::kSame)
      out.lines.push_back(claim.claim + "  " + std::string(Name(claim.again)) + ": " + claim.why);
  out.broken = !policy && redone.broken();
  return out;
}

Result<Answer> VerifyNow(const VerifyOptions& options, Time now) {
  AVOUCH_TRY(const Bytes bytes, os::ReadWholeFile(options.file, kMaxBundle));
  if (verify::IsOrganisationFile(bytes)) {
    AVOUCH_TRY(std::string text, OrganisationFileText(bytes, options.organisation));
    return Answer{kDone, std::move(text), ""};
  }
  verify::Expected expected;
  expected.now = now;
  expected.fingerprint = Lower(options.organisation);
  expected.log_key = options.log_key;
  AVOUCH_TRY(const verify::Proof proof, verify::VerifyBundle(bytes, expected));
  AVOUCH_TRY(const Again again, DecideAgain(proof, options));
  if (again.broken) {
    std::string talk = "avouch: " + Printable(again.heading) + "\n";
    for (const auto& line : again.lines) talk += "  " + Printable(line) + "\n";
    return Answer{kIntegrityError, "",
                  talk + "avouch: the same program decides otherwise from this evidence\n"};
  }
  std::string beside;
  if (!options.review.empty()) {
    AVOUCH_TRY(beside, ReviewBeside(proof, bytes, options.review, options.reviewer));
  }
  AVOUCH_TRY(const std::string seen, RecallAndKeep(proof, options));
  return Answer{kDone, ProofText(proof, options, seen, again, now) + beside, ""};
}

}  // namespace

std::string MemoryFolder() {
  const auto state = os::StateFolder();
  return state ? *state + "/checkpoints" : std::string();
}

Answer Verify(const VerifyOptions& options, Time now) {
  auto answer = VerifyNow(options, now);
  if (!answer) return Refuse(answer.error());
  return std::move(*answer);
}

}  // namespace avouch::app
