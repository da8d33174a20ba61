// The bounds of the readers on files from outside, each with its reason. How
// large a file may be is bounded before it comes here; how deep and how many
// values, in syntax/limits.h.
//
// Constants only. Any thread.

#pragma once

#include <cstddef>
#include <cstdint>

namespace avouch::formats {

// Notes kept of one file; the last then says how many more there were. A person
// reads some; a hostile file could make one a line.
inline constexpr std::size_t kMaxNotes = 20;

// What an expanded variable may grow to: ${A} in ${B} in ${C} would double each
// time. Image names end at 255 characters.
inline constexpr std::size_t kMaxExpanded = 16 * 1024;

// A workflow's env values put in where ${{ env.NAME }} stands: the length of one, and
// how many are looked through. People name a program or a version so, of a dozen.
inline constexpr std::size_t kMaxEnvValue = 200;
inline constexpr std::size_t kMaxEnvValues = 200;

// Instructions of one Dockerfile, and variables followed in it: each stage has a
// copy of the variables it is built on. The largest seen has 400 and 60.
inline constexpr std::size_t kMaxInstructions = 20'000;
inline constexpr std::size_t kMaxVariables = 1'000;

// Heredocs that one Dockerfile instruction opens; people write one or two.
inline constexpr std::size_t kMaxHeredocs = 16;

// Components that one name of a lock may mean: platforms and versions of it. Every
// one that needs the name is linked to each; the largest seen, a gem with compiled
// forms, has 12.
inline constexpr std::size_t kMaxAnswers = 64;

// Brackets inside each other in Ruby, Erlang, Elixir, Lua and HCL literals; the
// deepest lock seen has 6.
inline constexpr int kMaxLiteralDepth = 32;

// Browser scripts kept of one page; a saved page of the web has a hundred.
inline constexpr std::size_t kMaxScripts = 1000;

// Bytes of an HTML attribute's value that are kept; data: URLs run to megabytes.
inline constexpr std::size_t kMaxAttributeBytes = 4096;

// Files of one GitLab pipeline, jobs of it, and bytes of all its scripts with what
// they share counted each time. GitLab itself takes 150 included files.
inline constexpr std::size_t kMaxGitlabFiles = 150;
inline constexpr std::size_t kMaxGitlabJobs = 1'000;
inline constexpr std::size_t kMaxGitlabScripts = 8 * 1024 * 1024;

// Steps and jobs of one CircleCI or Azure definition after commands, workflows and
// conditions are written out, and how deep those stand in one another. A command in
// a command in a command would multiply; the largest seen comes to 900 steps.
inline constexpr std::size_t kMaxExpandedSteps = 20'000;
inline constexpr std::size_t kMaxExpandedJobs = 1'000;
inline constexpr int kMaxExpandedDepth = 16;
inline constexpr std::size_t kMaxExpandedScripts = 8 * 1024 * 1024;  // Bytes, counted each time

// Templates of one tree's Azure pipelines; Azure itself takes 100 for one pipeline.
inline constexpr std::size_t kMaxAzureTemplates = 200;

// Test cases kept by name from one report (failed, or naming a requirement), and
// bytes of a name. The largest suites seen report 60,000 cases, few of either.
inline constexpr std::size_t kMaxKeptCases = 100'000;
inline constexpr std::size_t kMaxCaseName = 300;

// Findings kept of one report; scanners run for the first time find thousands.
inline constexpr std::size_t kMaxScanFindings = 200'000;

// Rows kept of one export, and different actors and actions of one audit log. An
// organisation of 100,000 accounts is large; logs are counted whole, not kept.
inline constexpr long long kMaxExportRows = 500'000;
inline constexpr std::size_t kMaxLogWords = 20'000;

// Texts that builders write into programs: Go's modules (the most seen is 60 kB), crates
// unpacked (cargo-auditable's own readers stop at 8 MiB), names of a version resource.
inline constexpr std::size_t kMaxGoBuildText = 16 * 1024 * 1024;
inline constexpr std::size_t kMaxRustAudit = 8 * 1024 * 1024;
inline constexpr std::size_t kMaxVersionStrings = 1'000;

// Symbols looked through for GraalVM's list, and the list unpacked; that of an application server
// has 4 MB.
inline constexpr std::uint64_t kMaxSymbols = 4'000'000;
inline constexpr std::size_t kMaxNativeSbom = 16 * 1024 * 1024;

// Bytes of one section looked through for marks of known libraries. Chromium's largest
// has 60 MB.
inline constexpr std::size_t kMaxMarkedSection = 128 * 1024 * 1024;

// Archives in archives: how deep, how many, what all of them unpack to, and one of them. A
// server with plug-ins holds three deep and 2,000; a fat jar 400 MB.
inline constexpr int kMaxArchiveDepth = 8;
inline constexpr std::size_t kMaxArchives = 20'000;
inline constexpr std::size_t kMaxArchiveMembers = 2'000'000;
inline constexpr unsigned long long kMaxArchiveBytes = 1ull << 30;
inline constexpr unsigned long long kMaxNestedArchive = 256ull << 20;
// A file of metadata in an archive; the largest pom.xml seen has 300 kB.
inline constexpr unsigned long long kMaxMetadata = 4ull << 20;

// What one package that is a tar unpacks to before its metadata is no longer looked for, and what
// a Debian package's files do before its licence is not. The largest of npm come to 200 MB.
inline constexpr unsigned long long kMaxTarPackage = 256ull << 20;
inline constexpr unsigned long long kMaxDebianData = 64ull << 20;
inline constexpr std::size_t kMaxChartsInside = 1'000;

// Modules of a Flatpak in modules; the deepest seen are 4.
inline constexpr int kMaxModuleDepth = 16;

// Values of a Helm chart in one another, and lists of Kubernetes in lists; the deepest seen are
// 9 and 1.
inline constexpr int kMaxValuesDepth = 32;
inline constexpr int kMaxListsInLists = 4;

// Elements of one XML document kept as a tree, at some 150 bytes each. The largest list of
// digests seen has 90,000.
inline constexpr std::size_t kMaxXmlElements = 1'000'000;

// Poms: parents above one another (the deepest tree seen has six), properties inside
// properties and how many are put into one text, lists of versions that import lists and how
// many come together, poms of one name in one tree, and look-ups and inherited dependencies of
// a whole tree: modules times what their parents ask for.
inline constexpr std::size_t kMaxPomDepth = 16;
inline constexpr int kMaxPropertyDepth = 16;
inline constexpr int kMaxPropertySteps = 500;
inline constexpr int kMaxImportDepth = 16;
inline constexpr std::size_t kMaxImports = 256;
inline constexpr std::size_t kMaxPomNamesakes = 64;
inline constexpr std::size_t kMaxPomWork = 20'000'000;
inline constexpr std::size_t kMaxInherited = 500'000;
// Of a package cache: poms that are read (a server of sixty modules asks for 2,000), what all
// modules of a tree together are said to need, and how far down.
inline constexpr std::size_t kMaxFetchedPoms = 20'000;
inline constexpr std::size_t kMaxNeedsMet = 2'000'000;
inline constexpr std::size_t kMaxNeedDepth = 256;
// Modules taken by names in the builds of sbt of one tree.
inline constexpr std::size_t kMaxSbtWork = 1'000'000;

// An SBOM read as a stream: its bytes, components and edges. The largest seen, of a whole
// distribution, has 170 MB; a part costs about a kilobyte. Names in notes are cut.
inline constexpr std::size_t kMaxSbomBytes = std::size_t{1} << 30;
// So many components in any, and one more for so many bytes: one that says anything has more,
// and names alone must not make a large inventory of a small document.
inline constexpr std::size_t kFreeSbomParts = 100'000;
inline constexpr std::size_t kBytesASbomPart = 100;
inline constexpr std::size_t kMaxSbomNeeds = 40'000'000;
inline constexpr std::size_t kMaxSbomNesting = 60;  // Components in components; the spec has no end
inline constexpr std::size_t kMaxNotedName = 120;
inline constexpr std::size_t kMaxSbomProblems = 1'000;

// SBOMs that lie in one archive: how many, and how large one may be; wheels have up to three, of
// 120 kB, and an application server's has 4 MB. All that lie in one tree together are read for as
// many components as one of their size is.
inline constexpr std::size_t kMaxSbomsInside = 1'000;
inline constexpr unsigned long long kMaxSbomInside = 16ull << 20;

// Starlark, MSBuild and CMake files: values that variables make of one another in one file,
// brackets in brackets, parents of a project file, modules of one lock.
inline constexpr std::size_t kMaxStarlarkValues = 100'000;
inline constexpr int kMaxStarlarkDepth = 64;
inline constexpr std::size_t kMaxBuildFiles = 32;

}  // namespace avouch::formats
