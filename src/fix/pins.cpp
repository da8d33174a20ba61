// Claim 1.2.2: tags to commits and digests.
//
// An action is pinned when the tree itself already names a commit for the same
// version: `uses: owner/name@<commit> # v4.1.0` answers for v4.1.0, and for v4
// when no other v4 is named. Two commits for one version answer for nothing. An
// image is pinned by what the user hands in. Nothing is fetched, nothing guessed.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "fix/limits.h"
#include "fix/patches.h"
#include "notation/image.h"
#include "notation/version.h"

namespace avouch::fix {
namespace {

bool IsCommit(std::string_view text) {
  return text.size() == 40 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// "github/codeql-action/init" belongs to repository "github/codeql-action".
std::string RepositoryOf(std::string_view action) {
  std::size_t slash = action.find('/');
  std::size_t second = slash == std::string_view::npos ? slash : action.find('/', slash + 1);
  return Lower(action.substr(0, second));
}

// The version that a comment beside a pin names: "v4.1.0" of "# tag=v4.1.0".
std::string VersionIn(std::string_view comment) {
  std::string text = ReplaceAll(ReplaceAll(comment, "=", " "), "@", " ");
  for (auto word : Words(text)) {
    while (!word.empty() && (word.back() == ',' || word.back() == ')')) word.remove_suffix(1);
    while (!word.empty() && word.front() == '#') word.remove_prefix(1);
    std::string_view digits = word.starts_with('v') ? word.substr(1) : word;
    bool version = !digits.empty() && digits[0] >= '0' && digits[0] <= '9' && !IsCommit(word) &&
                   word.size() < 40;
    if (version) return std::string(word);
  }
  return {};
}

struct Known {
  std::string commit;
  bool doubtful = false;  // Two commits were named for it
};

class KnownActions {
 public:
  void Read(std::string_view text) {
    for (auto line : Lines(text)) {
      std::size_t at = line.find("uses:");
      if (at == std::string_view::npos || Trim(line).starts_with('#')) continue;
      std::string_view rest = Trim(line.substr(at + 5));
      if (rest.starts_with('"') || rest.starts_with('\'')) rest.remove_prefix(1);
      std::size_t sign = rest.find('@');
      if (sign == std::string_view::npos || !IsCommit(rest.substr(sign + 1, 40))) continue;
      std::size_t hash = rest.find('#', sign);
      if (hash == std::string_view::npos) continue;
      std::string version = VersionIn(rest.substr(hash + 1));
      if (version.empty()) continue;
      auto [found, fresh] = known_[RepositoryOf(rest.substr(0, sign))].emplace(
          version, Known{std::string(rest.substr(sign + 1, 40)), false});
      if (!fresh && found->second.commit != rest.substr(sign + 1, 40))
        found->second.doubtful = true;
    }
  }

  struct Answer {
    std::string version, commit;
  };
  // The commit for `action@ref`; empty when the tree does not say.
  [[nodiscard]] Answer Find(std::string_view action, std::string_view ref) const {
    auto of = known_.find(RepositoryOf(action));
    if (of == known_.end()) return {};
    if (auto exact = of->second.find(std::string(ref)); exact != of->second.end())
      return exact->second.doubtful ? Answer{} : Answer{exact->first, exact->second.commit};
    if (VersionIn(ref).empty()) return {};  // A branch: nothing stands for it.
    Answer best;
    for (const auto& [version, known] : of->second) {
      if (known.doubtful || !version.starts_with(std::string(ref) + ".")) continue;
      if (best.version.empty() || notation::CompareLoose(version, best.version) > 0)
        best = {version, known.commit};
    }
    return best;
  }

 private:
  std::map<std::string, std::map<std::string, Known>> known_;
};

bool IsDefinition(const Path& path) {
  bool yaml = path.extension() == "yml" || path.extension() == "yaml";
  return yaml &&
         (path.IsUnder(".github") || path.name() == "action.yml" || path.name() == "action.yaml");
}

// Where `text` stands in `line` as a whole word, or npos.
std::size_t FindWhole(std::string_view line, std::string_view text) {
  auto part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._/-@:$").find(c) != std::string_view::npos;
  };
  for (std::size_t at = line.find(text); at != std::string_view::npos;
       at = line.find(text, at + 1)) {
    bool before = at == 0 || !part(line[at - 1]) || line.substr(0, at).ends_with("docker://");
    std::size_t end = at + text.size();
    bool after = end == line.size() || !part(line[end]);
    if (before && after) return at;
  }
  return std::string_view::npos;
}

std::string_view WithoutEnd(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// The first '#' that opens a comment, from `from` on; quotes count.
std::size_t CommentIn(std::string_view line, std::size_t from) {
  char quote = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    char c = line[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#' && at >= from && at > 0 && (line[at - 1] == ' ' || line[at - 1] == '\t')) {
      return at;
    }
  }
  return std::string_view::npos;
}

std::string PinAction(std::string_view line, std::size_t at, std::string_view text,
                      const KnownActions::Answer& answer) {
  std::size_t sign = text.rfind('@');
  std::string out = std::string(line.substr(0, at)) + std::string(text.substr(0, sign + 1)) +
                    answer.commit + std::string(line.substr(at + text.size()));
  std::size_t comment = CommentIn(out, at);
  if (comment == std::string_view::npos) {
    while (out.ends_with(' ') || out.ends_with('\t')) out.pop_back();
    return out + " # " + answer.version;
  }
  std::string_view old = Trim(std::string_view(out).substr(comment + 1));
  return out.substr(0, comment) + "# " + answer.version +
         (old.empty() ? "" : ", " + std::string(old));
}

using Digests = std::map<std::pair<std::string, std::string>, std::string>;

Result<Digests> ReadDigests(std::string_view text) {
  Digests out;
  std::size_t number = 0;
  for (auto line : Lines(text)) {
    auto bad = [&](std::string what) {
      return Fail(ErrorKind::kMalformed, std::move(what),
                  "--digests line " + std::to_string(number),
                  "a line is: image[:tag] sha256:<64 digits>");
    };
    if (++number > kMaxDigests)
      return Fail(ErrorKind::kTooLarge, "more than 100,000 lines of digests");
    line = Trim(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    auto words = Words(line);
    if (words.size() != 2) return bad("not an image and a digest");
    auto image = notation::ParseImage(words[0]);
    if (!image || image->has_variable || !image->digest.empty())
      return bad("no image name: " + Printable(words[0]));
    std::string_view hex =
        words[1].starts_with("sha256:") ? words[1].substr(7) : std::string_view();
    if (hex.size() != 64 || hex.find_first_not_of("0123456789abcdef") != std::string_view::npos)
      return bad("no digest: " + Printable(words[1]));
    std::pair<std::string, std::string> key = {image->Name(), std::string(image->EffectiveTag())};
    auto [at, fresh] = out.emplace(key, words[1]);
    if (!fresh && at->second != words[1])
      return bad("another digest for the same image: " + Printable(words[0]));
  }
  return out;
}

// What was written, without the remark that a check puts behind it.
std::string_view Written(const model::Finding& finding) {
  std::string_view text = finding.text;
  return text.substr(0, text.find("  ("));
}

class Pinner {
 public:
  explicit Pinner(const Request& request) : request_(request) {}

  Result<Changes> Pin() {
    AVOUCH_TRY(digests_, ReadDigests(request_.options.digests));
    auto actions = FindingsOf(request_.assessment, "integrity.actions");
    auto images = FindingsOf(request_.assessment, "integrity.images");
    if (!actions.empty()) AVOUCH_CHECK_OK(ReadKnown());
    for (const auto* finding : actions) AVOUCH_CHECK_OK(Action(*finding));
    for (const auto* finding : images) AVOUCH_CHECK_OK(Image(*finding));
    Changes out;
    for (auto& [path, change] : changes_)
      if (!change.empty()) out.push_back(std::move(change));
    if (!out.empty()) return out;
    if (actions.empty() && images.empty())
      return Fail(ErrorKind::kNotFound, "no action or image here needs a pin");
    std::string what;
    if (!actions.empty())
      what = "no commit of these actions stands elsewhere in the tree: " + Some(actions);
    if (!images.empty())
      what +=
          std::string(what.empty() ? "" : "; ") + "no digest was handed in for: " + Some(images);
    return Fail(ErrorKind::kNotFound, what, {},
                images.empty() ? "pin one by hand and the others can follow"
                               : "--digests FILE, lines: image[:tag] sha256:<64 digits>");
  }

 private:
  static std::string Some(const std::vector<const model::Finding*>& findings) {
    std::set<std::string> names;
    for (const auto* finding : findings) names.insert(Printable(Written(*finding)));
    std::string out;
    std::size_t shown = 0;
    for (const auto& name : names) {
      if (shown++ == 3) return out + " and " + std::to_string(names.size() - 3) + " more";
      out += (out.empty() ? "" : ", ") + name;
    }
    return out;
  }

  Status ReadKnown() {
    std::size_t read = 0;
    for (const auto& path : request_.tree.paths) {
      if (!IsDefinition(path)) continue;
      if (++read > kMaxDefinitions) break;
      auto text = request_.tree.read(path);
      if (text) known_.Read(*text);  // One that cannot be read answers for nothing.
    }
    return {};
  }

  Result<FileChange*> Open(const Path& path) {
    auto at = changes_.find(path);
    if (at == changes_.end()) {
      AVOUCH_TRY(Bytes text, request_.tree.read(path));
      at = changes_.emplace(path, FileChange(path, text)).first;
    }
    return &at->second;
  }

  Status Action(const model::Finding& finding) {
    std::string_view text = Written(finding);
    std::size_t sign = text.rfind('@');
    if (sign == std::string_view::npos || finding.place.line < 1) return {};
    auto answer = known_.Find(text.substr(0, sign), text.substr(sign + 1));
    if (answer.commit.empty()) return {};
    AVOUCH_TRY(FileChange * change, Open(finding.place.path));
    auto line = static_cast<std::size_t>(finding.place.line) - 1;
    if (line >= change->before().size()) return {};
    std::string now(WithoutEnd(change->LineAt(line)));
    std::size_t at = FindWhole(now, text);
    if (at != std::string::npos) change->Replace(line, PinAction(now, at, text, answer));
    return {};
  }

  Status Image(const model::Finding& finding) {
    std::string_view text = Written(finding);
    auto image = notation::ParseImage(text);
    if (!image || image->has_variable || !image->digest.empty() || finding.place.line < 1)
      return {};
    auto digest = digests_.find({image->Name(), std::string(image->EffectiveTag())});
    if (digest == digests_.end()) return {};
    AVOUCH_TRY(FileChange * change, Open(finding.place.path));
    auto line = static_cast<std::size_t>(finding.place.line) - 1;
    if (line >= change->before().size()) return {};
    std::string now(WithoutEnd(change->LineAt(line)));
    std::size_t at = FindWhole(now, text);
    if (at != std::string::npos)
      change->Replace(line, now.substr(0, at + text.size()) + "@" + digest->second +
                                now.substr(at + text.size()));
    return {};
  }

  const Request& request_;
  Digests digests_;
  KnownActions known_;
  std::map<Path, FileChange> changes_;
};

}  // namespace

Result<Changes> PinReferences(const Request& request) { return Pinner(request).Pin(); }

}  // namespace avouch::fix
