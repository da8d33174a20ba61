#include "formats/cmake.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/cmake_asks.h"
#include "formats/cmake_calls.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/source_address.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

// Variables set to one literal in the file. What is set twice, to a list, in the cache or
// inside of a condition can be something else.
class Variables {
 public:
  explicit Variables(const std::vector<CmakeCall>& calls) {
    int inside = 0;
    for (const auto& call : calls) {
      if (call.name == "if" || call.name == "foreach" || call.name == "function" ||
          call.name == "macro" || call.name == "while")
        ++inside;
      if (call.name == "endif" || call.name == "endforeach" || call.name == "endfunction" ||
          call.name == "endmacro" || call.name == "endwhile")
        --inside;
      if ((call.name != "set" && call.name != "option") || call.arguments.empty()) continue;
      const bool plain = inside == 0 && call.name == "set" && call.arguments.size() == 2 &&
                         call.arguments[1].find('$') == std::string::npos;
      const auto [at, fresh] = values_.try_emplace(call.arguments[0]);
      at->second = fresh && plain ? call.arguments[1] : "${";  // "${": not known
    }
  }

  // `text` with what is known put in. Values have no ${...}: nothing grows in turn.
  std::string Fill(std::string_view text) const {
    std::string out;
    while (true) {
      const std::size_t at = text.find("${");
      const std::size_t end = at == text.npos ? at : text.find('}', at);
      if (end == text.npos) return out += text;
      const auto value = values_.find(std::string(text.substr(at + 2, end - at - 2)));
      out += text.substr(0, at);
      if (value == values_.end() || value->second == "${" || out.size() > kMaxExpanded)
        out += text.substr(at, end - at + 1);
      else
        out += value->second;
      text.remove_prefix(end + 1);
    }
  }

 private:
  std::unordered_map<std::string, std::string> values_;
};

bool IsComputed(std::string_view text) { return text.find("${") != text.npos; }

class CmakeReader {
 public:
  CmakeReader(const Path& path, const std::vector<CmakeCall>& calls, model::Manifest& manifest)
      : path_(path), calls_(calls), variables_(calls), manifest_(manifest) {}

  void Read() {
    for (const auto& call : calls_) {
      if (call.arguments.empty()) continue;
      if (call.name == "project")
        Project(call);
      else if (call.name == "fetchcontent_declare" || call.name == "externalproject_add")
        Fetch(call, 1, Fill(call.arguments[0]));
      else if (call.name == "cpmaddpackage" || call.name == "cpmfindpackage" ||
               call.name == "cpmdeclarepackage")
        Cpm(call);
    }
    ReadCmakeAsks(
        path_, calls_, [this](std::string_view text) { return Fill(text); }, manifest_.requirements,
        notes_);
    manifest_.notes = notes_.Take();
  }

 private:
  std::string Fill(std::string_view text) const { return variables_.Fill(text); }

  // What follows `key` in the arguments from `from` on.
  std::string After(const CmakeCall& call, std::string_view key, std::size_t from = 0) const {
    for (std::size_t i = from; i + 1 < call.arguments.size(); ++i)
      if (call.arguments[i] == key) return Fill(call.arguments[i + 1]);
    return {};
  }

  void Project(const CmakeCall& call) {
    if (!manifest_.name.empty() || IsComputed(call.arguments[0])) return;
    manifest_.name = call.arguments[0];
    if (const auto version = After(call, "VERSION"); !IsComputed(version))
      manifest_.version = version;
  }

  void Fetch(const CmakeCall& call, std::size_t from, const std::string& name) {
    const std::string repository = After(call, "GIT_REPOSITORY", from);
    const std::string url = After(call, "URL", from);
    if (IsComputed(name)) return notes_.Add(call.line, "the name of what is fetched is computed");
    if (!repository.empty()) return Git(call, name, repository, After(call, "GIT_TAG", from), {});
    if (!url.empty()) return Archive(call, from, name, url, {});
    for (const auto key : {"SVN_REPOSITORY", "HG_REPOSITORY", "CVS_REPOSITORY"})
      if (!After(call, key, from).empty())
        notes_.Add(call.line, name + " is fetched by other means, which are not read");
  }

  void Git(const CmakeCall& call, const std::string& name, const std::string& repository,
           const std::string& tag, const std::string& version) {
    if (IsComputed(repository) || IsComputed(tag))
      notes_.Add(call.line, name + ": " + (IsComputed(tag) ? tag : repository) + " is computed");
    if (IsComputed(tag) || IsMovingName(tag)) {
      model::Requirement one;
      one.name = name;
      one.range = tag;
      one.source = SourceKind::kGit;
      one.place = PlaceOf(path_, call.line);
      manifest_.requirements.push_back(std::move(one));
      return;
    }
    model::Component one = Begin(call, name);
    one.source = SourceKind::kGit;
    one.version = version.empty() ? tag : version;
    one.origin = repository;
    if (IsCommitId(tag)) one.origin += "#" + tag;
    manifest_.components.push_back(std::move(one));
  }

  model::Component Begin(const CmakeCall& call, const std::string& name) const {
    model::Component one;
    one.name = name;
    one.detail.direct = true;
    one.place = PlaceOf(path_, call.line);
    return one;
  }

  void Archive(const CmakeCall& call, std::size_t from, const std::string& name,
               const std::string& url, const std::string& version) {
    if (url.find("://") == url.npos && !IsComputed(url)) return;  // A file of the tree
    model::Component one = Begin(call, name);
    one.source = SourceKind::kUrl;
    one.origin = url;
    one.version = !version.empty() ? version : IsComputed(url) ? "" : VersionOfAddress(url);
    const std::string hash = After(call, "URL_HASH", from), md5 = After(call, "URL_MD5", from);
    if (const auto equals = hash.find('='); equals != hash.npos && !IsComputed(hash))
      one.digests.push_back(Lower(hash.substr(0, equals)) + ":" + hash.substr(equals + 1));
    else if (!md5.empty() && !IsComputed(md5))
      one.digests.push_back("md5:" + md5);
    if (IsComputed(url) || IsComputed(hash) || IsComputed(md5))
      notes_.Add(call.line, name + ": part of its address or hash is computed");
    else if (one.digests.empty())
      notes_.Add(call.line, name + " is fetched without a hash");
    manifest_.components.push_back(std::move(one));
  }

  // CPMAddPackage("gh:owner/name@1.2")   CPMAddPackage("gh:owner/name#tag")
  // CPMAddPackage(NAME x VERSION 1.2 GITHUB_REPOSITORY owner/name)
  void Cpm(const CmakeCall& call) {
    const std::string first = Fill(call.arguments[0]);
    if (first == "NAME" || call.arguments.size() > 1) {
      const std::string name = After(call, "NAME"), version = After(call, "VERSION");
      std::string repository = After(call, "GIT_REPOSITORY"), tag = After(call, "GIT_TAG");
      for (const auto& [key, host] : {std::pair{"GITHUB_REPOSITORY", "https://github.com/"},
                                      {"GITLAB_REPOSITORY", "https://gitlab.com/"},
                                      {"BITBUCKET_REPOSITORY", "https://bitbucket.org/"}})
        if (const auto path = After(call, key); !path.empty()) repository = host + path;
      if (tag.empty() && !version.empty()) tag = "v" + version;
      const std::string url = After(call, "URL");
      if (name.empty() || IsComputed(name))
        return notes_.Add(call.line, "the name of what is fetched is computed");
      if (!url.empty()) return Archive(call, 0, name, url, IsComputed(version) ? "" : version);
      if (!repository.empty()) Git(call, name, repository, tag, IsComputed(version) ? "" : version);
      return;
    }
    static constexpr std::pair<std::string_view, std::string_view> kHosts[] = {
        {"gh:", "https://github.com/"},
        {"gl:", "https://gitlab.com/"},
        {"bb:", "https://bitbucket.org/"}};
    for (const auto& [prefix, host] : kHosts) {
      if (!first.starts_with(prefix)) continue;
      const std::string rest = first.substr(prefix.size());
      const auto end = rest.find_first_of("@#");
      const std::string path = rest.substr(0, end);
      std::string mark = end == rest.npos ? "" : rest.substr(end + 1);
      mark = mark.substr(0, mark.find_first_of("@#"));
      const std::string name = path.substr(path.rfind('/') + 1);
      const bool version = end != rest.npos && rest[end] == '@';
      return Git(call, name, std::string(host) + path, version ? "v" + mark : mark,
                 version ? mark : "");
    }
    notes_.Add(call.line, "what it adds is not read: " + first.substr(0, 60));
  }

  const Path& path_;
  const std::vector<CmakeCall>& calls_;
  const Variables variables_;
  model::Manifest& manifest_;
  Notes notes_;
};

}  // namespace

bool IsCmake(const Path& path) {
  return path.name() == "CMakeLists.txt" || (path.extension() == "cmake" && path.name().size() > 6);
}

Result<model::Manifest> ReadCmake(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const auto calls, ReadCmakeCalls(path, bytes));
  model::Manifest manifest;
  manifest.format = "cmake";
  manifest.path = path;
  CmakeReader(path, calls, manifest).Read();
  return manifest;
}

}  // namespace avouch::formats
