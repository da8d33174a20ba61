#include <algorithm>
#include <optional>

#include "app/collect.h"
#include "app/received.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "git/history.h"
#include "os/durable.h"
#include "os/environment.h"
#include "os/file.h"
#include "os/folder_lock.h"

namespace avouch::app {
namespace {

using statement::CollectedFile;

constexpr std::uint64_t kMaxResult = 256u << 20;  // As received.cpp reads
constexpr int kMostOfOneName = 1000;

std::unexpected<Error> Usage(std::string what, std::string where, std::string hint = {}) {
  return Fail(ErrorKind::kUsage, std::move(what), std::move(where), std::move(hint));
}

// Which run of a CI this is, by what its environment says.
struct Run {
  std::string commit, url;
};

Result<Run> RunOfCi() {
  const auto of = [](const char* name) { return os::Environment(name).value_or(""); };
  if (of("GITHUB_ACTIONS") == "true" && !of("GITHUB_RUN_ID").empty())
    return Run{of("GITHUB_SHA"), of("GITHUB_SERVER_URL") + "/" + of("GITHUB_REPOSITORY") +
                                     "/actions/runs/" + of("GITHUB_RUN_ID")};
  if (!of("GITLAB_CI").empty() && !of("CI_JOB_URL").empty())
    return Run{of("CI_COMMIT_SHA"), of("CI_JOB_URL")};
  return Usage("neither GitHub Actions nor GitLab CI says which run this is", "--from-ci");
}

bool IsKind(std::string_view kind) {
  constexpr std::size_t kLongest = 40;
  return kind.size() <= kLongest && std::ranges::all_of(kind, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

// The full id of a commit that the product's history has: below HEAD, a branch or a
// tag. Objects that merely lie in the database are nobody's history.
Result<std::string> CommitOf(const std::string& product, const std::string& revision) {
  AVOUCH_TRY(const git::Repository repository, git::Repository::Open(product));
  AVOUCH_TRY(const ObjectId id, repository.Resolve(revision));
  git::SweepOptions options;
  AVOUCH_TRY(options.target, repository.Resolve("HEAD"));  // And every branch and tag beside it
  options.changes = false;
  AVOUCH_TRY(const git::History history, git::Sweep(repository, options));
  if (history.Find(id) < 0)
    return Fail(ErrorKind::kNotFound, "below no branch and no tag of the product",
                Printable(revision), "--product names its repository");
  return id.hex();
}

// A name for a file in the folder: letters, digits, '.', '-', '_'; no dot first.
std::string PlainName(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    out += plain && !(c == '.' && out.empty()) ? c : '-';
  }
  return out.empty() || out == statement::kCollectedName ? "results-" + out : out;
}

// Commits that results name of their own; "" where they name none.
std::vector<std::string> OwnCommits(const model::ResultFacts& results) {
  std::vector<std::string> out;
  for (const auto& run : results.tests) out.push_back(run.commit);
  for (const auto& run : results.scans) out.push_back(run.commit);
  for (const auto& list : results.lists) out.push_back(list.commit);
  return out;
}

class Collector {
 public:
  Collector(const CollectTestsFlags& flags, Time now, std::string commit, std::string run)
      : flags_(flags), now_(now), commit_(std::move(commit)), run_(std::move(run)) {}

  // Reads one file and holds it to what was said of it; writes nothing.
  Status Check(const std::string& file) {
    AVOUCH_TRY(Bytes bytes, os::ReadWholeFile(file, kMaxResult));
    AVOUCH_TRY(const auto profiles, LoadProfiles());
    const formats::ReceivedRules rules{profiles, {}, {}};
    const std::string name(PathName(file));
    auto received = formats::ReadReceived(rules, Path(name), bytes);
    if (!received) {
      received.error().where = Printable(file);
      return std::unexpected(received.error());
    }
    const auto commits = OwnCommits(received->results);
    if (commits.empty())
      return Fail(ErrorKind::kUnsupported,
                  "no results of tests or scans, but " + received->as + " of another system",
                  Printable(file), "avouch import keeps those");
    for (const auto& own : commits)
      if (!own.empty() && !EqualsIgnoreCase(own, commit_))
        return Fail(ErrorKind::kMalformed,
                    "says itself that it is of commit " + Printable(own.substr(0, 12)) +
                        ", and not of " + commit_.substr(0, 12),
                    Printable(file), "--commit names the one that was tested");
    taken_.push_back({PlainName(name), received->as, std::move(bytes)});
    return {};
  }

  // REQUIRES: the folder's lock is held.
  Status Keep(statement::Collected& collected) {
    for (const Taken& one : taken_) {
      AVOUCH_TRY(const std::string name, Place(one, collected));
      CollectedFile entry{.name = name,
                          .sha256 = crypto::Sha256Of(one.bytes),
                          .commit = commit_,
                          .at = ToString(now_),
                          .kind = flags_.kind,
                          .whole_history = flags_.whole_history,
                          .run = run_,
                          .by = flags_.by};
      std::erase_if(collected.files, [&](const auto& old) { return old.name == name; });
      collected.files.push_back(std::move(entry));
      out += JoinPath(flags_.output, name) + "\n";
      talk += "avouch: " + Printable(name) + ": " + one.as +
              (flags_.kind.empty() ? "" : ", " + flags_.kind) + ", of commit " +
              commit_.substr(0, 12) + "\n";
    }
    return {};
  }

  std::string out, talk;

 private:
  struct Taken {
    std::string name, as;
    Bytes bytes;
  };

  // The first name that is free, or has the same bytes for the same commit.
  Result<std::string> Place(const Taken& one, const statement::Collected& collected) const {
    for (int nth = 1; nth <= kMostOfOneName; ++nth) {
      const std::size_t dot = one.name.rfind('.');
      const std::size_t end = dot == std::string::npos || dot == 0 ? one.name.size() : dot;
      const std::string name =
          nth == 1 ? one.name
                   : one.name.substr(0, end) + "-" + std::to_string(nth) + one.name.substr(end);
      const std::string path = JoinPath(flags_.output, name);
      const auto* entry = collected.Find(name);
      if (entry != nullptr && entry->commit != commit_) continue;
      if (os::KindOf(path) == os::FileKind::kNone) {
        AVOUCH_CHECK_OK(os::WriteNewFileDurably(path, one.bytes));
        return name;
      }
      const auto there = os::ReadWholeFile(path, kMaxResult);
      if (there && *there == one.bytes) return name;
    }
    return Fail(ErrorKind::kIo, "too many files of this name", Printable(one.name));
  }

  const CollectTestsFlags& flags_;
  Time now_;
  std::string commit_, run_;
  std::vector<Taken> taken_;
};

// What was typed can be.
Result<Run> Settle(const CollectTestsFlags& flags) {
  if (flags.files.empty()) return Usage("a FILE is wanted", "collect tests");
  if (!IsKind(flags.kind))
    return Usage("'" + Printable(flags.kind) + "' is no kind", "--kind",
                 "lower case letters, digits and '-': unit, integration, first-run, fuzz");
  Run run;
  if (flags.from_ci) {
    AVOUCH_TRY(run, RunOfCi());
  }
  if (!flags.commit.empty()) run.commit = flags.commit;
  if (run.commit.empty())
    return Usage("which commit was tested?", "--commit", "a revision of the product, or --from-ci");
  return run;
}

Result<Answer> Collect(const CollectTestsFlags& flags, Time now, const ConfineToFolder& confine) {
  // 1. What they are of
  AVOUCH_TRY(const Run run, Settle(flags));
  AVOUCH_CHECK_OK(os::MakeFolders(flags.output));
  AVOUCH_CHECK_OK(confine(flags.output));
  AVOUCH_TRY(std::string commit, CommitOf(flags.product, run.commit));

  // 2. All of them, or none
  Collector collector(flags, now, std::move(commit), run.url);
  for (const auto& file : flags.files) AVOUCH_CHECK_OK(collector.Check(file));
  AVOUCH_TRY(const os::FolderLock lock, os::FolderLock::Take(flags.output));
  AVOUCH_TRY(statement::Collected collected, ReadCollectedIn(flags.output));
  AVOUCH_CHECK_OK(collector.Keep(collected));

  // 3. The files are there before anything says of what they are.
  AVOUCH_CHECK_OK(WriteCollectedIn(flags.output, collected));
  return Answer{kDone, collector.out, collector.talk};
}

}  // namespace

Answer CollectTests(const CollectTestsFlags& flags, Time now, const ConfineToFolder& confine) {
  auto answer = Collect(flags, now, confine);
  return answer ? *std::move(answer) : Refuse(answer.error());
}

Result<statement::Collected> ReadCollectedIn(const std::string& folder) {
  const std::string file = JoinPath(folder, statement::kCollectedName);
  const auto json = os::ReadWholeFile(file, statement::kMaxCollectedBytes);
  if (json) return statement::ReadCollected(*json, file);
  if (json.error().kind == ErrorKind::kNotFound) return statement::Collected();
  return std::unexpected(json.error());
}

Status WriteCollectedIn(const std::string& folder, const statement::Collected& collected) {
  AVOUCH_TRY(const Bytes json, statement::WriteCollected(collected));
  return os::WriteFileDurably(JoinPath(folder, statement::kCollectedName), json);
}

}  // namespace avouch::app
