// A made organisation: as many products, people and rows of exports as are asked
// for, and a product of it to check.
//
// Its file grew over signed commits, as people joined; products stand in a
// catalogue, a file each; records, a register of training and an inbox of exports
// lie beside. The same bytes for the same numbers, keys and signatures too. One
// thread.

#pragma once

#include <string>

namespace avouch::bench {

struct OrganisationSize {
  int products = 400;
  int people = 3000;
  int rows = 50'000;  // Of all exports together
  int records = 300;
  int versions = 12;  // Of avouch.org.yaml; in each, people join
};

// Makes `folder`/assurance and `folder`/product, unless they are there. False when
// git fails.
[[nodiscard]] bool MakeOrganisation(const std::string& folder, const OrganisationSize& size);

// The folder of such an organisation below $AVOUCH_BENCH, else build/bench; made when
// it is not there. Empty when it cannot be.
[[nodiscard]] std::string OrganisationFolder(const OrganisationSize& size);

}  // namespace avouch::bench
