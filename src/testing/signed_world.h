// An invented organisation's repository, in memory: commits signed by its people,
// and the bundle for assessors that carries them.
//
// Values and pure functions; any thread. Tests only.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "crypto/sshsig.h"
#include "model/signed_files.h"
#include "statement/record_file.h"
#include "testing/sample_bundle.h"
#include "trust/said.h"

namespace avouch::testing {

// Commits in a row, each with all its files.
class SignedHistory {
 public:
  explicit SignedHistory(crypto::HashKind kind = crypto::HashKind::kSha1) : kind_(kind) {}

  using Files = std::map<std::string, std::string>;  // By path: "records/x.yaml"

  struct Made {
    ObjectId id;
    Bytes bytes;
    Files files;
  };

  // `key` null: not signed. Returns the commit's position.
  std::size_t Commit(const std::string& who, const crypto::PrivateKey* key, const Files& files) {
    const Time when{1790000000 + static_cast<std::int64_t>(commits_.size()) * 86400};
    const std::string person =
        who + " <" + who + "@larkhill.example> " + std::to_string(when.seconds) + " +0000\n";
    std::string head = "tree " + Tree(files, "").hex() + "\n";
    if (!commits_.empty()) head += "parent " + commits_.back().id.hex() + "\n";
    head += "author " + person + "committer " + person;
    const std::string message = "\nby " + who + "\n";
    std::string signature;
    if (key != nullptr) {
      signature = kind_ == crypto::HashKind::kSha1 ? "gpgsig" : "gpgsig-sha256";
      std::string armour = crypto::MakeSshSig(*key, crypto::kGitNamespace, head + message);
      while (armour.ends_with('\n')) armour.pop_back();
      for (const auto line : Split(armour, '\n')) signature += " " + std::string(line) + "\n";
    }
    const Bytes bytes = head + signature + message;
    commits_.push_back({Add("commit", bytes), bytes, files});
    return commits_.size() - 1;
  }

  [[nodiscard]] const Made& at(std::size_t position) const { return commits_[position]; }
  // All versions of a file, newest first, as git has them.
  [[nodiscard]] trust::Versions VersionsOf(const std::string& path) const {
    trust::Versions out;
    for (std::size_t i = 0; i < commits_.size(); ++i) {
      const auto found = commits_[i].files.find(path);
      const std::string now = found == commits_[i].files.end() ? "" : found->second;
      const bool was = i > 0 && commits_[i - 1].files.contains(path);
      if (now == (was ? commits_[i - 1].files.at(path) : std::string())) continue;
      out.insert(out.begin(), trust::Version{commits_[i].bytes,
                                             commits_[i].id.hex(),
                                             {1790000000 + static_cast<std::int64_t>(i) * 86400},
                                             now});
    }
    return out;
  }
  // Every object, and every version of these paths.
  [[nodiscard]] model::SignedRepository Carried(const std::vector<std::string>& paths) const {
    model::SignedRepository out;
    out.side = "organisation";
    out.hash = kind_ == crypto::HashKind::kSha1 ? "sha1" : "sha256";
    out.objects = objects_;
    for (const auto& path : paths)
      for (const auto& version : VersionsOf(path)) out.places.push_back({path, version.id});
    return out;
  }

 private:
  ObjectId Add(const std::string& kind, const Bytes& bytes) {
    const ObjectId id = crypto::GitObjectId(kind_, kind, bytes);
    if (seen_.emplace(id, true).second) objects_.push_back({kind, "", 0, 0, bytes});
    return id;
  }
  ObjectId Tree(const Files& files, const std::string& below) {
    std::map<std::string, std::pair<std::string, ObjectId>> entries;  // Mode and id, by name
    for (const auto& [path, text] : files) {
      if (!path.starts_with(below)) continue;
      const std::string rest = path.substr(below.size());
      const std::size_t slash = rest.find('/');
      const std::string name = rest.substr(0, slash);
      if (slash == std::string::npos)
        entries[name] = {"100644", Add("blob", text)};
      else if (!entries.contains(name))
        entries[name] = {"40000", Tree(files, below + name + "/")};
    }
    Bytes bytes;
    for (const auto& [name, entry] : entries)
      bytes += entry.first + " " + name + '\0' + std::string(entry.second.view());
    return Add("tree", bytes);
  }

  crypto::HashKind kind_;
  std::vector<Made> commits_;
  std::vector<model::SignedObject> objects_;
  std::map<ObjectId, bool> seen_;
};

inline constexpr const char* kSignedRecord = "records/2026-10-05-rotation.yaml";
inline constexpr const char* kOrganisationFile = "avouch.org.yaml";

// helen (sro) makes the list; tom, whom it names, records; helen adds priya.
struct SignedWorld {
  crypto::PrivateKey helen = SampleKey('H'), tom = SampleKey('T'), priya = SampleKey('P'),
                     stranger = SampleKey('?');
  SignedHistory history;
  claims::Facts facts;
  model::SignedFiles files;
  std::string first;  // Fingerprint

  static std::string Line(const std::string& id, const std::string& role,
                          const crypto::PrivateKey& key) {
    return "  " + id + ": { name: " + id + " Example, roles: [" + role + "], key: \"" +
           crypto::SshKeyText(key.public_key()) + "\" }\n";
  }
  static std::string File(const std::string& people) {
    return "avouch: 1\norganisation: { name: Larkhill Ltd, country: GB }\npeople:\n" + people;
  }

  // `adder` signs the change of the list, `speaker` the record.
  SignedWorld(const crypto::PrivateKey* adder, const crypto::PrivateKey* speaker) {
    const std::string two = Line("helen", "sro", helen) + Line("tom", "developer", tom);
    const std::string file = File(two);
    const std::string record = "record: rotation\nby: tom\nabout: KEY\ndecision: changed\n";
    const std::string present = File(two + Line("priya", "developer", priya));
    history.Commit("helen", &helen, {{kOrganisationFile, file}});
    history.Commit("tom", speaker, {{kOrganisationFile, file}, {kSignedRecord, record}});
    history.Commit("helen", adder, {{kOrganisationFile, present}, {kSignedRecord, record}});
    history.Commit("tom", &tom,
                   {{kOrganisationFile, present}, {kSignedRecord, record}, {"other.md", "x"}});
    files.repositories = {history.Carried({kOrganisationFile, kSignedRecord})};

    model::Organisation& said = facts.organisation;
    said = *statement::ReadOrganisationFile(present);
    said.present = true;
    said.id = crypto::Sha256Of(present);
    said.path = Path(kOrganisationFile);
    first = said.fingerprint = trust::FingerprintOf(*statement::ReadOrganisationFile(file));
    const trust::Ring ring(said);
    const auto kind = crypto::HashKind::kSha1;
    said.signed_keys =
        trust::KeysOver(ring, kind, history.VersionsOf(kOrganisationFile), present, {});
    model::Record one = *statement::ReadRecord(record, Path(kSignedRecord));
    one.id = crypto::Sha256Of(record);
    one.said = trust::SaidOver(ring, kind, history.VersionsOf(kSignedRecord), record, {});
    facts.records.records.push_back(std::move(one));
  }
  SignedWorld() : SignedWorld(&helen, &tom) {}
  SignedWorld(const SignedWorld&) = delete;
  SignedWorld& operator=(const SignedWorld&) = delete;

  // What is sealed, with what is said as it stands in `facts` and `files` now.
  [[nodiscard]] verify::Contents Seal(bool carried = true) const {
    BundleWorld world;
    world.facts.organisation = facts.organisation;
    world.facts.records = facts.records;
    world.facts.papers = facts.papers;
    world.facts.exports = facts.exports;
    world.people = facts.organisation;
    world.affirmed = false;  // It would name the fingerprint of the present list
    verify::Contents contents = world.Seal();
    const std::string present = world.fingerprint();
    contents.organisation = {facts.organisation.name,
                             facts.organisation.fingerprint,
                             {facts.organisation.fingerprint, present}};
    contents.audience = statement::Audience::kAssessor;
    const auto said = [&](std::string name, Bytes bytes) {
      AddSealed(contents.sealed, statement::ItemKind::kSaid, std::move(name),
                statement::Audience::kAssessor, std::move(bytes));
    };
    said("records", *statement::WriteSaid(facts.records));
    if (carried) said("signatures", *statement::WriteSaid(files));
    if (!facts.papers.papers.empty()) said("papers", *statement::WriteSaid(facts.papers));
    if (!facts.exports.training.empty()) said("exports", *statement::WriteSaid(facts.exports));
    if (!facts.product_keys.empty())
      said("product-keys", *statement::WriteSaid(statement::ProductKeys{facts.product_keys}));
    return contents;
  }
  [[nodiscard]] Bytes Bundle(bool carried = true) const {
    const BundleWorld keeper;
    verify::Contents contents = Seal(carried);
    keeper.EnterLog(contents);
    return *verify::Assemble(contents, keeper.log());
  }
};

}  // namespace avouch::testing
