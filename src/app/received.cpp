#include "app/received.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "crypto/hash.h"
#include "os/file.h"
#include "statement/embedded.h"
#include "syntax/json.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxResult = 256u << 20;  // A SARIF log of a large analysis
constexpr std::size_t kMaxResults = 10'000;
constexpr std::string_view kCollected = "collected.json";

template <class T>
void Move(std::vector<T>& from, std::vector<T>& into) {
  into.insert(into.end(), std::make_move_iterator(from.begin()),
              std::make_move_iterator(from.end()));
}

// What collect wrote beside the files: which commit, which kind, when.
struct Collected {
  std::string commit, at;
  std::vector<std::pair<std::string, std::string>> kinds;  // File, kind
  std::vector<std::string> whole_history;                  // Files of scans over tree and history
  std::vector<model::PublishedPage> pages;

  [[nodiscard]] std::string KindOf(const std::string& file) const {
    for (const auto& [name, kind] : kinds)
      if (name == file) return kind;
    return {};
  }
};

Collected ReadCollected(BytesView bytes) {
  Collected out;
  auto root = syntax::ParseJson(bytes);
  if (!root) return out;
  out.commit = (*root)["commit"].text();
  out.at = (*root)["at"].text();
  for (const auto& item : (*root)["whole-history"].items())
    out.whole_history.emplace_back(item.text());
  for (const auto& item : (*root)["pages"].items()) {
    model::PublishedPage page;
    page.purpose = item["purpose"].text();
    page.url = page.final_url = item["url"].text();
    page.at = item["at"].text();
    page.status = item["status"].integer().value_or(0);
    page.error = item["error"].text();
    page.tls_version = item["tls"].text();
    page.chain_valid = item["chain"].text() != "invalid";
    page.downgrade = item["downgrade"].boolean().value_or(false);
    for (const auto& part : item["parts"].items()) page.parts.emplace_back(part.text());
    page.digest_reported = item["digest"].text();
    page.expires = item["expires"].text();
    out.pages.push_back(std::move(page));
  }
  for (const auto& entry : (*root)["kinds"].entries())
    out.kinds.emplace_back(std::string(entry.key), std::string(entry.value.text()));
  return out;
}

template <class Run>
void Bind(Run& run, const Collected& collected, const Digest& id) {
  run.id = id;
  if (run.commit.empty()) run.commit = collected.commit;
  if (run.at.empty()) run.at = collected.at;
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
  Collected collected;
  if (auto bytes = os::ReadWholeFile(folder + "/" + std::string(kCollected), 4u << 20))
    collected = ReadCollected(*bytes);
  out.published.pages = std::move(collected.pages);
  AVOUCH_TRY(std::vector<formats::Profile> profiles, LoadProfiles());
  const formats::ReceivedRules rules{profiles, {}, ids};
  for (const auto& entry : entries) {
    if (entry.kind != os::FileKind::kFile || entry.name == kCollected ||
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
    for (auto& run : received->results.tests) {
      Bind(run, collected, id);
      if (run.kind.empty()) run.kind = collected.KindOf(entry.name);
    }
    for (auto& run : received->results.scans) {
      Bind(run, collected, id);
      if (std::find(collected.whole_history.begin(), collected.whole_history.end(), entry.name) !=
          collected.whole_history.end())
        run.whole_history = true;
    }
    for (auto& list : received->results.lists) {
      Bind(list, collected, id);
    }
    Append(std::move(received->results), out.results);
  }
  return out;
}

}  // namespace avouch::app
