#include "app/organisation.h"

#include <algorithm>

#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/openpgp.h"
#include "os/file.h"
#include "statement/organisation_file.h"
#include "statement/passkey.h"
#include "statement/record_file.h"
#include "statement/record_lists.h"

namespace avouch::app {
namespace {

constexpr std::string_view kFile = statement::kOrganisationFileName;
constexpr std::string_view kRecords = "records/";
constexpr std::string_view kAccepted = "accepted.yaml";
constexpr std::string_view kSshSig = ".sig", kPasskey = ".passkey.json";
constexpr std::uint64_t kMaxSignature = 256u << 10;
constexpr std::uint64_t kMaxFile = 64u << 20;
constexpr std::size_t kMaxRecords = 100'000;  // A firm of thousands over ten years

// A file of the folder that somebody may stand by.
bool IsSpoken(std::string_view path) {
  return path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".csv") ||
         path.ends_with(".md") || path.ends_with(".sums");
}

bool IsRecord(std::string_view path) {
  return path.starts_with(kRecords) && (path.ends_with(".yaml") || path.ends_with(".yml"));
}

}  // namespace

Result<std::unique_ptr<OrganisationFolder>> OrganisationFolder::Open(const std::string& path) {
  auto opened = git::Repository::Open(path);
  if (!opened && opened.error().kind == ErrorKind::kNotFound)
    return Fail(ErrorKind::kConfiguration,
                "the organisation's folder is no git repository, so nothing in it is signed", path,
                "git init it, and commit with signatures");
  if (!opened) return std::unexpected(opened.error());
  std::unique_ptr<OrganisationFolder> out(new OrganisationFolder(std::move(*opened)));
  git::Repository& repository = out->repository_;
  AVOUCH_TRY(ObjectId head, repository.Resolve("HEAD"));
  git::Reader reader(repository);
  AVOUCH_TRY(git::Object object, reader.ReadOf(head, container::ObjectType::kCommit));
  AVOUCH_TRY(container::Commit commit, container::ParseCommit(*object.bytes));
  AVOUCH_TRY(out->tree_, source::CommitTree::Open(repository, commit.tree, repository.prefix()));
  if (out->tree_->Find(kFile) == nullptr)
    return Fail(ErrorKind::kNotFound, "no " + std::string(kFile) + " is committed there", path,
                "avouch init --new-organisation " + path);
  if (!repository.work_tree().empty())
    out->folder_ = JoinPath(repository.work_tree(), repository.prefix());

  const std::string prefix = repository.prefix();
  git::SweepOptions sweep{head, [prefix](std::string_view file) {
                            if (!prefix.empty() && !Path(file).IsUnder(prefix)) return false;
                            return IsSpoken(file);
                          }};
  AVOUCH_TRY(out->history_, git::Sweep(repository, sweep));
  out->versions_ = std::make_unique<VersionReader>(repository, out->history_);
  return out;
}

std::vector<std::string> OrganisationFolder::Paths() const {
  std::vector<std::string> out = repository_.folders();
  if (!folder_.empty()) out.push_back(folder_);
  out.push_back(crypto::kOpenPgpReads);
  return out;
}

Result<Bytes> OrganisationFolder::Content(const std::string& path) const {
  const source::Entry* entry = tree_->Find(path);
  if (entry == nullptr) return Fail(ErrorKind::kNotFound, "not in the organisation's commit", path);
  return tree_->Read(*entry, kMaxFile);
}

std::vector<trust::Beside> OrganisationFolder::BesideOf(const std::string& path,
                                                        BytesView bytes) const {
  std::vector<trust::Beside> out;
  const Time when{history_.commits.empty() ? 0 : history_.commits.back().committer_seconds};
  auto read = [&](std::string_view suffix) -> Result<Bytes> {
    const source::Entry* entry = tree_->Find(path + std::string(suffix));
    if (entry == nullptr) return Fail(ErrorKind::kNotFound, "none");
    return tree_->Read(*entry, kMaxSignature);
  };
  if (auto armoured = read(kSshSig)) out.push_back({ring_->OfSshSig(bytes, *armoured, when), when});
  if (auto json = read(kPasskey)) {
    auto assertion = statement::ReadPasskeyFile(*json);
    if (assertion)
      out.push_back({ring_->OfAssertion(bytes, assertion->View(), when), when});
    else
      out.push_back({{false, {}, assertion.error().what}, when});
  }
  return out;
}

std::vector<model::Said> OrganisationFolder::SaidOf(const std::string& path, BytesView bytes) {
  const std::string in_repository = JoinPath(repository_.prefix(), path);
  return trust::SaidOver(*ring_, versions_->hash(), versions_->Of(in_repository), bytes,
                         BesideOf(path, bytes));
}

void OrganisationFolder::Keep(Reading& out, std::string_view kind, const std::string& name,
                              BytesView bytes, std::string_view visibility) {
  out.payloads.push_back(
      {crypto::Sha256Of(bytes), std::string(kind), name, std::string(visibility), Bytes(bytes)});
}

Result<OrganisationFolder::Reading> OrganisationFolder::Read() {
  Reading out;
  // 1. The file, and whose keys it may name: each change of the list of people
  //    is signed by a key that the list before it held.
  AVOUCH_TRY(Bytes present, Content(std::string(kFile)));
  AVOUCH_TRY(out.organisation, statement::ReadOrganisationFile(present));
  const std::string in_repository = JoinPath(repository_.prefix(), kFile);
  const trust::Versions versions = versions_->Of(in_repository);
  AVOUCH_TRY(trust::Chain chain, trust::FollowChain(versions_->hash(), versions, present));
  if (!chain.whole)
    out.notes.push_back("the people of " + std::string(kFile) + " changed in " +
                        chain.broken_at.substr(0, 8) +
                        " without a signature by a key listed before (" + chain.why +
                        "); the list before it counts");
  ring_ = std::make_unique<trust::Ring>(chain.accepted);
  for (const auto& problem : ring_->problems()) out.notes.push_back(problem);
  model::Organisation& organisation = out.organisation;
  organisation.present = true;
  organisation.id = crypto::Sha256Of(present);
  organisation.path = Path(kFile);
  organisation.people = chain.accepted.people;
  organisation.fingerprint = chain.fingerprint;
  organisation.signed_keys = trust::KeysOver(*ring_, versions_->hash(), versions, present,
                                             BesideOf(std::string(kFile), present));
  Keep(out, "organisation", std::string(kFile), present, "assessor");

  // 2. What happened, what is kept as lists, what others answered, what is written.
  ReadRecords(out);
  out.products = Products(organisation.products, out.left);
  for (const auto& left : out.left)
    if (!IsRecord(left.path.bytes) && left.path.bytes != kAccepted)
      out.notes.push_back("not a list of products: " + left.reason);
  ReadLists(out);
  ReadInbox(out);
  ReadPapers(out);
  std::sort(out.payloads.begin(), out.payloads.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

void OrganisationFolder::ReadRecords(Reading& out) {
  for (const auto& entry : tree_->entries()) {
    bool accepted = entry.path.bytes == kAccepted;
    if (!accepted && !IsRecord(entry.path.bytes)) continue;
    if (out.records.records.size() >= kMaxRecords) {
      out.records.refused.push_back({entry.path, "more records than are read"});
      continue;
    }
    auto bytes = tree_->Read(entry, statement::kMaxRecordBytes);
    if (!bytes) {
      out.records.refused.push_back({entry.path, bytes.error().what});
      continue;
    }
    Result<std::vector<model::Record>> records = std::vector<model::Record>();
    if (accepted) {
      records = statement::ReadAccepted(*bytes, entry.path);
    } else if (auto one = statement::ReadRecord(*bytes, entry.path)) {
      records->push_back(std::move(*one));
    } else {
      records = std::unexpected(one.error());
    }
    if (!records) {
      out.records.refused.push_back({entry.path, ToString(records.error())});
      out.notes.push_back("not a record: " + ToString(records.error()));
      continue;
    }
    std::vector<model::Said> said = SaidOf(entry.path.bytes, *bytes);
    for (auto& record : *records) {
      record.id = crypto::Sha256Of(*bytes);
      record.said = said;
      Keep(out, "record", entry.path.bytes, *bytes,
           record.visibility.empty() ? "internal" : record.visibility);
      out.records.records.push_back(std::move(record));
    }
  }
  out.left = out.records.refused;
}

}  // namespace avouch::app
