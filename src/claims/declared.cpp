#include "claims/declared.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/current.h"
#include "claims/declared_found.h"
#include "claims/declared_names.h"

namespace avouch::claims {
namespace {

using model::Part;
using model::Reach;
using model::Where;

struct Declared {
  std::map<std::string, std::set<std::string>> packages;  // By PackageKey: versions, "" = unsaid
  std::set<std::string> types;
  bool of_system = false;  // Packages of an operating system among them: what came with it, too
  model::Place place;
};

void SeeDeclared(const model::ShippedList& list, Examination& examination, Declared& declared) {
  declared.place = {list.path, 0};
  if (list.partial)
    examination.Missing(list.path.bytes + ", whole: it was not read to its end", Where::kPublished);
  for (const auto& text : list.purls) {
    const auto purl = notation::ParsePurl(text);
    const std::string key = purl ? PackageKey(*purl) : std::string();
    if (key.empty()) {
      examination.Missing("what " + text.substr(0, 80) + " names", Where::kPublished);
      continue;
    }
    declared.packages[key].insert(purl->version);
    declared.types.emplace(TypeOfKey(key));
    declared.of_system |= IsSystemType(purl->type);
  }
}

bool Has(const std::set<std::string>& versions, std::string_view type, std::string_view version) {
  return std::ranges::any_of(versions,
                             [&](const auto& one) { return IsSameVersion(type, one, version); });
}

// What is declared without a purl, by its name: of whatever kind has that name and version here.
void GiveKinds(const FoundHere& found, Declared& declared) {
  constexpr std::string_view kUnsaid = "generic/";
  std::map<std::string_view, std::vector<const std::string*>> by_name;
  for (const auto& [key, package] : found.packages)
    by_name[std::string_view(key).substr(key.find('/') + 1)].push_back(&key);
  std::erase_if(declared.packages, [&](const auto& one) {
    if (!one.first.starts_with(kUnsaid)) return false;
    return std::ranges::any_of(found.own, [&](const std::string& own) {
      return std::string_view(own).substr(own.find('/') + 1) ==
             std::string_view(one.first).substr(kUnsaid.size());
    });
  });
  std::vector<std::pair<std::string, std::string>> given;  // Key and version
  for (auto at = declared.packages.lower_bound(std::string(kUnsaid));
       at != declared.packages.end() && at->first.starts_with(kUnsaid); ++at) {
    const auto named = by_name.find(std::string_view(at->first).substr(kUnsaid.size()));
    if (named == by_name.end()) continue;
    std::erase_if(at->second, [&](const std::string& version) {
      bool any = false;
      for (const std::string* key : named->second)
        for (const auto& one : found.packages.at(*key).versions)
          if (IsSameVersion(TypeOfKey(*key), one.version, version)) {
            given.emplace_back(*key, version);
            any = true;
          }
      return any;
    });
  }
  std::erase_if(declared.packages, [](const auto& one) { return one.second.empty(); });
  for (auto& [key, version] : given) {
    declared.types.emplace(TypeOfKey(key));
    declared.packages[key].insert(version);
  }
}

// So many packages that may rightly be absent are told one by one.
constexpr std::size_t kMostSingly = 5;

// One comparison of a list with what is found here.
class Comparison {
 public:
  Comparison(const FoundHere& found, const Declared& declared, Examination& examination)
      : found_(found), declared_(declared), examination_(examination) {}

  void Run() {
    CompareSeen();
    CompareInstalled();
    for (const auto& [key, package] : found_.packages) CompareFound(key, package);
    TellLacking();
    for (const auto& [key, versions] : declared_.packages) CompareListed(key, versions);
    TellUnfound();
  }

  [[nodiscard]] long long differences() const { return differences_; }

 private:
  struct Lacking {
    std::string what;  // "npm/a@1.0.0"
    const FoundVersion* version = nullptr;
  };

  void Differs(const model::Place& place, std::string text, bool decides, std::string fix) {
    ++differences_;
    examination_.Bad(place, std::move(text), decides ? Reach::kRelease : Reach::kDevelopment,
                     std::move(fix), 5, decides ? Weight::kByReach : Weight::kListed);
  }

  // A package that a lock holds or a manifest asks for, against what the list has of it.
  void CompareFound(const std::string& key, const FoundPackage& package) {
    const auto at = declared_.packages.find(key);
    const std::string_view type = TypeOfKey(key);
    for (const auto& one : package.versions) {
      if (at != declared_.packages.end() && Has(at->second, type, one.version)) {
        examination_.Good();
        has_some_.insert(one.place.path);
      } else if (one.given != Given::kNo && (at == declared_.packages.end() || AllFound(*at))) {
        lacking_[one.place.path].push_back({key + "@" + one.version, &one});
      }
    }
  }

  // Every version that is declared of it is one of those found; else the other one is told.
  [[nodiscard]] bool AllFound(
      const std::pair<const std::string, std::set<std::string>>& one) const {
    return std::ranges::all_of(one.second, [&](const std::string& version) {
      return !version.empty() && IsFound(one.first, version);
    });
  }

  [[nodiscard]] bool IsFound(const std::string& key, const std::string& version) const {
    const auto at = found_.packages.find(key);
    if (at == found_.packages.end()) return false;
    const std::string_view type = TypeOfKey(key);
    return Has(at->second.also, type, version) ||
           std::ranges::any_of(at->second.versions, [&](const FoundVersion& one) {
             return IsSameVersion(type, one.version, version);
           });
  }

  // What the list lacks, file by file: of one of which it has nothing, in one line.
  void TellLacking() {
    for (const auto& [path, all] : lacking_) {
      std::vector<const Lacking*> sure, maybe;
      for (const auto& one : all) {
        if (!one.version->locked)
          examination_.Missing(
              "whether " + one.what + ", which " + path.bytes + " asks for, is declared",
              Where::kPublished);
        else
          (one.version->given == Given::kYes ? sure : maybe).push_back(&one);
      }
      const bool some = has_some_.contains(path);
      Tell(path, sure, some ? all.size() : 1, true);
      Tell(path, maybe, some ? kMostSingly : 1, false);
    }
  }

  // One by one up to `singly`, else in one line.
  void Tell(const Path& path, const std::vector<const Lacking*>& all, std::size_t singly,
            bool decides) {
    if (all.size() > singly) return TellAll(path, all, decides);
    for (const auto* one : all) TellOne(*one, decides);
  }

  void TellOne(const Lacking& one, bool decides) {
    Differs(one.version->place, one.what + " is found and not declared", decides, "declare it");
    if (!decides)
      examination_.Missing("whether " + one.what + " is given to customers: " +
                               declared_.place.path.bytes + " lacks it",
                           Where::kPublished);
  }

  void TellAll(const Path& path, const std::vector<const Lacking*>& all, bool decides) {
    const std::string type(TypeOfKey(all.front()->what));
    const std::string example = ", " + all.front()->what + " among them";
    const std::string found = Count("package", static_cast<long long>(all.size()));
    std::string text;
    if (has_some_.contains(path))
      text = found + " that " + path.bytes + " names are not declared" + example;
    else if (declared_.types.contains(type))
      text = "nothing that " + path.bytes + " names is declared: " + found + " are found" + example;
    else
      text = "nothing of the kind " + type + " is declared, and " + found + " are found" + example;
    Differs({path, 0}, std::move(text), decides, "declare them");
    if (!decides)
      examination_.Missing("whether what " + path.bytes + " names and " +
                               declared_.place.path.bytes + " lacks is given to customers",
                           Where::kPublished);
  }

  void CompareListed(const std::string& key, const std::set<std::string>& versions) {
    if (used_.contains(key) || IsOwn(found_, key) || ComesWithTools(key)) return;
    const std::string type(TypeOfKey(key));
    if (found_.built_with.contains(key)) return examination_.Good();
    const auto at = found_.packages.find(key);
    if (at == found_.packages.end() && !found_.types.contains(type)) {
      unfound_.insert(type);
      return;
    }
    for (const auto& version : versions) {
      if (version.empty()) {
        examination_.Missing("the version of " + key + " in " + declared_.place.path.bytes,
                             Where::kPublished);
      } else if (!IsFound(key, version)) {
        const bool other = at != found_.packages.end() && !at->second.versions.empty();
        const std::string what = key + "@" + version;
        TellListed(type, other ? OtherVersion(what, at->second, versions)
                               : Unexplained{what + " is declared and not found", false});
      }
    }
  }

  struct Unexplained {
    std::string text;
    bool sure = false;  // What is found is given, and the list has not its version
  };

  static Unexplained OtherVersion(const std::string& what, const FoundPackage& package,
                                  const std::set<std::string>& versions) {
    const FoundVersion* shown = &package.versions.front();
    bool sure = false;
    for (const auto& one : package.versions) {
      if (one.given != Given::kYes || Has(versions, TypeOfKey(what), one.version)) continue;
      if (!sure) shown = &one;
      sure = true;
    }
    return {what + " is declared; found is " + shown->version, sure};
  }

  void TellListed(const std::string& type, const Unexplained& one) {
    const bool open = found_.open.contains(type);
    if (one.sure || (!open && !declared_.of_system))
      return Differs(declared_.place, one.text, true, "make the list from what is built");
    examination_.Missing(open ? "lock files that name all of the kind " + type +
                                    ": what is declared of it may not be found for want of them"
                              : "where " + one.text.substr(0, one.text.find(' ')) +
                                    " comes from: the list is of a system, which brings its own",
                         open ? Where::kHere : Where::kPublished);
  }

  void TellUnfound() {
    for (const auto& type : unfound_)
      examination_.Missing("a file here that names what is declared of the kind " + type,
                           Where::kPublished);
  }

  // Whatever its kind: a recipe's tool tells it, and its name is known.
  void CompareInstalled() {
    for (const auto& [name, place] : found_.installed) {
      const bool listed = std::ranges::any_of(declared_.packages, [&](const auto& one) {
        return PlainName(one.first) == PlainName("x/" + name);
      });
      if (!listed)
        examination_.Missing(
            "whether " + name + " is declared, which " + place.path.bytes + " installs",
            Where::kPublished);
    }
  }

  // Submodules, copies of others' code, scripts of pages: known by marks, so that a list that
  // spells them otherwise contradicts nothing.
  void CompareSeen() {
    for (const auto& part : found_.seen) {
      const std::string key = PackageKey(part.purl);
      if (found_.packages.contains(key) || IsOwn(found_, key) || IsCopyOfFound(part)) continue;
      const auto at = DeclaredAs(part, key);
      if (at == declared_.packages.end())
        TellSeen(part);
      else
        CompareVersions(part, *at);
    }
  }

  static const model::Place& PlaceOf(const Part& part) { return part.places.front(); }

  static std::string Describe(const Part& part) {
    const std::string& at = part.places.back().path.bytes;
    if (part.ecosystem == model::Ecosystem::kGitSubmodule) return "the submodule " + part.name;
    if (part.origin.starts_with("http") && part.sure <= model::Sure::kSeen &&
        part.places.front().line > 0)
      return part.name + ", which a page loads";
    return at + ", a copy of others' code,";
  }

  // In a folder that a package manager fills, and of a name that a lock has.
  [[nodiscard]] bool IsCopyOfFound(const Part& part) const {
    const std::string path = "/" + part.places.front().path.bytes + "/";
    if (path.find("/vendor/") == path.npos && path.find("/node_modules/") == path.npos)
      return false;
    return std::ranges::any_of(found_.packages, [&](const auto& one) {
      return PlainName(one.first) == PlainName("x/" + part.name);
    });
  }

  using At = std::map<std::string, std::set<std::string>>::const_iterator;

  [[nodiscard]] At DeclaredAs(const Part& part, const std::string& key) const {
    const At at = declared_.packages.find(key);
    if (at != declared_.packages.end()) return at;
    const std::string name = PlainName("x/" + part.name);
    return std::ranges::find_if(declared_.packages, [&](const auto& one) {
      const std::string_view type = TypeOfKey(one.first);
      return type != "image" && !IsSystemType(type) && PlainName(one.first) == name &&
             !found_.packages.contains(one.first);
    });
  }

  void TellSeen(const Part& part) {
    Differs(PlaceOf(part), Describe(part) + " is found and not declared", false, "declare it");
    examination_.Missing("whether " + Describe(part) + " is declared", Where::kPublished);
  }

  void CompareVersions(const Part& part,
                       const std::pair<const std::string, std::set<std::string>>& listed) {
    used_.insert(listed.first);
    const auto& [key, versions] = listed;
    if (part.version.empty() || versions.contains(""))
      return examination_.Missing("which version of " + part.name + " is used and declared");
    if (Has(versions, TypeOfKey(key), part.version)) return examination_.Good();
    const auto is_commit = [](const std::string& one) {
      return one.size() == 40 && one.find_first_not_of("0123456789abcdef") == one.npos;
    };
    const bool sure = part.ecosystem == model::Ecosystem::kGitSubmodule &&
                      is_commit(part.version) && std::ranges::all_of(versions, is_commit);
    if (is_commit(part.version) && !sure)
      return examination_.Missing("whether commit " + part.version.substr(0, 12) + " of " +
                                  part.name + " is what is declared as " + *versions.begin());
    Differs(declared_.place,
            key + "@" + *versions.begin() + " is declared; found is " + part.version, sure,
            "make the list from what is built");
    if (!sure) examination_.Missing("which version of " + part.name + " is used and declared");
  }

  const FoundHere& found_;
  const Declared& declared_;
  Examination& examination_;
  std::map<Path, std::vector<Lacking>> lacking_;
  std::set<Path> has_some_;        // Files of which something is declared
  std::set<std::string> used_;     // Keys that stand for what is seen
  std::set<std::string> unfound_;  // Types that nothing here names
  long long differences_ = 0;
};

}  // namespace

bool CompareDeclared(const Inputs& in, Examination& examination) {
  Declared declared;
  bool any = false;
  for (const auto& list : in.facts.results.lists) {
    if (!IsCurrent(in, list.commit) || IsLater(list.at, in.time)) continue;
    any = true;
    SeeDeclared(list, examination, declared);
    examination.RestsOn(model::Grade::kExported, list.id);
  }
  if (!any) return false;
  const FoundHere found = FindHere(in, examination);
  GiveKinds(found, declared);
  Comparison comparison(found, declared, examination);
  comparison.Run();
  if (found.types.empty())
    examination.Missing("a lock file here, to compare " + declared.place.path.bytes + " with");
  if (examination.good() > 0)
    examination.Witness(Count("component", examination.good()) +
                            (examination.good() == 1 ? " is" : " are") +
                            " found here and declared to customers",
                        declared.place);
  if (!found.built_with.empty())
    examination.Witness(
        Count("tool, action or image", static_cast<long long>(found.built_with.size()),
              "tools, actions and images") +
        " of the build are not asked of the list: that customers' lists may leave out what only "
        "builds is our rule");
  if (const long long differences = comparison.differences(); differences > 0) {
    examination.Headline("the component list that customers get and what is found here differ in " +
                         Count("place", differences));
    examination.Remedy("make the list from what is built", 10);
  }
  return true;
}

}  // namespace avouch::claims
