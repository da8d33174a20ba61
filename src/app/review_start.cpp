// avouch review start: the bundle is proved, then unpacked for reading.

#include <sys/stat.h>

#include <filesystem>

#include "app/review.h"
#include "app/review_folder.h"
#include "base/path.h"
#include "base/text.h"
#include "os/durable.h"
#include "os/file.h"
#include "statement/review_file.h"

namespace avouch::app {
namespace {

// New files that nobody may write to: the mode comes with the making, since a
// confined program may not change modes.
class ReadOnlyFiles {
 public:
  ReadOnlyFiles() : before_(umask(0222)) {}
  ReadOnlyFiles(const ReadOnlyFiles&) = delete;
  ReadOnlyFiles& operator=(const ReadOnlyFiles&) = delete;
  ~ReadOnlyFiles() { umask(before_); }

 private:
  mode_t before_;
};

std::string At(const std::string& folder, std::string_view name) {
  return folder + "/" + std::string(name);
}

// "rota-1.4.avouch" is reviewed in "rota-1.4.review": nothing in the bundle is
// read before the program is confined.
std::string FolderFor(const std::string& bundle) {
  constexpr std::string_view kEnding = ".avouch";
  std::string name(PathName(bundle));
  if (name.ends_with(kEnding)) name.resize(name.size() - kEnding.size());
  return name + ".review";
}

// A folder that is new, or empty.
Status MakeWorkspace(const std::string& folder) {
  if (os::KindOf(folder) != os::FileKind::kNone) {
    auto listed = os::ListFolder(folder, 16);
    if (!listed || !listed->empty())
      return Fail(ErrorKind::kUsage, "is there already, and nothing is overwritten", folder,
                  "--into another folder");
  }
  return os::MakeFolders(folder);  // Empty, if the bundle is refused: so one may try again
}

// What lies in a folder that was empty is ours: half of a review is in nobody's way.
void EmptyAgain(const std::string& folder) {
  std::error_code ignored;
  for (const std::string_view name : {kReviewEvidence, kReviewBundle, kReviewIndex,
                                      kReviewQuestions, statement::kReviewFileName, kReviewRows})
    std::filesystem::remove_all(At(folder, name), ignored);
}

struct Counted {
  std::size_t claims = 0, files = 0, withheld = 0;
};

Result<Counted> WriteWorkspace(const std::string& folder, const BundleFile& bundle) {
  const verify::Proof& proof = *bundle.proof;
  AVOUCH_CHECK_OK(os::MakeFolders(At(folder, kReviewEvidence)));
  AVOUCH_TRY(const auto files, EvidenceOf(proof, bundle.bytes));
  AVOUCH_TRY(const model::Catalogue known, LoadCatalogue());
  const model::Catalogue catalogue =
      known.digest == proof.verdicts().catalogue ? known : model::Catalogue();
  {
    const ReadOnlyFiles frozen;
    AVOUCH_CHECK_OK(os::WriteFileDurably(At(folder, kReviewBundle), bundle.bytes));
    for (const auto& file : files)
      AVOUCH_CHECK_OK(
          os::WriteFileDurably(At(folder, kReviewEvidence) + "/" + file.file, file.bytes));
    AVOUCH_CHECK_OK(os::WriteFileDurably(At(folder, kReviewIndex), EvidenceIndex(proof, files)));
    AVOUCH_CHECK_OK(
        os::WriteFileDurably(At(folder, kReviewQuestions), QuestionsText(proof, catalogue, files)));
  }
  AVOUCH_CHECK_OK(os::WriteFileDurably(At(folder, statement::kReviewFileName),
                                       statement::NewReviewFile(bundle.digest)));
  // The rows last: a folder without them was not finished.
  AVOUCH_CHECK_OK(os::WriteFileDurably(At(folder, kReviewRows), EmptyRows(proof, catalogue)));
  std::size_t withheld = 0;
  for (const auto& item : proof.index().items) withheld += item.withheld() ? 1 : 0;
  return Counted{proof.verdicts().claims.size(), files.size(), withheld};
}

Result<Answer> StartNow(const ReviewStartOptions& options, Time now, const ConfineTo& confine) {
  const std::string folder = options.into.empty() ? FolderFor(options.bundle) : options.into;
  AVOUCH_CHECK_OK(MakeWorkspace(folder));
  if (confine) AVOUCH_CHECK_OK(confine({folder}, {options.bundle, options.memory}));
  AVOUCH_TRY(const auto bundle, OpenBundleFile(options.bundle, options.organisation, now));
  AVOUCH_TRY(const bool superseded, IsSuperseded(*bundle->proof, options.memory));
  const auto counted = WriteWorkspace(folder, *bundle);
  if (!counted) {
    EmptyAgain(folder);
    return std::unexpected(counted.error());
  }
  std::string talk;
  if (superseded) talk += std::string("avouch: ") + kSupersededNote + "\n";
  if (counted->withheld > 0)
    talk += "avouch: " + std::to_string(counted->withheld) + " of " +
            Count("payload", static_cast<long long>(bundle->proof->index().items.size())) +
            " are withheld in this copy, which is for: " +
            std::string(Name(bundle->proof->index().audience)) + "\n";
  talk += "avouch: read questions.md, fill in review.yaml and claims.csv (" +
          Count("row", static_cast<long long>(counted->claims)) + "), then: avouch review finish " +
          Printable(folder) + " --key FILE\n";
  return Answer{kDone,
                folder + "\n" + Count("claim", static_cast<long long>(counted->claims)) + "\n" +
                    Count("file", static_cast<long long>(counted->files)) + " of evidence\n",
                talk};
}

}  // namespace

Answer ReviewStart(const ReviewStartOptions& options, Time now, const ConfineTo& confine) {
  auto answer = StartNow(options, now, confine);
  if (!answer) return Refuse(answer.error());
  return std::move(*answer);
}

}  // namespace avouch::app
