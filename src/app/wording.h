// The official wording of the claims, which the user has and this program does not.
//
// `avouch catalogue import FILE` keeps it in $XDG_STATE_HOME/avouch/wording.txt; later
// commands that show claims take it from there and say its digest. It names things and
// decides nothing, so it is no part of the catalogue's own digest. One thread.

#pragma once

#include <map>
#include <string>

#include "app/check.h"
#include "app/seal.h"
#include "base/bytes.h"
#include "base/result.h"
#include "model/catalogue.h"

namespace avouch::app {

struct Wording {
  std::map<std::string, std::string> claims;  // Sentence by number
  std::string digest;                         // SHA-256 of the file, hex; empty: there is none
};

// UTF-8 lines "N.N.N wording"; blank ones and those that begin with '#' are passed over.
// Numbers are those of the catalogue's normative list, quotation marks around a sentence
// are taken away. Fails with kConfiguration, `where` "line 3": no number, no such claim,
// one twice, no wording, no UTF-8, nothing at all.
[[nodiscard]] Result<Wording> ReadWording(BytesView text, const model::Catalogue& catalogue);

// What was kept; empty when nothing was. Fails as ReadWording, naming the file.
[[nodiscard]] Result<Wording> LoadWording(const model::Catalogue& catalogue);

// The same, of the embedded catalogue.
[[nodiscard]] Result<Wording> KeptWording();

// The catalogue with these sentences in the place of its own, for showing: its digest
// stays that of the catalogue itself.
void Overlay(const Wording& wording, model::Catalogue& catalogue);

// Where it is kept, whether or not it is there; empty: nowhere.
[[nodiscard]] std::string WordingFile();

// Reads `file` and keeps it; "-" takes away what was kept.
[[nodiscard]] Answer CatalogueImport(const std::string& file, const ConfineTo& confine);

}  // namespace avouch::app
