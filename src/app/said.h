// What people and other systems say, joined to what was computed: an
// organisation's folder, evidence that was handed in, and the product's papers.
//
// One thread.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/organisation.h"
#include "app/organisation_file.h"
#include "app/received.h"
#include "claims/facts.h"
#include "git/history.h"
#include "model/product.h"
#include "source/tree.h"

namespace avouch::app {

struct SaidSources {
  std::unique_ptr<OrganisationFolder> organisation;  // Null: nobody's word counts
  std::optional<HandedOrganisation> handed;          // Its signed file, instead of the folder
  std::vector<std::string> evidence;                 // Folders of results
};

// Opens what the options name, before anything hostile is read. Fails with
// kConfiguration or kNotFound.
[[nodiscard]] Result<SaidSources> OpenSaid(const std::string& organisation,
                                           const std::vector<std::string>& evidence);
[[nodiscard]] std::vector<std::string> PathsOf(const SaidSources& sources);
// What is decided as of `at` rests on no later word. Fails with kConfiguration for an
// organisation's file that was signed on a later day.
[[nodiscard]] Status MustBeSaidBy(const SaidSources& sources, const std::string& organisation,
                                  Time at);

// Paths of the product whose versions are wanted from its history: avouch.yaml
// and the papers that it names.
[[nodiscard]] std::vector<std::string> SpokenPaths(const model::Product& product);

struct ProductSide {
  const git::Repository& repository;
  const git::History& history;  // Swept with SpokenPaths
  const source::Tree& tree;
  const model::Product& product;
};

struct Said {
  std::vector<Payload> payloads;  // Sorted by name
  std::vector<model::LeftOut> left;
  std::vector<std::string> notes;  // For people only
  std::string built_in;            // The build environment that counts: units may fill it
};

// Fills what `facts` hold of people and other systems, and lets the
// organisation's policy and that of its units change `policy`: to tighten always, to
// loosen only as far as a Senior Responsible Owner signed the organisation's.
[[nodiscard]] Result<Said> TakeSaid(SaidSources& sources, const ProductSide& side,
                                    claims::Facts& facts, model::Policy& policy);

// The exemptions that count for this product at that time: signed by a Senior
// Responsible Owner, approved by a person with that duty, not over.
[[nodiscard]] std::vector<model::Exemption> ExemptionsOf(const model::Organisation& organisation,
                                                         const model::Product& product, Time at);

}  // namespace avouch::app
