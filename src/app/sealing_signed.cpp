#include "app/sealing_signed.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/versions.h"
#include "base/path.h"
#include "container/git_object.h"
#include "git/changes.h"
#include "git/history.h"
#include "statement/organisation_file.h"
#include "statement/product_file.h"

namespace avouch::app {
namespace {

using model::Said;
using model::SignedObject;

constexpr std::uint64_t kMaxSignature = 256u << 10;
constexpr std::string_view kBesideSuffixes[] = {".sig", ".passkey.json"};

// A file that somebody stands by.
struct Spoken {
  std::set<std::string> commits;  // First eight digits, of those that count
  bool beside = false;            // Signed in a file of its own
  bool whole = false;             // Its contents are told anyway, so they may be carried
  bool people = false;            // Each change of its people is carried, too
};
using SpokenFiles = std::map<std::string, Spoken>;  // By path below the prefix

void Take(const std::vector<Said>& said, bool whole, Spoken& into) {
  constexpr std::string_view kCommit = "commit ";
  for (const auto& one : said) {
    if (one.grade != model::Grade::kSigned) continue;
    if (one.how.starts_with(kCommit))
      into.commits.insert(one.how.substr(kCommit.size(), 8));
    else
      into.beside = true;
  }
  into.whole = into.whole || whole;
}

void TakeKeys(const std::vector<model::SignedKey>& keys, Spoken& into) {
  for (const auto& key : keys) Take(key.said, true, into);
}

template <class Lists>
void TakeLists(const Lists& lists, SpokenFiles& into) {
  for (const auto& list : lists)
    if (list.head.by_hand) Take(list.head.said, false, into[list.head.path.bytes]);
}

SpokenFiles OfOrganisation(const claims::Facts& facts) {
  SpokenFiles out;
  Spoken& file = out[std::string(statement::kOrganisationFileName)];
  TakeKeys(facts.organisation.signed_keys, file);
  file.people = file.whole = true;
  for (const auto& record : facts.records.records)
    if (!record.in_product) Take(record.said, true, out[record.path.bytes]);
  for (const auto& paper : facts.papers.papers)
    if (!paper.in_product) Take(paper.approved, false, out[paper.path.bytes]);
  const model::ExportFacts& exports = facts.exports;
  TakeLists(exports.accounts, out);
  TakeLists(exports.settings, out);
  TakeLists(exports.rules, out);
  TakeLists(exports.logs, out);
  TakeLists(exports.secrets, out);
  TakeLists(exports.training, out);
  TakeLists(exports.tools, out);
  TakeLists(exports.tickets, out);
  return out;
}

SpokenFiles OfProduct(const claims::Facts& facts) {
  SpokenFiles out;
  if (!facts.product_keys.empty())
    TakeKeys(facts.product_keys, out[std::string(statement::kProductFileName)]);
  for (const auto& paper : facts.papers.papers)
    if (paper.in_product) Take(paper.approved, false, out[paper.path.bytes]);
  for (const auto& record : facts.records.records)
    if (record.in_product) Take(record.said, true, out[record.path.bytes]);
  return out;
}

// What differs between two objects that begin and end alike.
SignedObject Between(std::string_view kind, const std::string& base_name, BytesView base,
                     BytesView bytes) {
  const std::size_t most = std::min(base.size(), bytes.size());
  std::size_t head = 0, tail = 0;
  while (head < most && base[head] == bytes[head]) ++head;
  while (tail < most - head && base[base.size() - 1 - tail] == bytes[bytes.size() - 1 - tail])
    ++tail;
  if (head + tail < 128) return {std::string(kind), "", 0, 0, Bytes(bytes)};
  return {std::string(kind), base_name, static_cast<long long>(head), static_cast<long long>(tail),
          Bytes(bytes.substr(head, bytes.size() - head - tail))};
}

// Collects objects, each once; one that is like the last at the same place is told
// by how it differs.
class Shown {
 public:
  Shown(const git::Repository& repository, model::SignedRepository& out)
      : reader_(repository), id_size_(repository.id_size()), out_(out) {}

  // The commit, its parents, and the trees down to `path` in each.
  Status AddPlace(const ObjectId& commit, const std::string& path, bool whole) {
    AVOUCH_TRY(const auto blob, AddCommit(commit, path));
    AVOUCH_TRY(const git::Object object, reader_.ReadOf(commit, container::ObjectType::kCommit));
    AVOUCH_TRY(const container::Commit parsed, container::ParseCommit(*object.bytes));
    for (const auto& parent : parsed.parents) AVOUCH_CHECK_OK(AddCommit(parent, path));
    if (whole && blob) {
      AVOUCH_TRY(const git::Object bytes, reader_.ReadOf(blob, container::ObjectType::kBlob));
      Add("blob", blob, *bytes.bytes, path);
    }
    out_.places.push_back({path, commit.hex()});
    return {};
  }

  [[nodiscard]] bool full() const { return bytes_ > kMaxShownBytes || text_ > kMaxShownText; }

 private:
  // The name of the file there; none when there is none.
  Result<ObjectId> AddCommit(const ObjectId& id, const std::string& path) {
    AVOUCH_TRY(const git::Object object, reader_.ReadOf(id, container::ObjectType::kCommit));
    AVOUCH_TRY(const container::Commit commit, container::ParseCommit(*object.bytes));
    Add("commit", id, *object.bytes, "");
    ObjectId folder = commit.tree;
    for (std::size_t from = 0;;) {
      AVOUCH_TRY(const git::Object tree, reader_.ReadOf(folder, container::ObjectType::kTree));
      Add("tree", folder, *tree.bytes, path.substr(0, from));
      const std::size_t slash = path.find('/', from);
      const std::string name = path.substr(from, slash - from);
      const bool last = slash == std::string::npos;
      ObjectId next;
      for (std::size_t at = 0; at < tree.bytes->size();) {
        AVOUCH_TRY(const container::TreeEntry entry,
                   container::NextTreeEntry(*tree.bytes, at, id_size_));
        if (entry.name == name && entry.is_tree() != last) next = entry.id;
      }
      if (!next || last) return next;
      folder = next;
      from = slash + 1;
    }
  }

  void Add(std::string_view kind, const ObjectId& id, BytesView bytes, const std::string& place) {
    if (!seen_.insert(id).second) return;
    bytes_ += bytes.size();
    auto& last = last_[std::string(kind) + place];
    out_.objects.push_back(kind == "commit"
                               ? SignedObject{std::string(kind), "", 0, 0, Bytes(bytes)}
                               : Between(kind, last.first, last.second, bytes));
    text_ += out_.objects.back().text.size();
    last = {id.hex(), Bytes(bytes)};
  }

  git::Reader reader_;
  std::size_t id_size_;
  model::SignedRepository& out_;
  std::set<ObjectId> seen_;
  std::map<std::string, std::pair<std::string, Bytes>> last_;  // By kind and place
  std::size_t bytes_ = 0, text_ = 0;
};

// The versions of the organisation's file that change its people, and the first.
// `versions` are newest first.
std::set<std::string> ChangesOfPeople(const trust::Versions& versions) {
  std::set<std::string> out;
  std::string before;
  BytesView last;
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    if (version->content.empty() || version->content == last) continue;
    last = version->content;
    const auto organisation = statement::ReadOrganisationFile(version->content);
    if (!organisation) continue;
    const auto people = statement::CanonicalPeople(*organisation);
    if (!people || *people == before) continue;
    before = *people;
    out.insert(version->id);
  }
  return out;
}

class SideShower {
 public:
  SideShower(const git::Repository& repository, std::string_view side, const SpokenFiles& files)
      : repository_(repository), files_(files) {
    out_.side = side;
    out_.hash = repository.hash() == crypto::HashKind::kSha1 ? "sha1" : "sha256";
    out_.prefix = repository.prefix();
  }

  Result<model::SignedRepository> Run(const ObjectId& head) {
    std::set<std::string, std::less<>> wanted;
    for (const auto& [path, spoken] : files_)
      if (!spoken.commits.empty() || spoken.beside || spoken.people)
        wanted.insert(JoinPath(repository_.prefix(), path));
    if (wanted.empty()) return std::move(out_);
    const auto wants = [&](std::string_view path) { return wanted.contains(path); };
    AVOUCH_TRY(git::History history, git::Sweep(repository_, {head, {}, 2, {}, false}));
    AVOUCH_CHECK_OK(git::FindChanges(repository_, {head, wants, 2, {}, true}, history));
    VersionReader versions(repository_, history);
    Shown shown(repository_, out_);
    const Time newest{history.commits.empty() ? 0 : history.commits.back().committer_seconds};
    for (const auto& [path, spoken] : files_) {
      const std::string in_repository = JoinPath(repository_.prefix(), path);
      if (!wanted.contains(in_repository)) continue;
      AVOUCH_CHECK_OK(Places(versions.Of(in_repository), in_repository, spoken, shown));
      if (spoken.beside) AVOUCH_CHECK_OK(AddBeside(head, in_repository, newest));
    }
    return std::move(out_);
  }

 private:
  Status Places(const trust::Versions& versions, const std::string& path, const Spoken& spoken,
                Shown& shown) {
    std::set<std::string> people;
    if (spoken.people) people = ChangesOfPeople(versions);
    bool first = true;  // The present version: what all is compared with
    for (const auto& version : versions) {
      const bool wanted = spoken.commits.contains(version.id.substr(0, 8)) ||
                          people.contains(version.id) || (spoken.people && first);
      first = false;
      if (!wanted) continue;
      AVOUCH_TRY(const ObjectId id, ParseObjectId(version.id));
      // A parent that is not there, or too much: the word of who seals.
      if (shown.full() || !shown.AddPlace(id, path, spoken.whole)) ++out_.left;
    }
    return {};
  }

  Status AddBeside(const ObjectId& head, const std::string& path, Time newest) {
    git::Reader reader(repository_);
    AVOUCH_TRY(const git::Object object, reader.ReadOf(head, container::ObjectType::kCommit));
    AVOUCH_TRY(const container::Commit commit, container::ParseCommit(*object.bytes));
    for (const std::string_view suffix : kBesideSuffixes) {
      const auto id = FileAt(reader, commit.tree, path + std::string(suffix));
      if (!id) continue;
      const auto bytes = reader.Read(id, kMaxSignature);
      if (bytes) out_.beside.push_back({path, std::string(suffix), *bytes->bytes, newest});
    }
    return {};
  }

  ObjectId FileAt(git::Reader& reader, ObjectId folder, std::string_view path) const {
    for (;;) {
      const auto tree = reader.ReadOf(folder, container::ObjectType::kTree);
      if (!tree) return {};
      const std::size_t slash = path.find('/');
      ObjectId next;
      for (std::size_t at = 0; at < tree->bytes->size();) {
        const auto entry = container::NextTreeEntry(*tree->bytes, at, repository_.id_size());
        if (!entry) return {};
        if (entry->name == path.substr(0, slash)) next = entry->id;
      }
      if (!next || slash == std::string_view::npos) return next;
      folder = next;
      path.remove_prefix(slash + 1);
    }
  }

  const git::Repository& repository_;
  const SpokenFiles& files_;
  model::SignedRepository out_;
};

Status AddSide(const std::string& folder, std::string_view revision, std::string_view side,
               const SpokenFiles& files, model::SignedFiles& into) {
  AVOUCH_TRY(const git::Repository repository, git::Repository::Open(folder));
  AVOUCH_TRY(const ObjectId head, repository.Resolve(revision));
  AVOUCH_TRY(model::SignedRepository out, SideShower(repository, side, files).Run(head));
  if (!out.places.empty() || !out.beside.empty() || out.left > 0)
    into.repositories.push_back(std::move(out));
  return {};
}

}  // namespace

Result<model::SignedFiles> SignedFilesOf(const Assessed& assessed, const std::string& organisation,
                                         const std::string& product) {
  model::SignedFiles out;
  if (organisation.empty()) return out;
  AVOUCH_CHECK_OK(
      AddSide(organisation, "HEAD", "organisation", OfOrganisation(assessed.facts), out));
  AVOUCH_CHECK_OK(AddSide(product, assessed.assessment.subject.commit, "product",
                          OfProduct(assessed.facts), out));
  return out;
}

}  // namespace avouch::app
