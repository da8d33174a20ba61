#include "app/seal.h"

#include <algorithm>
#include <optional>
#include <set>

#include "app/sealing.h"
#include "app/sealing_signed.h"
#include "app/sources.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "os/durable.h"
#include "os/file.h"
#include "statement/argument_file.h"
#include "statement/embedded.h"
#include "statement/envelope.h"
#include "statement/observation.h"
#include "store/file_disk.h"
#include "verify/affirmed.h"
#include "verify/bundle.h"
#include "verify/redo.h"
#include "verify/signed_files.h"

namespace avouch::app {
namespace {

using statement::Audience;
using statement::ItemKind;
using verify::Contents;

constexpr std::uint64_t kMaxAffirmation = 4u << 20;
constexpr std::string_view kAffirmationFolder = "affirmations";
constexpr std::size_t kMaxAffirmations = 10'000;  // 400 products over some years

std::string FolderOf(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

// "log-" and the beginning of the key's digest: two logs have two names.
std::string LogName(const SealOptions& options, const crypto::PrivateKey& key) {
  if (!options.log_name.empty()) return options.log_name;
  return "log-" + crypto::Sha256Of(key.public_key().point()).hex().substr(0, 16);
}

// The name that the log in this folder has already; nothing for a new one.
std::optional<std::string> NameOfLog(store::Disk& disk) {
  auto note = disk.Read(store::kCheckpointPath, 0, tlog::kMaxNoteBytes);
  if (!note) return std::nullopt;
  return note->substr(0, note->find('\n'));
}

Result<store::Ledger> OpenLedger(store::Disk& disk, const SealOptions& options,
                                 const crypto::PrivateKey& key, BytesView secret,
                                 std::string& name) {
  const auto there = NameOfLog(disk);
  name = there.value_or(LogName(options, key));
  const store::LogHolder holder{name, &key, secret};
  if (!there) AVOUCH_CHECK_OK(store::Ledger::Create(disk, holder));
  return store::Ledger::Open(disk, holder);
}

// The release at the assessed commit, else the commit itself.
std::string VersionOf(const SealOptions& options, const Assessed& assessed) {
  if (!options.version.empty()) return options.version;
  const auto& product = assessed.assessment.subject.product;
  const std::string own =
      statement::NameOfEvidence(statement::FamilyName<model::HistoryFacts>(),
                                model::HasSeveralSources(product) ? OwnSourceName(product) : "");
  for (const auto& one : assessed.observations) {
    model::HistoryFacts history;
    model::Coverage coverage;
    if (one.family != own) continue;
    if (!statement::ReadObservation(one.bytes, history, coverage)) break;
    for (const auto& release : history.releases)
      if (release.commit == assessed.assessment.subject.commit && !release.prerelease)
        return release.version;
  }
  return assessed.assessment.subject.commit.substr(0, 12);
}

// Files that were named, and what lies in the organisation's affirmations/.
struct Waiting {
  std::string file;
  bool named = false;
};
Result<std::vector<Waiting>> WaitingAffirmations(const SealOptions& options) {
  std::vector<Waiting> out;
  for (const auto& file : options.affirmations) out.push_back({file, true});
  if (options.assess.organisation.empty()) return out;
  const std::string folder = options.assess.organisation + "/" + std::string(kAffirmationFolder);
  auto listed = os::ListFolder(folder, kMaxAffirmations);
  if (!listed && listed.error().kind == ErrorKind::kNotFound) return out;
  if (!listed) return std::unexpected(listed.error());
  for (const auto& entry : *listed)
    if (entry.kind == os::FileKind::kFile && entry.name.ends_with(".json"))
      out.push_back({folder + "/" + entry.name, false});
  return out;
}

// What a person signed, and this bundle carries. A named file that cannot be is an
// error; in the folder, other products' are passed over.
Status AddAffirmations(const SealOptions& options, Contents& contents,
                       const model::Organisation* keys, std::string& talk) {
  statement::BundleIndex about;
  about.product = contents.product;
  about.organisation = contents.organisation;
  about.log.key = contents.log_key;
  std::optional<trust::Ring> ring;
  if (keys != nullptr) ring.emplace(*keys);
  std::set<Digest> seen;
  AVOUCH_TRY(const auto waiting, WaitingAffirmations(options));
  for (const auto& [file, named] : waiting) {
    AVOUCH_TRY(Bytes bytes, os::ReadWholeFile(file, kMaxAffirmation));
    auto checked = verify::VerifyAffirmation(bytes, about, keys, ring ? &*ring : nullptr);
    if (!checked && !named) continue;
    if (!checked) {
      checked.error().where = file;
      return std::unexpected(checked.error());
    }
    if (!checked->counts)
      talk += "avouch: " + Printable(file) + " does not count: " + Printable(checked->how) + "\n";
    AVOUCH_TRY(statement::Envelope envelope, statement::ReadEnvelope(bytes));
    const Digest id = crypto::Sha256Of(envelope.payload);
    if (!seen.insert(id).second) continue;
    contents.sealed.push_back(
        {ItemKind::kAffirmation, "", Audience::kPublic, id, std::move(bytes), 0, {}, {}, {}});
  }
  return {};
}

Result<std::vector<std::uint64_t>> EndsOf(store::Disk& disk, std::string_view log) {
  AVOUCH_TRY(const Bytes bytes, disk.Read(store::kJournalPath, 0, store::kMaxJournalBytes));
  AVOUCH_TRY(store::Journal journal, store::ReadJournal(bytes, log));
  return std::move(journal.ends);
}

// Who decides again from what travels must come to the same: else something that
// was decided from is not in the bundle.
Status MustDecideAlike(const verify::Proof& proof, const Assessed& assessed) {
  AVOUCH_TRY(
      const model::LifecycleTable lifecycle,
      statement::ReadLifecycleTable(statement::EmbeddedFile("end-of-support.yaml").value_or("")));
  AVOUCH_TRY(
      const verify::Redone redone,
      verify::DecideAgain(
          proof,
          {assessed.catalogue, assessed.arguments, lifecycle, assessed.assessment.program, {}}));
  for (const auto& claim : redone.claims)
    if (claim.again == verify::Again::kDifferent)
      return Fail(ErrorKind::kInternal,
                  "from what travels, " + claim.claim + " is decided otherwise: " + claim.why);
  return {};
}

struct Done {
  Bytes bundle;
  std::string product, version;
  std::uint64_t size = 0;
  std::size_t fresh = 0;
  std::string talk;
};

Result<Done> SealNow(const SealOptions& options, const crypto::PrivateKey& key, Time now,
                     Audience audience) {
  Done out;
  AVOUCH_TRY(const Assessed assessed, Assess(options.assess));
  for (const auto& note : assessed.talk.notes) out.talk += "avouch: " + Printable(note) + "\n";

  Contents contents;
  contents.audience = audience;
  const auto& subject = assessed.assessment.subject;
  contents.product = {subject.name, VersionOf(options, assessed), subject.commit};
  AVOUCH_TRY(const model::SignedFiles signatures,
             SignedFilesOf(assessed, assessed.organisation, options.assess.path));
  AVOUCH_TRY(contents.sealed, ToSeal(assessed, {&assessed.facts, &assessed.payloads, &signatures},
                                     {options.source_is_public}));

  AVOUCH_TRY(contents.organisation, OrganisationForSeal(assessed.facts.organisation));

  store::FileDisk disk(options.ledger);
  const crypto::Secret secret = LogSecret(key);
  std::string name;
  AVOUCH_TRY(store::Ledger ledger, OpenLedger(disk, options, key, secret.view(), name));
  if (!ledger.entries().empty() && options.assess.at < ledger.entries().back().leaf.time)
    out.talk += "avouch: decided as of " + ToString(options.assess.at) +
                ", before the log's last entry, of " + ToString(ledger.entries().back().leaf.time) +
                "\n";
  AVOUCH_TRY(tlog::NoteKey note_key,
             tlog::MakeNoteKey(name, tlog::NoteKeyKind::kEd25519, key.public_key()));
  contents.log_key = tlog::WriteNoteKey(note_key);
  AVOUCH_CHECK_OK(AddAffirmations(
      options, contents,
      contents.organisation.fingerprint.empty() ? nullptr : &assessed.facts.organisation,
      out.talk));

  AVOUCH_TRY(out.fresh, AppendNew(ledger, contents.sealed, now));
  AVOUCH_TRY(const auto ends, EndsOf(disk, name));
  AVOUCH_CHECK_OK(ProveAll(ledger, secret.view(), ends, contents));
  AVOUCH_TRY(out.bundle, verify::Assemble(contents, key));

  // What is handed out is what its reader will accept.
  auto proof = verify::VerifyBundle(out.bundle, {now, {}, {}, {}});
  if (!proof)
    return Fail(ErrorKind::kInternal, "the new bundle does not verify: " + proof.error().what,
                proof.error().where);
  AVOUCH_CHECK_OK(MustDecideAlike(*proof, assessed));
  if (const auto checked = verify::CheckSigned(*proof, assessed.assessment.program); !checked)
    return Fail(ErrorKind::kInternal,
                "what is told of signatures is not what they show: " + checked.error().what,
                checked.error().where);
  out.product = contents.product.name;
  out.version = contents.product.version;
  out.size = contents.size;
  return out;
}

}  // namespace

std::string BundleFileName(std::string_view product, std::string_view version) {
  std::string out;
  for (const char c : Lower(std::string(product) + "-" + std::string(version))) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    out += plain ? c : '-';
  }
  while (out.starts_with('.') || out.starts_with('-')) out.erase(0, 1);
  return (out.empty() ? "product" : out.substr(0, 120)) + ".avouch";
}

Answer Seal(const SealOptions& options, Time now, const ConfineTo& confine) {
  const auto audience = model::FromName<Audience>(options.audience);
  if (!audience)
    return Refuse({ErrorKind::kUsage, "no such audience: '" + options.audience + "'", "--for",
                   "public, customer, assessor or internal"});
  if (options.ledger.empty())
    return Refuse({ErrorKind::kUsage, "where is the ledger?", "", "--ledger DIR, or --org DIR"});
  const auto key = OpenKeyFile(options.log_key);
  if (!key) return Refuse(key.error());
  if (auto made = os::MakeFolders(options.ledger); !made) return Refuse(made.error());

  const std::string folder = options.output.empty() ? "." : FolderOf(options.output);
  std::vector<std::string> readable = options.affirmations;
  readable.push_back(options.ledger);
  readable.push_back(folder);
  if (confine)
    if (auto confined = confine({options.ledger, folder}, readable); !confined)
      return Refuse(confined.error());

  auto done = SealNow(options, *key, now, *audience);
  if (!done) return Refuse(done.error());
  const std::string file =
      options.output.empty() ? BundleFileName(done->product, done->version) : options.output;
  if (auto written = os::WriteFileDurably(file, done->bundle); !written)
    return Refuse(written.error());
  return {kDone,
          file + "\n" + Printable(done->product) + " " + Printable(done->version) + "\nlog of " +
              std::to_string(done->size) + "\n",
          done->talk + "avouch: " + Count("entry", static_cast<long long>(done->fresh), "entries") +
              " added to the log; wrote " + Printable(file) + ", for: " + options.audience + "\n"};
}

}  // namespace avouch::app
