#include "app/verify.h"

#include <set>

#include "app/bundle_file.h"
#include "app/organisation_file.h"
#include "app/review.h"
#include "app/sources.h"
#include "app/verify_again.h"
#include "base/text.h"
#include "crypto/openpgp.h"
#include "git/repository.h"
#include "os/durable.h"
#include "os/environment.h"
#include "os/file.h"
#include "tlog/note.h"
#include "verify/remembered.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxBundle = 256u << 20;
constexpr std::uint64_t kMaxMemory = 4096;

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
  if (memory.keep != remembered) {
    Status kept = os::WriteFileDurably(file, memory.keep);
    if (!kept) {
      kept.error().what = "cannot remember what this log showed you: " + kept.error().what;
      kept.error().hint = "XDG_STATE_HOME names another folder to remember in";
      return std::unexpected(kept.error());
    }
  }
  return SeenText(memory.seen, true);
}

// How many of the witnesses that the reader names it takes: names, not signatures,
// since one who signs twice is one.
Status EnoughWitnesses(const verify::Proof& proof, const verify::Expected& expected,
                       const VerifyOptions& options) {
  std::set<std::string> named, signed_by;
  for (const auto& witness : expected.witnesses) named.insert(witness.name);
  for (const auto& one : proof.cosigned())
    if (one.time <= expected.now) signed_by.insert(one.witness);
  const std::size_t needed =
      options.quorum > 0 ? static_cast<std::size_t>(options.quorum) : named.size();
  if (signed_by.size() >= needed) return {};
  return Fail(ErrorKind::kIntegrity,
              "cosigned by " + std::to_string(signed_by.size()) + " of the " +
                  std::to_string(needed) + " witnesses that you ask for",
              "checkpoint");
}

Result<verify::Expected> ExpectedBy(const VerifyOptions& options, Time now) {
  verify::Expected out;
  out.now = now;
  out.fingerprint = Lower(options.organisation);
  out.log_key = options.log_key;
  std::set<std::string> names;
  for (const auto& text : options.witnesses) {
    auto key = tlog::ParseNoteKey(text);
    if (!key || key->kind != tlog::NoteKeyKind::kCosignature)
      return Fail(ErrorKind::kUsage, "no key of a witness: '" + text + "'", "--witness",
                  "name+hash+key, as the witness publishes it");
    names.insert(key->name);
    out.witnesses.push_back(std::move(*key));
  }
  if (options.quorum < 0 || static_cast<std::size_t>(options.quorum) > names.size())
    return Fail(ErrorKind::kUsage,
                "more witnesses asked for than are named: " + std::to_string(options.quorum),
                "--quorum", "name each with --witness");
  return out;
}

// The same program comes to another result: that is no proof of anything.
Answer Broken(const Again& again, std::string_view how) {
  std::string talk = "avouch: " + std::string(how) + ": " + again.heading + "\n";
  for (const auto& note : again.notes) talk += "  " + Printable(note) + "\n";
  for (const auto& claim : again.claims)
    if (claim.again == verify::Again::kDifferent)
      talk += "  " + Printable(claim.claim + "  different: " + claim.why) + "\n";
  return {kIntegrityError, "", talk + "avouch: the same program comes to another result\n"};
}

Result<Answer> VerifyNow(const VerifyOptions& options, Time now) {
  AVOUCH_TRY(const verify::Expected expected, ExpectedBy(options, now));
  Bytes own;
  if (!options.bytes) {
    AVOUCH_TRY(own, os::ReadWholeFile(options.file, kMaxBundle));
  }
  const Bytes& bytes = options.bytes ? *options.bytes : own;
  if (verify::IsOrganisationFile(bytes)) {
    AVOUCH_TRY(std::string text, OrganisationFileText(bytes, options.organisation, now));
    return Answer{kDone, std::move(text), ""};
  }
  // 1. Every byte, signature and leaf; and what the people of the organisation signed.
  const auto proved = verify::VerifyBundle(bytes, expected);
  if (!proved) return std::unexpected(InFile(options.file, proved.error()));
  const verify::Proof& proof = *proved;
  AVOUCH_CHECK_OK(EnoughWitnesses(proof, expected, options));
  Depths depths;
  AVOUCH_TRY(depths.checked, verify::CheckSigned(proof, kProgram));
  // 2. Decided again, from what is inside. 3. Collected again, from the source.
  AVOUCH_TRY(depths.decided, DecideAgain(proof, options));
  if (depths.decided.broken) return Broken(depths.decided, "decided again");
  AVOUCH_TRY(depths.collected, CollectAgain(proof, options));
  if (depths.collected.broken) return Broken(depths.collected, "collected again");
  std::string beside;
  if (!options.review.empty()) {
    AVOUCH_TRY(beside, ReviewBeside(proof, bytes, options.review, options.reviewer, now));
  }
  AVOUCH_TRY(const std::string seen, RecallAndKeep(proof, options));
  return Answer{kDone, ProofText(proof, options, seen, depths, now) + beside, ""};
}

}  // namespace

Result<std::vector<std::string>> PathsToVerify(VerifyOptions& options) {
  std::vector<std::string> out = {options.file};
  if (!options.policy.empty()) out.push_back(options.policy);
  if (!options.review.empty()) out.push_back(options.review);
  // Looked for, not read: what a bundle holds is parsed once the program is confined.
  if (auto bytes = os::ReadWholeFile(options.file, kMaxBundle)) {
    options.bytes = std::move(*bytes);
    if (options.bytes->find("BEGIN PGP PUBLIC KEY") != Bytes::npos) {
      (void)crypto::LoadOpenPgp();  // Without it, such signatures say that they cannot be judged
      out.emplace_back(crypto::kOpenPgpReads);
    }
  }
  if (options.recollect.empty()) return out;
  AVOUCH_TRY(const git::Repository repository, git::Repository::Open(options.recollect));
  out.push_back(options.recollect);
  for (const auto& folder : repository.folders()) out.push_back(folder);
  for (auto& folder : RepositoriesAround(repository)) out.push_back(std::move(folder));
  return out;
}

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
