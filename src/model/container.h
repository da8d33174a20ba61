// Container recipes: Dockerfiles, compose files, and release recipes that name them.
//
// Values only; any thread.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/pipeline.h"
#include "model/reference.h"

namespace avouch::model {

struct Stage {
  std::string name;         // AS name, or empty
  Reference base;           // kImage; pin kLocal when it names an earlier stage or scratch
  std::vector<Deed> deeds;  // From RUN lines
  std::vector<Reference> references;  // Downloads, installers, COPY --from=image
  std::vector<std::string> copies;    // Sources of COPY/ADD from the build context, as written
  Place place;

  bool operator==(const Stage&) const = default;
  AVOUCH_FIELDS(name, base, deeds, references, copies, place)
};

// A value that looks like a credential, where it stands. Values are shown cut.
struct Credential {
  std::string key;           // "POSTGRES_PASSWORD"
  std::string value;         // As written; a report prints at most its first two characters
  std::string service;       // Compose service, CI service, Dockerfile stage
  bool placeholder = false;  // ${VAR} without default, <changeme>, empty, "xxx"
  bool well_known = false;   // admin/admin, postgres/postgres, password, changeme
  Place place;

  bool operator==(const Credential&) const = default;
  AVOUCH_FIELDS(key, value, service, placeholder, well_known, place)
};

struct Dockerfile {
  Path path;
  std::vector<Stage> stages;
  std::vector<Setting> arguments;       // ARG with default
  std::vector<Credential> credentials;  // ENV and ARG
  std::string user;                     // Last USER of the last stage
  std::vector<std::string> notes;

  bool operator==(const Dockerfile&) const = default;
  AVOUCH_FIELDS(path, stages, arguments, credentials, user, notes)
};

struct Service {
  std::string name;
  std::optional<Reference> image;
  std::string build_context;       // Folder, or empty
  std::string dockerfile;          // As written, or empty
  std::vector<std::string> ports;  // Published ones, as written: "127.0.0.1:5432:5432"
  bool mounts_source = false;      // Built here, and runs from the folder it was built of
  std::vector<Credential> credentials;
  Place place;

  bool operator==(const Service&) const = default;
  AVOUCH_FIELDS(name, image, build_context, dockerfile, ports, mounts_source, credentials, place)
};

struct Compose {
  Path path;
  std::vector<Service> services;
  std::vector<std::string> notes;

  bool operator==(const Compose&) const = default;
  AVOUCH_FIELDS(path, services, notes)
};

// A release recipe such as .goreleaser.yaml: what is built, from which
// Dockerfiles, what is signed, whether an SBOM is made.
struct ReleaseRecipe {
  Path path;
  std::string tool;                  // "goreleaser"
  std::vector<Setting> dockerfiles;  // key: Dockerfile as written; value: image published
  std::vector<Place> signs, sboms, checksums, publishes;

  bool operator==(const ReleaseRecipe&) const = default;
  AVOUCH_FIELDS(path, tool, dockerfiles, signs, sboms, checksums, publishes)
};

struct ContainerFacts {
  std::vector<Dockerfile> dockerfiles;
  std::vector<Compose> composes;
  std::vector<ReleaseRecipe> recipes;

  bool operator==(const ContainerFacts&) const = default;
  AVOUCH_FIELDS(dockerfiles, composes, recipes)
};

}  // namespace avouch::model
