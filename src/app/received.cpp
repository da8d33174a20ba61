#include "app/received.h"

#include <algorithm>
#include <set>

#include "app/collect.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "os/file.h"
#include "statement/embedded.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxResult = 256u << 20;  // A SARIF log of a large analysis
constexpr std::size_t kMaxResults = 20'000;       // Entries of the folder

constexpr std::string_view kPages = "pages";  // What BodyPath begins with

template <class T>
void Move(std::vector<T>& from, std::vector<T>& into) {
  into.insert(into.end(), std::make_move_iterator(from.begin()),
              std::make_move_iterator(from.end()));
}

// What one file is bound to: by its own entry, else by what was said of all by hand.
struct Binding {
  std::string commit, at, kind;
  bool whole_history = false;
};

Result<Binding> BindingOf(const statement::Collected& collected, const std::string& name,
                          const Digest& id) {
  if (const auto* file = collected.Find(name)) {
    if (file->sha256 == id) return Binding{file->commit, file->at, file->kind, file->whole_history};
    return Fail(ErrorKind::kIntegrity, "is not what was collected, so it is bound to no commit");
  }
  Binding out{collected.commit, collected.at, {}, false};
  for (const auto& [file, kind] : collected.kinds)
    if (file == name) out.kind = kind;
  out.whole_history =
      std::ranges::find(collected.whole_history, name) != collected.whole_history.end();
  return out;
}

// Pages as they were seen. Where the body is kept, what its reader finds counts,
// and not what the list says of it.
void TakePages(const std::string& folder, const statement::Collected& collected,
               EvidenceReading& out) {
  for (const auto& seen : collected.pages) {
    model::PublishedPage page = seen.page;
    // This machine's list of roots may be what lacks: nothing is known of the connection.
    if (seen.chain == "unknown-root") page.tls_version.clear();
    const std::string at = BodyPath(page.body);
    if (page.body != Digest() && os::KindOf(JoinPath(folder, at)) == os::FileKind::kFile) {
      const auto body = os::ReadWholeFile(JoinPath(folder, at), os::WebLimits().body);
      if (!body || crypto::Sha256Of(*body) != page.body) {
        out.left.push_back({Path(at), "is not what " + Printable(page.url) + " answered"});
        continue;
      }
      ReadPageInto(*body, page);
    }
    out.published.pages.push_back(std::move(page));
  }
}

template <class Run>
void Bind(Run& run, const Binding& binding, const Digest& id) {
  run.id = id;
  if (run.commit.empty()) run.commit = binding.commit;
  if (run.at.empty()) run.at = binding.at;
}

}  // namespace

Result<std::vector<formats::Profile>> LoadProfiles() {
  return formats::ReadProfiles(statement::EmbeddedFile("profiles.yaml").value_or(""));
}

void Append(model::ExportFacts from, model::ExportFacts& into) {
  Move(from.accounts, into.accounts);
  Move(from.settings, into.settings);
  Move(from.rules, into.rules);
  Move(from.logs, into.logs);
  Move(from.secrets, into.secrets);
  Move(from.training, into.training);
  Move(from.tools, into.tools);
  Move(from.tickets, into.tickets);
  Move(from.upstreams, into.upstreams);
}

void Append(model::ResultFacts from, model::ResultFacts& into) {
  Move(from.tests, into.tests);
  Move(from.scans, into.scans);
  Move(from.lists, into.lists);
}

std::vector<std::string> PeopleBehind(const model::Organisation& organisation,
                                      const std::vector<std::string>& addresses) {
  std::set<std::string> out;
  for (const auto& address : addresses) {
    std::string who = address;
    for (const auto& person : organisation.people)
      if (std::find(person.git.begin(), person.git.end(), address) != person.git.end())
        who = person.id;
    out.insert(who);
  }
  return {out.begin(), out.end()};
}

Result<EvidenceReading> ReadEvidenceFolder(const std::string& folder,
                                           const formats::IdFinder& ids) {
  AVOUCH_TRY(std::vector<os::FolderEntry> entries, os::ListFolder(folder, kMaxResults));
  EvidenceReading out;
  auto collected = ReadCollectedIn(folder);
  if (!collected) {  // Nothing is bound by a list that cannot be read.
    out.left.push_back({Path(statement::kCollectedName), ToString(collected.error())});
    collected = statement::Collected();
  }
  TakePages(folder, *collected, out);
  AVOUCH_TRY(std::vector<formats::Profile> profiles, LoadProfiles());
  const formats::ReceivedRules rules{profiles, {}, ids};
  for (const auto& entry : entries) {
    if (entry.kind == os::FileKind::kFolder && entry.name != kPages)
      out.left.push_back({Path(entry.name), "a folder: results lie in the evidence folder itself"});
    if (entry.kind != os::FileKind::kFile || entry.name == statement::kCollectedName ||
        entry.name.starts_with('.'))
      continue;
    const Path path(entry.name);
    auto bytes = os::ReadWholeFile(folder + "/" + entry.name, kMaxResult);
    auto received = bytes ? formats::ReadReceived(rules, path, *bytes)
                          : Result<formats::Received>(std::unexpected(bytes.error()));
    if (!received) {
      out.left.push_back({path, ToString(received.error())});
      continue;
    }
    const Digest id = crypto::Sha256Of(*bytes);
    const auto binding = BindingOf(*collected, entry.name, id);
    if (!binding) {
      out.left.push_back({path, ToString(binding.error())});
      continue;
    }
    for (auto& run : received->results.tests) {
      Bind(run, *binding, id);
      if (run.kind.empty()) run.kind = binding->kind;
    }
    for (auto& run : received->results.scans) {
      Bind(run, *binding, id);
      run.whole_history |= binding->whole_history;
    }
    for (auto& list : received->results.lists) Bind(list, *binding, id);
    Append(std::move(received->results), out.results);
  }
  return out;
}

}  // namespace avouch::app
