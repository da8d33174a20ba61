// Claim 1.2.2: what others made is checked to be what they published.
//
// Three things are kept apart: pinned (names the content), consumed (the build
// obeys the pin), matched (what arrived equals it; needs the artefacts).

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "claims/checks.h"

namespace avouch::claims {
namespace {

using model::Pin;
using model::Reach;
using model::Reference;
using model::ReferenceKind;

std::string How(const Reference& reference) {
  switch (reference.pin) {
    case Pin::kFloating:
      return reference.text;
    case Pin::kVersion:
      return reference.text + "  (a version its publisher could replace)";
    default:
      return reference.text;
  }
}

bool Weighs(Reach reach) { return reach == Reach::kRelease || reach == Reach::kUnknown; }

// Things of one kind that stay open: how many, and one of them with its place.
struct Left {
  long long count = 0;
  std::string example;

  void Add(const Reference& reference) {
    if (count++ == 0)
      example = reference.text + " at " + reference.place.path.bytes + ":" +
                std::to_string(reference.place.line);
  }
  // "3 images decided by a variable, ${{ matrix.image }} at ... among them"
  [[nodiscard]] std::string Say(std::string_view thing, std::string_view what) const {
    return Count(thing, count) + std::string(what) + ", " + example +
           (count > 1 ? " among them" : "");
  }
};

bool IsImage(const Reference& reference) { return reference.kind == ReferenceKind::kImage; }

// Names of the images that pipelines build here: no one else's, wherever used.
std::set<std::string> ImagesBuiltHere(const Inputs& in) {
  std::set<std::string> out;
  auto add = [&](const std::string& tags) {
    const std::string spaced = ReplaceAll(tags, ",", " ");
    for (auto tag : Words(spaced)) {
      std::size_t colon = tag.rfind(':');
      if (colon != tag.npos && tag.find('/', colon) == tag.npos) tag = tag.substr(0, colon);
      out.emplace(tag);
    }
  };
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps)
        for (const auto& deed : step.deeds)
          if (deed.kind == model::DeedKind::kBuildImage && deed.arguments.size() > 2)
            add(deed.arguments[2]);
  return out;
}

int Rank(Reach reach) {
  return reach == Reach::kRelease       ? 3
         : reach == Reach::kUnknown     ? 2
         : reach == Reach::kDevelopment ? 1
                                        : 0;
}

// A line that many jobs share is one thing, with the widest reach among them.
template <class Thing>
class Shared {
 public:
  void Add(const Thing& thing, Reach reach) {
    auto [at, fresh] =
        index_.try_emplace({thing.place.path, thing.place.line, thing.text}, all_.size());
    if (fresh)
      all_.push_back({&thing, reach});
    else if (Rank(reach) > Rank(all_[at->second].second))
      all_[at->second].second = reach;
  }
  [[nodiscard]] const std::vector<std::pair<const Thing*, Reach>>& all() const { return all_; }

 private:
  std::map<std::tuple<Path, int, std::string>, std::size_t> index_;
  std::vector<std::pair<const Thing*, Reach>> all_;
};

// Calls visit(reference, reach) for every reference in pipelines.
template <class Visit>
void EachPipelineReference(const Inputs& in, Visit visit) {
  Shared<Reference> shared;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    // What is included stands beside all jobs and can change each of them.
    Reach widest = pipeline.jobs.empty() ? Reach::kUnknown : Reach::kDevelopment;
    for (const auto& job : pipeline.jobs) {
      Reach reach = in.reach.OfJob(pipeline.path, job.id);
      if (Rank(reach) > Rank(widest)) widest = reach;
      for (const auto& image : job.images) shared.Add(image, reach);
      if (job.calls) shared.Add(*job.calls, reach);
      for (const auto& step : job.steps) {
        if (step.uses) shared.Add(*step.uses, reach);
        for (const auto& reference : step.references) shared.Add(reference, reach);
      }
    }
    for (const auto& include : pipeline.includes) shared.Add(include, widest);
  }
  for (const auto& [reference, reach] : shared.all()) visit(*reference, reach);
}

// Calls visit(deed, reach) for every deed in pipelines.
template <class Visit>
void EachPipelineDeed(const Inputs& in, Visit visit) {
  Shared<model::Deed> shared;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps)
        for (const auto& deed : step.deeds) shared.Add(deed, in.reach.OfJob(pipeline.path, job.id));
  for (const auto& [deed, reach] : shared.all()) visit(*deed, reach);
}

template <class Visit>
void EachReference(const Inputs& in, Visit visit) {
  EachPipelineReference(in, visit);
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles) {
    for (const auto& stage : dockerfile.stages) {
      Reach reach = in.reach.OfStage(dockerfile, stage);
      visit(stage.base, reach);
      for (const auto& reference : stage.references) visit(reference, reach);
    }
  }
}

// pip checks every digest as soon as the file that it installs from has them.
bool FromHashes(const model::ComponentFacts& components, const model::Deed& deed) {
  if (deed.tool != "pip" || deed.arguments.empty() || deed.arguments[0].empty()) return false;
  // A container recipe has its own root: there the file's name must do.
  Path file(deed.arguments[0]);
  bool exact = std::any_of(components.manifests.begin(), components.manifests.end(),
                           [&](const auto& manifest) { return manifest.path == file; });
  for (const auto& manifest : components.manifests)
    if (manifest.lock && (exact ? manifest.path == file : manifest.path.name() == file.name()))
      return std::all_of(manifest.components.begin(), manifest.components.end(),
                         [](const auto& component) { return !component.digests.empty(); }) &&
             !manifest.components.empty();
  return false;
}

// Owners of code that are teams ("@them/team") name the organisation whose
// repository this is: a forge takes teams of no other. Lower case; "" when no
// file says, or files disagree.
std::string Organisation(const Facts& facts) {
  std::string out;
  for (const auto& file : facts.documents.value.code_owners)
    for (const auto& rule : file.rules)
      for (const auto& owner : rule.owners) {
        std::size_t slash = owner.find('/');
        if (!owner.starts_with('@') || slash == owner.npos) continue;
        std::string name = Lower(owner.substr(1, slash - 1));
        if (!out.empty() && out != name) return {};
        out = name;
      }
  return out;
}

// The same action used in forty places is forty places and one reference name.
std::string Places(long long places, std::string_view what) { return Count(what, places); }

// "jquery@3.7", "bootstrap/5.3.0": a digit, a dot, a digit.
bool NamesAVersion(std::string_view url) {
  auto digit = [&](std::size_t i) { return url[i] >= '0' && url[i] <= '9'; };
  for (std::size_t i = 0; i + 2 < url.size(); ++i)
    if (digit(i) && url[i + 1] == '.' && digit(i + 2)) return true;
  return false;
}

// What to do, for the tools in use: "use npm ci", after a lock where there is none.
std::string Frozen(const model::ComponentFacts& components, const std::set<std::string>& tools) {
  struct Row {
    std::string_view tool, words;
    model::Ecosystem ecosystem;
  };
  static constexpr Row kRows[] = {
      {"npm", "npm ci", model::Ecosystem::kNpm},
      {"yarn", "yarn install --immutable", model::Ecosystem::kNpm},
      {"bun", "bun install --frozen-lockfile", model::Ecosystem::kNpm},
      {"pip", "pip install --require-hashes", model::Ecosystem::kPython},
      {"uv", "uv sync --locked", model::Ecosystem::kPython},
      {"pipenv", "pipenv sync", model::Ecosystem::kPython},
      {"pdm", "pdm sync", model::Ecosystem::kPython},
      {"dotnet", "dotnet restore --locked-mode", model::Ecosystem::kNuget},
      {"bundle", "bundle config set frozen true", model::Ecosystem::kRubygems},
  };
  auto locked = [&](model::Ecosystem ecosystem) {
    for (const auto& manifest : components.manifests)
      if (manifest.ecosystem == ecosystem && manifest.lock) return true;
    for (const auto& unread : components.unread)
      if (unread.ecosystem == ecosystem && unread.format.find("lock") != std::string::npos)
        return true;
    return false;
  };
  std::vector<std::string> words;
  bool commit = false;
  for (const auto& row : kRows) {
    if (!tools.contains(std::string(row.tool))) continue;
    words.emplace_back(row.words);
    commit |= !locked(row.ecosystem);
  }
  if (words.empty()) return "use the frozen install of the tool";
  return std::string(commit ? "commit a lock file, then use " : "use ") + Join(words, ", ");
}

}  // namespace

void ExamineActions(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  std::set<std::string> names;
  Left by_tag, forges, variable;
  bool actions = false, includes = false;
  long long own = 0;
  const std::string organisation = Organisation(in.facts);
  EachPipelineReference(in, [&](const Reference& reference, Reach reach) {
    bool include = reference.kind == ReferenceKind::kInclude;
    bool ours = include || reference.kind == ReferenceKind::kAction ||
                reference.kind == ReferenceKind::kReusableWorkflow;
    if (!ours || reference.pin == Pin::kLocal) return;
    // A GitLab's own template comes with the GitLab that runs it; no file names which.
    if (reference.name.starts_with("template:")) {
      examination.Open();
      return forges.Add(reference);
    }
    include |= reference.kind == ReferenceKind::kReusableWorkflow &&
               reference.name.find(".github/workflows/") == std::string::npos;
    (include ? includes : actions) = true;
    if (include && reference.pin == Pin::kVariable) {  // What it names may well be a commit.
      examination.Open();
      return variable.Add(reference);
    }
    if (reference.pin == Pin::kDigest || reference.pin == Pin::kCommit) return examination.Good();
    // Its publisher makes it work by tag alone, and lets a release be verified
    // by that tag: it stays open, and a commit id is no way out.
    if (reference.name.starts_with("slsa-framework/slsa-github-generator/")) {
      examination.Open();
      return by_tag.Add(reference);
    }
    if (Weighs(reach)) names.insert(reference.name);
    // By the same people, from a branch: theirs to change, and not a third party's.
    if (!organisation.empty() && Lower(reference.name).starts_with(organisation + "/")) {
      ++own;
      return examination.Bad(reference.place, reference.text + "  (the same organisation's)", reach,
                             "name the commit: " + reference.name + "@<commit>", 1,
                             Weight::kListed);
    }
    examination.Bad(reference.place, reference.text, reach,
                    "name the commit: " + reference.name + "@<commit> # " + reference.version, 1);
  });
  long long bad = examination.bad();
  if (by_tag.count > 0)
    examination.Missing(by_tag.Say("outside action", " that its publisher lets work only by tag"));
  if (forges.count > 0)
    examination.Missing(forges.Say("template", " that comes with the GitLab that runs it"));
  if (variable.count > 0)
    examination.Missing(variable.Say("include", " decided by a variable that is not read here"));
  const bool one = !includes && examination.of() - own == 1;
  const std::string what = !includes ? "outside actions"
                           : actions ? "outside actions and includes"
                                     : "outside includes";
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " + Thousands(examination.of() - own) +
                        " " + (one ? "outside action" : what) + " pinned to a commit");
  if (own > 0)
    examination.Missing("a commit for " + Places(own, "use") +
                        " of the same organisation's actions, which follow a branch or tag");
  if (bad > own)
    examination.Headline(Places(bad - own, "use") + " of " + what +
                         " can change without a commit here");
  else if (own > 0)
    examination.Headline(Places(own, "use") + " of the same organisation's actions " +
                         (own == 1 ? "follows" : "follow") + " a branch or tag, not a commit");
  examination.Remedy("name each by its commit id, with the version in a comment",
                     static_cast<int>(std::max<std::size_t>(names.size(), 1)) * 2);
  if (bad > 0 && actions) examination.FixCommand("avouch fix 1.2.2");
}

void ExamineImages(const Inputs& in, Examination& examination) {
  examination.Uses("containers");
  examination.Uses("pipelines");
  long long release = 0;
  Left variable;
  const auto built = ImagesBuiltHere(in);
  EachReference(in, [&](const Reference& reference, Reach reach) {
    if (!IsImage(reference) || reference.pin == Pin::kLocal) return;
    if (built.contains(reference.name)) return;
    if (reference.pin == Pin::kDigest) return examination.Good();
    if (reference.pin == Pin::kVariable) {  // What it names may well be a digest.
      if (!Weighs(reach)) return;
      examination.Open();
      return variable.Add(reference);
    }
    release += reach == Reach::kRelease;
    examination.Bad(reference.place, How(reference), reach, "append @sha256:...", 2);
  });
  if (variable.count > 0)
    examination.Missing(variable.Say("image", " decided by a variable that is not read here"));
  long long bad = examination.bad();
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " + Thousands(examination.of()) +
                        (examination.of() == 1 ? " container image named by digest"
                                               : " container images named by digest"));
  if (bad > 0)
    examination.Headline(release > 0
                             ? Count("image", release) +
                                   " within reach of a release or a secret can change under you"
                             : Count("image", bad) + " can change under you");
  examination.Remedy("append @sha256:... to each", static_cast<int>(bad) * 2);
  if (bad > 0) examination.FixCommand("avouch fix 1.2.2 --digests FILE");
}

void ExamineDownloads(const Inputs& in, Examination& examination) {
  examination.Uses("containers");
  examination.Uses("pipelines");
  long long scripts = 0, clones = 0;
  std::set<std::string> addresses;  // Without a checksum
  EachReference(in, [&](const Reference& reference, Reach reach) {
    bool download = reference.kind == ReferenceKind::kDownload;
    bool script = reference.kind == ReferenceKind::kScript;
    bool checkout = reference.kind == ReferenceKind::kCheckout;
    if ((!download && !script && !checkout) || reference.pin == Pin::kLocal) return;
    if (reference.pin == Pin::kDigest || reference.pin == Pin::kCommit) return examination.Good();
    scripts += script;
    clones += checkout;
    addresses.insert(reference.text);
    std::string text = script ? reference.text + "  (handed straight to a shell)" : reference.text;
    if (reference.pin == Pin::kVersion || reference.pin == Pin::kVariable) {
      // A version in the address, and no checksum: not pinned, and not proof of a
      // moving thing either. It stays open.
      examination.Bad(
          reference.place, text, reach,
          checkout ? "check out a commit by its id" : "verify a checksum kept in this tree", 10,
          Weight::kListed);
      if (reach != Reach::kDevelopment && reach != Reach::kNobody)
        examination.Missing(checkout ? std::string("a commit for what is cloned")
                                     : "a checksum beside " + Count("download", 1));
      return;
    }
    examination.Bad(
        reference.place, text, reach,
        checkout ? "check out a commit by its id" : "name a version and verify a checksum", 10);
  });
  long long bad = examination.bad();
  if (examination.good() > 0)
    examination.Witness(Count("download", examination.good()) + " verified or fixed by commit");
  const long long files = bad - clones;
  std::string headline;
  if (files > 0)
    headline = Count("file", files) + (files == 1 ? " is" : " are") +
               " fetched in builds without a checksum" +
               (scripts > 0 ? ", " + Thousands(scripts) + " straight into a shell" : "");
  if (clones > 0)
    headline += (files > 0 ? "; " : "") + Count("repository", clones, "repositories") +
                (clones == 1 ? " is" : " are") + " cloned without a commit";
  if (bad > 0) examination.Headline(headline);
  // One address fetched in ten places has one checksum.
  examination.Remedy(files == 0 ? "check out a commit by its id after cloning"
                     : clones == 0
                         ? "keep a checksum beside the address and verify it before use"
                         : "keep a checksum beside each address and verify it before use; check "
                           "out a commit of what is cloned",
                     static_cast<int>(addresses.size()) * 10);
}

void ExaminePackages(const Inputs& in, Examination& examination) {
  examination.Uses("containers");
  examination.Uses("pipelines");
  Left system, exact, variable;
  EachReference(in, [&](const Reference& reference, Reach reach) {
    if (reference.pin == Pin::kLocal) return;
    // A distribution's archive is verified by its signature; which version comes
    // is not fixed. That stays open and is no finding.
    if (reference.kind == ReferenceKind::kSystemPackage) {
      if (Weighs(reach) && reference.pin != Pin::kDigest && reference.pin != Pin::kVersion)
        system.Add(reference);
      return;
    }
    if (reference.kind != ReferenceKind::kPackage) return;
    if (reference.pin == Pin::kDigest || reference.pin == Pin::kCommit) return examination.Good();
    if (reference.pin == Pin::kVersion || reference.pin == Pin::kVariable) {
      if (!Weighs(reach)) return;
      examination.Open();
      return (reference.pin == Pin::kVersion ? exact : variable).Add(reference);
    }
    // From a language registry without a version: what comes may change tonight.
    // A lock may hold it where nothing here shows, so it stays open.
    examination.Bad(reference.place, reference.text, reach, "name a version", 5, Weight::kListed);
    if (Weighs(reach))
      examination.Missing("versions for packages that builds install by name alone");
  });
  if (exact.count > 0)
    examination.Missing(exact.Say("digest", " for packages installed by exact version"));
  if (variable.count > 0)
    examination.Missing(variable.Say("package", " whose version a variable decides"));
  if (system.count > 0)
    examination.Missing(
        system.Say("version", " for packages from a distribution's signed archive"));
  long long bad = examination.bad();
  if (bad > 0)
    examination.Headline(Count("package", bad) + (bad == 1 ? " is" : " are") +
                         " installed by name alone in builds: the version is not fixed");
  examination.Remedy("name versions, or install from a lock", static_cast<int>(bad) * 2);
}

void ExamineLocks(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  const auto& components = in.facts.components;
  for (const auto& manifest : components.value.manifests) {
    if (!manifest.lock) continue;
    long long with = 0, without = 0;
    const model::Component* first = nullptr;
    for (const auto& component : manifest.components) {
      if (component.source == model::SourceKind::kPath ||
          component.source == model::SourceKind::kWorkspace)
        continue;
      bool fixed = !component.digests.empty() || component.source == model::SourceKind::kGit;
      fixed ? ++with : ++without;
      if (!fixed && first == nullptr) first = &component;
    }
    examination.Good(with);
    if (with + without > 0)
      examination.Witness(Thousands(with) + " of " + Thousands(with + without) + " " +
                              std::string(model::Name(manifest.ecosystem)) +
                              " components have a digest",
                          {manifest.path, 0});
    if (without > 0) {
      examination.Bad(first->place,
                      Count("component", without) + " without a digest, the first is " +
                          first->name + " " + first->version,
                      Reach::kUnknown, "write the lock again with digests", 5, Weight::kListed);
      examination.Missing("digests for " + Count("component", without) + " of " +
                          manifest.path.bytes);
    }
    if (manifest.checks_off)
      examination.Missing(manifest.path.bytes + " switches integrity checks off");
  }
  for (const auto& manifest : components.value.manifests) {
    if (manifest.lock || manifest.requirements.empty()) continue;
    if (HasLock(components.value, manifest)) continue;
    bool shipped = false;
    for (const auto& requirement : manifest.requirements)
      shipped |= !requirement.development && requirement.source == model::SourceKind::kRegistry;
    if (shipped) examination.Missing("a lock for " + manifest.path.bytes);
  }
  for (const auto& unread : components.value.unread)
    if (examination.good() > 0 || unread.format.find("lock") != std::string::npos)
      examination.Missing(unread.path.bytes + " is not read by this build");
  if (!examination.findings().empty()) {
    examination.Headline("some locked components have no digest to be checked against");
    examination.Remedy("write the lock again with a tool that records digests", 5);
  }
}

bool HasLock(const model::ComponentFacts& components, const model::Manifest& manifest) {
  // The lock of a workspace lies at or above its members' folders.
  for (const auto& other : components.manifests)
    if (other.lock && other.ecosystem == manifest.ecosystem &&
        manifest.path.IsUnder(other.path.folder()))
      return true;
  for (const auto& other : components.unread)
    if (other.ecosystem == manifest.ecosystem && manifest.path.IsUnder(other.path.folder()) &&
        other.format.find("lock") != std::string::npos)
      return true;
  return false;
}

void ExamineConsumed(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  examination.Uses("containers");
  std::set<std::string> tools;
  auto see = [&](const model::Deed& deed, Reach reach) {
    if (deed.kind != model::DeedKind::kInstall) return;
    if (deed.locked || FromHashes(in.facts.components.value, deed)) {
      examination.Good();
      return;
    }
    tools.insert(deed.tool);
    examination.Bad(deed.place, deed.text, reach, "install from the lock", 2, Weight::kListed);
    if (reach == Reach::kRelease || reach == Reach::kUnknown)
      examination.Missing("an install that obeys the lock, not " + deed.text);
  };
  EachPipelineDeed(in, see);
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles)
    for (const auto& stage : dockerfile.stages)
      for (const auto& deed : stage.deeds) see(deed, in.reach.OfStage(dockerfile, stage));
  long long bad = examination.bad();
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " + Thousands(examination.of()) +
                        (examination.of() == 1 ? " dependency install in builds obeys the lock"
                                               : " dependency installs in builds obey the lock"));
  else
    examination.Missing("a build step seen to install from the lock");
  if (bad > 0)
    examination.Headline(Count("install", bad) + " in builds " + (bad == 1 ? "is" : "are") +
                         " not held to a lock");
  examination.Remedy(Frozen(in.facts.components.value, tools), static_cast<int>(bad) * 2);
}

void ExamineSubmodules(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  for (const auto& submodule : in.facts.components.value.submodules) {
    if (submodule.commit.empty()) {
      examination.Missing("a commit for submodule " + submodule.path.bytes);
      continue;
    }
    if (submodule.url.starts_with("http://") || submodule.url.starts_with("git://")) {
      examination.Bad(submodule.place, submodule.url, Reach::kUnknown, "use https", 1,
                      Weight::kListed);
      continue;
    }
    examination.Good();
  }
  if (examination.good() > 0)
    examination.Witness(Count("submodule", examination.good()) + " pinned to a commit",
                        {".gitmodules", 0});
  if (!examination.findings().empty())
    examination.Headline("a submodule comes over a connection that anybody on the way can change");
  examination.Remedy("write its address with https://", 2);
}

void ExamineScripts(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  bool moving = false;  // An address without a version: no integrity value holds for long
  for (const auto& script : in.facts.components.value.scripts) {
    if (script.own && script.matches) {
      examination.Good();
    } else if (script.mismatch) {
      // A build step may still change the file, and the value with it.
      examination.Bad(script.place,
                      script.url + "  (its integrity value is not that of the file here)",
                      Reach::kUnknown, "write the right integrity value", 2);
    } else if (!script.integrity.empty()) {
      examination.Good();
    } else {
      moving |= !NamesAVersion(script.url);
      examination.Bad(script.place, script.url, Reach::kUnknown,
                      "add integrity=\"sha384-...\" or serve it yourself", 5);
    }
  }
  long long bad = examination.bad();
  long long recomputed = std::count_if(in.facts.components.value.scripts.begin(),
                                       in.facts.components.value.scripts.end(),
                                       [](const auto& script) { return script.matches; });
  if (recomputed > 0)
    examination.Witness(Thousands(recomputed) +
                        " integrity values recomputed from files here, and equal");
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " + Thousands(examination.of()) +
                        (examination.of() == 1 ? " page part carries an integrity value"
                                               : " page parts carry an integrity value"));
  if (bad > 0)
    examination.Headline(Count("page part", bad) + (bad == 1 ? " comes" : " come") +
                         " without an integrity value that holds");
  examination.Remedy(moving ? "add integrity values, or serve them yourself; what a service keeps "
                              "changing, allow by name in a Content-Security-Policy"
                            : "add integrity values, or serve them yourself",
                     static_cast<int>(bad) * 5);
}

void ExamineTransport(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  examination.Uses("containers");
  EachReference(in, [&](const Reference& reference, Reach reach) {
    if (reference.pin == Pin::kLocal) return;
    if (!reference.plain_http) return examination.Good();
    examination.Bad(reference.place, reference.text + "  (plain HTTP)", reach, "use https", 2);
  });
  auto see = [&](const model::Deed& deed, Reach reach) {
    if (deed.kind == model::DeedKind::kWeakenChecks)
      examination.Bad(deed.place, deed.text, reach, "take it away", 5);
  };
  EachPipelineDeed(in, see);
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles)
    for (const auto& stage : dockerfile.stages)
      for (const auto& deed : stage.deeds) see(deed, in.reach.OfStage(dockerfile, stage));
  long long bad = examination.bad();
  if (bad > 0)
    examination.Headline(Count("place", bad) + " where a check is off or the line is open");
  examination.Remedy("use https and leave the checks on", static_cast<int>(bad) * 5);
}

void ExamineVendored(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  long long origins = 0;
  for (const auto& tree : in.facts.components.value.vendored) {
    origins += !tree.origin.empty() || !tree.version.empty();
    // "under deps/" is the place again; the other reasons tell.
    std::string why = tree.why.starts_with("under ") ? "" : " (" + tree.why + ")";
    examination.Witness(tree.path.bytes + ": " + Count("file", tree.files) +
                            " taken for a copy of others'" + why + ", " +
                            (tree.version.empty() ? "no version mark" : "version " + tree.version),
                        {tree.path, 0});
  }
  auto all = static_cast<long long>(in.facts.components.value.vendored.size());
  if (all > 0)
    examination.Missing(Count("copied tree", all) + " compared with what the author published (" +
                        Thousands(origins) + " with a version or origin mark)");
}

}  // namespace avouch::claims
