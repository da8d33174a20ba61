// Claim 1.2.2: what others made is checked to be what they published.
//
// Three things are kept apart: pinned (names the content), consumed (the build
// obeys the pin), matched (what arrived equals it; needs the artefacts).
// Here: images, downloads and packages of builds, and the lines they come over.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/references.h"
#include "notation/build_setting.h"

namespace avouch::claims {
namespace {

using model::Pin;
using model::Reach;
using model::Reference;
using model::ReferenceKind;

std::string How(const Reference& reference) {
  switch (reference.pin) {
    case Pin::kFloating:
      return reference.text +
             (reference.text.find('@') != std::string::npos ? "  (its digest is none)" : "");
    case Pin::kVersion:
      return reference.text + "  (a version its publisher could replace)";
    default:
      return reference.text;
  }
}

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

// Jobs of GitLab that reach a release in an image that no file names: the runner's own, which on
// gitlab.com moves. Runners that are asked for by tags may have no container.
LeftOpen WithoutImage(const Inputs& in) {
  LeftOpen out;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    if (pipeline.system != model::CiSystem::kGitlab) continue;
    for (const auto& job : pipeline.jobs) {
      const bool chosen = !std::ranges::all_of(
          job.runs_on, [](const std::string& tag) { return tag.starts_with("saas-linux"); });
      if (chosen || !job.images.empty() || job.steps.empty() ||
          in.reach.OfJob(pipeline.path, job.id) != Reach::kRelease)
        continue;
      Reference named;
      named.text = job.id;
      named.place = job.place;
      out.Add(named);
    }
  }
  return out;
}

}  // namespace

void ExamineImages(const Inputs& in, Examination& examination) {
  examination.Uses("containers");
  examination.Uses("pipelines");
  long long release = 0, frontends = 0;
  LeftOpen variable;
  const auto built = ImagesBuiltHere(in);
  const Definitions definitions(in.facts);
  EachReference(in, [&](const Reference& reference, Reach reach) {
    if (!IsImage(reference) || reference.pin == Pin::kLocal) return;
    if (built.contains(reference.name)) return;
    if (reference.pin == Pin::kDigest) return examination.Good();
    if (reference.pin == Pin::kVariable) {  // What it names may well be a digest.
      if (!Weighs(reach)) return;
      examination.Open();
      return variable.Add(reference);
    }
    // What reads the recipe runs the build, and is no part of what it makes.
    if (reference.comment == model::kFrontend) {
      ++frontends;
      examination.Bad(reference.place, reference.text + "  (reads the recipe)", reach,
                      "append @sha256:..., or take the line away", 2, Weight::kListed);
      return examination.Missing("a digest for what reads " + reference.place.path.bytes);
    }
    const bool called = !definitions.Hold(reference.place);
    release += !called && reach == Reach::kRelease;
    examination.Bad(reference.place, How(reference), reach, "append @sha256:...", 2,
                    called ? Weight::kListed : Weight::kByReach);
    if (called && Weighs(reach))
      examination.Missing("a digest for the image that " + reference.place.path.bytes + " runs");
  });
  if (variable.count > 0)
    examination.Missing(variable.Say("image", " decided by a variable that is not read here"));
  if (const LeftOpen runner = WithoutImage(in); runner.count > 0)
    examination.Missing("an image by digest for " +
                        runner.Say("job", " that would run in whichever the runner is set to"));
  long long bad = examination.bad();
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " + Thousands(examination.of()) +
                        (examination.of() == 1 ? " container image named by digest"
                                               : " container images named by digest"));
  if (bad > 0)
    examination.Headline(release > 0
                             ? Count("image", release) +
                                   " within reach of a release or a secret can change under you"
                             : Count("image", bad) + " can change under you" +
                                   (frontends == bad ? ", which only read a recipe" : ""));
  examination.Remedy("append @sha256:... to each", static_cast<int>(bad) * 2);
  if (bad > 0) examination.FixCommand("avouch fix 1.2.2 --digests FILE");
}

void ExamineDownloads(const Inputs& in, Examination& examination) {
  examination.Uses("containers");
  examination.Uses("pipelines");
  long long scripts = 0, clones = 0;
  std::set<std::string> addresses;  // Without a checksum
  LeftOpen variable;
  const Definitions definitions(in.facts);
  EachReference(in, [&](const Reference& reference, Reach reach) {
    bool download = reference.kind == ReferenceKind::kDownload;
    bool script = reference.kind == ReferenceKind::kScript;
    bool checkout = reference.kind == ReferenceKind::kCheckout;
    if ((!download && !script && !checkout) || reference.pin == Pin::kLocal) return;
    if (reference.pin == Pin::kDigest || reference.pin == Pin::kCommit) return examination.Good();
    if (checkout && reference.pin == Pin::kVariable) {  // What it names may well be a commit.
      if (!Weighs(reach)) return;
      examination.Open();
      return variable.Add(reference);
    }
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
                                     : "a checksum for " + reference.text);
      return;
    }
    const bool called = !definitions.Hold(reference.place);
    examination.Bad(
        reference.place, text, reach,
        checkout ? "check out a commit by its id" : "name a version and verify a checksum", 10,
        called ? Weight::kListed : Weight::kByReach);
    if (called && Weighs(reach))
      examination.Missing((checkout ? "a commit for what " : "a checksum of what ") +
                          reference.place.path.bytes + " fetches");
  });
  if (variable.count > 0)
    examination.Missing(variable.Say(
        "clone", " whose repository or commit a variable that is not read here decides"));
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

namespace {

// What packs the tree as a Python package, and fetches what pyproject.toml names for building alone
// past every lock; unless it is told to take what is installed, or to hold it to digests.
bool FetchesBackend(const model::Deed& deed) {
  static constexpr std::string_view kTools[] = {"build", "cibuildwheel",    "hatch",
                                                "pdm",   "pyproject-build", "uv"};
  if (deed.kind != model::DeedKind::kBuild ||
      std::ranges::find(kTools, deed.tool) == std::end(kTools))
    return false;
  // "-n" of uv is another option.
  const bool plain = deed.tool == "build" || deed.tool == "pyproject-build";
  return std::ranges::none_of(Words(deed.text), [&](std::string_view word) {
    return word == "--no-isolation" || word == "--no-build-isolation" || (plain && word == "-n") ||
           (deed.tool == "uv" && word == "--require-hashes");
  });
}

// Of each tool, since each fetches its own: the widest reach of such a build, and the build.
std::map<std::string, std::pair<const model::Deed*, Reach>> BackendsFetched(const Inputs& in) {
  std::map<std::string, std::pair<const model::Deed*, Reach>> out;
  const auto see = [&](const model::Deed& deed, Reach reach) {
    if (!FetchesBackend(deed)) return;
    const auto [at, fresh] = out.try_emplace(deed.tool, &deed, reach);
    if (!fresh && ReachRank(reach) > ReachRank(at->second.second)) at->second = {&deed, reach};
  };
  EachPipelineDeed(in, see);
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles)
    for (const auto& stage : dockerfile.stages)
      for (const auto& deed : stage.deeds) see(deed, in.reach.OfStage(dockerfile, stage));
  return out;
}

// Calls visit(package) for each that such a build fetches: what pyproject.toml names, and without
// such a file what is fetched by default.
template <class Visit>
void EachBackend(const Inputs& in, const model::Deed& build, Visit visit) {
  const auto tell = [&](const std::string& what, bool exact) {
    Reference package;
    package.kind = ReferenceKind::kPackage;
    package.text = build.text + "  (fetches " + what + ")";
    package.pin = exact ? Pin::kVersion : Pin::kFloating;
    package.place = build.place;
    visit(package);
  };
  bool any = false;
  for (const auto& manifest : in.facts.components.value.manifests) {
    if (manifest.format != "pyproject") continue;
    any = true;
    for (const auto& needed : manifest.requirements) {
      if (needed.group != "build-system" || needed.source != model::SourceKind::kRegistry) continue;
      // uv has its own inside.
      if (build.tool == "uv" && (needed.name == "uv-build" || needed.name == "uv_build")) continue;
      tell(needed.name + needed.range, needed.exact);
    }
  }
  if (!any) tell("setuptools", false);
}

}  // namespace

void ExaminePackages(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  examination.Uses("containers");
  examination.Uses("pipelines");
  LeftOpen system, exact, variable;
  bool backends = false;
  const auto see = [&](const Reference& reference, Reach reach) {
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
  };
  EachReference(in, see);
  for (const auto& [tool, fetched] : BackendsFetched(in))
    EachBackend(in, *fetched.first, [&, reach = fetched.second](const Reference& package) {
      backends = true;
      see(package, reach);
    });
  if (exact.count > 0)
    examination.Missing(exact.Say("digest", " for packages installed by exact version"));
  if (variable.count > 0)
    examination.Missing(variable.Say("package", " whose version a variable decides"));
  if (system.count > 0)
    examination.Missing(
        system.Say("version",
                   " for packages from a distribution's signed archive, which comes in "
                   "whichever version is newest (name=version, or an image by digest "
                   "that has them)"));
  long long bad = examination.bad();
  if (bad > 0)
    examination.Headline(Count("package", bad) + (bad == 1 ? " is" : " are") +
                         " installed by name alone in builds: the version is not fixed");
  examination.Remedy(
      std::string("name versions, or install from a lock") +
          (backends ? "; build with --no-isolation after that, or with uv build --require-hashes"
                    : ""),
      static_cast<int>(bad) * 2);
}

void ExamineTransport(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  examination.Uses("pipelines");
  examination.Uses("containers");
  const Definitions definitions(in.facts);
  const auto bad_at = [&](const model::Place& place, const std::string& text, Reach reach,
                          std::string fix, int minutes) {
    const bool called = !definitions.Hold(place);
    examination.Bad(place, text, reach, std::move(fix), minutes,
                    called ? Weight::kListed : Weight::kByReach);
    if (called && Weighs(reach))
      examination.Missing(place.path.bytes + " without plain HTTP, and with its checks on");
  };
  EachReference(in, [&](const Reference& reference, Reach reach) {
    if (reference.pin == Pin::kLocal) return;
    if (!reference.plain_http) return examination.Good();
    bad_at(reference.place, reference.text + "  (plain HTTP)", reach, "use https", 2);
  });
  auto see = [&](const model::Deed& deed, Reach reach) {
    if (deed.kind == model::DeedKind::kWeakenChecks)
      bad_at(deed.place, deed.text, reach, "take it away", 5);
  };
  EachPipelineDeed(in, see);
  EachSetting(in, [&](const model::Setting& setting, Reach reach) {
    if (notation::BuildSettingOf(setting.key, setting.value) ==
        notation::BuildSetting::kWeakensChecks)
      examination.Bad(setting.place, setting.key + ": " + setting.value, reach, "take it away", 5);
  });
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles)
    for (const auto& stage : dockerfile.stages)
      for (const auto& deed : stage.deeds) see(deed, in.reach.OfStage(dockerfile, stage));
  // Whether a build takes the file, is not seen.
  for (const auto& manifest : in.facts.components.value.manifests) {
    if (!manifest.checks_off || manifest.lock) continue;
    examination.Bad({manifest.path, 0}, manifest.path.bytes + " switches a check off",
                    Reach::kUnknown, "use https and leave the checks on", 5, Weight::kListed);
    examination.Missing(manifest.path.bytes + " without plain HTTP, and with its checks on");
  }
  long long bad = examination.bad();
  if (bad > 0)
    examination.Headline(Count("place", bad) + " where a check is off or the line is open");
  examination.Remedy("use https and leave the checks on", static_cast<int>(bad) * 5);
}

}  // namespace avouch::claims
