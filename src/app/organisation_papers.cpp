// The second half of an organisation's folder: lists kept by hand, the inbox of
// exports, and papers.

#include <algorithm>
#include <map>
#include <set>

#include "app/filled_form.h"
#include "app/organisation.h"
#include "app/received.h"
#include "app/upstream.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "formats/document.h"
#include "formats/exports.h"
#include "formats/front_matter.h"
#include "os/file.h"
#include "statement/record_lists.h"

namespace avouch::app {
namespace {

constexpr std::string_view kInbox = "inbox";
constexpr std::uint64_t kMaxExport = 256u << 20;  // An audit log of a large firm, a year
constexpr std::size_t kMaxExports = 10'000;
constexpr std::uint64_t kMaxPaper = 4u << 20;

bool IsAddress(std::string_view at) { return at.find("://") != at.npos; }

// Every head of what one file said.
template <class Visit>
void EachHead(model::ExportFacts& facts, Visit visit) {
  auto all = [&](auto& lists) {
    for (auto& list : lists) visit(list.head);
  };
  all(facts.accounts);
  all(facts.settings);
  all(facts.rules);
  all(facts.logs);
  all(facts.secrets);
  all(facts.training);
  all(facts.tools);
  all(facts.tickets);
}

}  // namespace

void OrganisationFolder::ReadLists(Reading& out) {
  std::set<std::string> paths;
  if (!out.organisation.tools_supported_by.empty())
    paths.insert(out.organisation.tools_supported_by);
  for (const auto& environment : out.organisation.environments)
    if (!environment.secrets_list.empty()) paths.insert(environment.secrets_list);
  for (const auto& entry : tree_->entries())
    if (entry.path.folder().empty() && entry.path.extension() == "csv")
      paths.insert(entry.path.bytes);
  auto profiles = LoadProfiles();
  if (!profiles) return out.notes.push_back(ToString(profiles.error()));
  const formats::ReceivedRules rules{*profiles, out.organisation.read, {}};
  for (const auto& path : paths) {
    auto bytes = Content(path);
    auto received = bytes ? formats::ReadReceived(rules, Path(path), *bytes)
                          : Result<formats::Received>(std::unexpected(bytes.error()));
    if (!received) {
      out.left.push_back({Path(path), ToString(received.error())});
      out.notes.push_back("not a list: " + ToString(received.error()));
      continue;
    }
    const std::vector<model::Said> said = SaidOf(path, *bytes);
    EachHead(received->exports, [&](model::ExportHead& head) {
      head.id = crypto::Sha256Of(*bytes);
      head.by_hand = true;
      head.said = said;
    });
    Keep(out, "list", path, *bytes, "internal");
    Append(std::move(received->exports), out.exports);
  }
}

// A maker's bundle: what cannot be relied on counts for nothing, and is told.
void OrganisationFolder::TakeUpstream(const Path& path, const Bytes& bytes, bool listed,
                                      Reading& out) {
  auto bundle = ReadUpstreamBundle(path, bytes);
  if (!bundle) {
    out.left.push_back({path, ToString(bundle.error())});
    out.notes.push_back(ToString(bundle.error()));
    return;
  }
  bundle->head.id = crypto::Sha256Of(bytes);
  bundle->head.listed = listed;
  Keep(out, "export", path.bytes, bytes, "internal");
  out.exports.upstreams.push_back(std::move(*bundle));
}

void OrganisationFolder::ReadInbox(Reading& out) {
  // Which bytes are exports of record is committed; the bytes themselves are not.
  std::map<std::string, Digest> sums;
  if (auto text = Content(std::string(statement::kInboxSums))) {
    auto list = statement::ReadSums(*text);
    if (!list) return out.notes.push_back(ToString(list.error()));
    for (const auto& sum : *list) sums[sum.path.bytes] = sum.sha256;
  }
  std::set<std::string> recorded;
  for (const auto& [path, digest] : sums) recorded.insert(digest.hex());
  for (const auto& record : out.records.records)
    if (!record.of.sha256.empty()) recorded.insert(record.of.sha256);

  auto profiles = LoadProfiles();
  if (!profiles) return out.notes.push_back(ToString(profiles.error()));
  const formats::ReceivedRules rules{*profiles, out.organisation.read, {}};
  const std::string inbox = folder_ + "/" + std::string(kInbox);
  std::vector<std::string> names;
  if (!folder_.empty())
    if (auto listed = os::ListFolder(inbox, kMaxExports))
      for (const auto& entry : *listed)
        if (entry.kind == os::FileKind::kFile && !entry.name.starts_with('.'))
          names.push_back(entry.name);
  for (const auto& name : names) {
    if (IsFormName(name)) continue;  // Only said: app/filled_form.h
    const Path path(std::string(kInbox) + "/" + name);
    auto bytes = os::ReadWholeFile(inbox + "/" + name, kMaxExport);
    if (!bytes) {
      out.left.push_back({path, bytes.error().what});
      continue;
    }
    const Digest id = crypto::Sha256Of(*bytes);
    if (IsUpstreamBundle(path)) {
      TakeUpstream(path, *bytes, recorded.contains(id.hex()), out);
      continue;
    }
    auto received = formats::ReadReceived(rules, path, *bytes);
    if (!received) {  // Certificates and reports are kept for their digest alone.
      const bool kept =
          recorded.contains(id.hex()) && path.extension() != "json" && path.extension() != "csv";
      if (!kept) {
        out.left.push_back({path, ToString(received.error())});
        out.notes.push_back("not understood: " + ToString(received.error()));
      }
      continue;
    }
    EachHead(received->exports, [&](model::ExportHead& head) {
      head.id = id;
      head.by_hand = false;
      head.listed = recorded.contains(id.hex());
      if (head.used < head.rows)
        out.notes.push_back(path.bytes + ": " + Thousands(head.rows) + " rows, " +
                            Thousands(head.used) + " used, " + Thousands(head.rows - head.used) +
                            " left");
    });
    Keep(out, "export", path.bytes, *bytes, "internal");
    Append(std::move(received->exports), out.exports);
  }
  for (const auto& [path, digest] : sums)
    if (std::find(names.begin(), names.end(), std::string(PathName(path))) == names.end())
      out.left.push_back(
          {Path(path), "listed in " + std::string(statement::kInboxSums) + " and not here"});
}

void OrganisationFolder::ReadPapers(Reading& out) {
  std::vector<model::NamedDocument> named = out.organisation.documents;
  if (!out.organisation.framework_document.empty())
    named.push_back({"framework", out.organisation.framework_document, {out.organisation.path, 0}});
  for (const auto& document : named) {
    if (IsAddress(document.at)) continue;
    const source::Entry* entry = tree_->Find(document.at);
    if (entry == nullptr) {
      out.left.push_back({Path(document.at), "named as '" + document.purpose +
                                                 "' and not in the organisation's commit"});
      continue;
    }
    auto bytes = tree_->Read(*entry, kMaxPaper);
    auto paper = bytes ? formats::ReadPaper(document.purpose, entry->path, *bytes, "")
                       : Result<model::Paper>(std::unexpected(bytes.error()));
    if (!paper) {
      out.left.push_back({entry->path, ToString(paper.error())});
      continue;
    }
    paper->id = crypto::Sha256Of(*bytes);
    paper->approved = SaidOf(document.at, *bytes);
    paper->authors = PeopleBehind(
        out.organisation, versions_->AuthorsOf(JoinPath(repository_.prefix(), document.at)));
    Keep(out, "paper", document.at, *bytes, paper->audience.empty() ? "internal" : paper->audience);
    out.papers.papers.push_back(std::move(*paper));
    const auto kind = formats::KindOfPurpose(document.purpose);
    if (kind == model::DocumentKind::kOther) continue;
    if (auto read = formats::ReadDocument(entry->path, *bytes, kind))
      out.documents.push_back(std::move(*read));
  }
}

}  // namespace avouch::app
