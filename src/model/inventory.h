// What a piece of software is made of: parts, what needs what, and how each is known.
// What an SBOM holds, whatever its format.
//
// Values only; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/component.h"
#include "model/fields.h"
#include "model/place.h"

namespace avouch::model {

enum class PartKind {
  kApplication,
  kFramework,
  kLibrary,
  kContainer,
  kOperatingSystem,
  kFirmware,
  kDevice,
  kFile,
  kData,
  kPlatform,
  kDriver,
  kModel,
  kCryptography,
  kOther,
};
AVOUCH_NAMES(PartKind, "application", "framework", "library", "container", "operating-system",
             "firmware", "device", "file", "data", "platform", "device-driver",
             "machine-learning-model", "cryptographic-asset", "other")

// What a part is there for.
enum class Scope {
  kUnsaid,       // Nothing tells
  kShipped,      // In what customers get
  kOptional,     // Customers may get it
  kTest,         // For tests only
  kBuild,        // Makes the product: compilers, actions, base images of builds
  kDevelopment,  // For those who write it
};
AVOUCH_NAMES(Scope, "unsaid", "shipped", "optional", "test", "build", "development")

// How a part is known, the surest first.
enum class Sure {
  kInstalled,  // A package manager's own database, or the artefact with its own metadata
  kEmbedded,   // Written into a binary by its builder
  kLocked,     // A lock names the exact version
  kDeclared,   // A manifest asks for it; the version is a range, or one that nothing holds it to
  kSeen,       // Marks in a tree: a vendored copy, a script's address
  kTold,       // Somebody else's SBOM says so
};
AVOUCH_NAMES(Sure, "installed", "embedded", "locked", "declared", "seen", "told")

struct PartDigest {
  std::string algorithm;  // "sha-256", "sha-512", "sha-1", "md5", "blake2b-256", "h1" (Go)
  std::string hex;        // Lower case; of "h1" the base64 text

  auto operator<=>(const PartDigest&) const = default;
};

struct Part {
  std::string id;  // bom-ref or SPDXID as received; empty = the writer makes one
  PartKind kind = PartKind::kLibrary;
  Ecosystem ecosystem = Ecosystem::kOther;
  std::string group;  // "@babel", "org.slf4j", "github.com/spf13"; empty where there is none
  std::string name;
  std::string version;  // Exact; empty = not known
  std::string range;    // What a manifest asks for, when no exact version is known
  std::string purl, cpe;
  std::string supplier;             // Name of the organisation that supplies it
  std::string producer;             // Who made it: manufacturer, publisher, author or originator
  std::string licence;              // SPDX expression where it is one, else the text as written
  std::string origin;               // Address it comes from: the artefact, else where it is told of
  std::string source_code;          // Address of its source
  std::vector<PartDigest> digests;  // Sorted
  std::vector<Place> places;        // Where it was found, sorted; first = the one to show
  std::string layer;                // Digest of the image layer that it came with
  Scope scope = Scope::kUnsaid;
  bool direct = false;
  Sure sure = Sure::kTold;
  // What has no field of its own, by name, sorted: "bsi:component:filename".
  std::vector<std::pair<std::string, std::string>> properties;

  bool operator==(const Part&) const = default;
};

inline constexpr std::uint32_t kSubject = UINT32_MAX;  // The subject, where an index of a part is

// `from` needs `to`; indexes into Inventory::parts, or kSubject.
struct Need {
  std::uint32_t from = kSubject, to = 0;

  auto operator<=>(const Need&) const = default;
};

// Whether a list is all there is, as whoever made it says.
enum class Whole { kUnknown, kComplete, kIncomplete };
AVOUCH_NAMES(Whole, "unknown", "complete", "incomplete")

struct Inventory {
  Part subject;
  std::vector<Part> parts;
  std::vector<Need> needs;   // Sorted, each once
  bool edges_known = false;  // False: nothing says what needs what; an absent need says nothing
  Whole whole = Whole::kUnknown;  // Of the parts; never kComplete where `partial`
  std::string format;             // Of what was read: "CycloneDX 1.6 JSON"; empty = found by us
  std::string serial;             // serialNumber or documentNamespace as received
  int revision = 0;               // Of this list under this serial, as received; 0 = unsaid
  std::string created;            // RFC 3339, as received
  std::string context;         // When in its life it was looked at: "build", "post-build"; or empty
  bool signed_inside = false;  // Carries a signature of its own; not verified here
  std::vector<std::string> authors, tools;  // Names, as received
  std::vector<std::string> notes;           // What was left out or looked wrong, with its place
  bool partial = false;                     // Something could not be read: this is not all

  bool operator==(const Inventory&) const = default;
};

// A list of components that lies among what it describes: an SBOM in a tree, or in an archive.
struct FoundList {
  Path path;                // "opt/tea/tea.cdx.json", "tea.jar!/META-INF/sbom/tea.cdx.json"
  std::uint64_t bytes = 0;  // That it takes there: of a member of an archive, packed
  std::string layer;        // Of an image: digest of the layer that it came with
  std::string owner;        // Package of the system that brought it, or empty
  // A jar whose classes are all its own: other packages that its list names lie elsewhere or
  // nowhere, and are what it asks for.
  bool alone = false;
  Inventory list;

  bool operator==(const FoundList&) const = default;
};

}  // namespace avouch::model
