// An Inventory put together from what an SBOM says, in whatever order and format it says it:
// names resolved, copies and broken references told. For the SBOM readers of this folder.
//
// One thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "base/slots.h"
#include "formats/manifest_reading.h"
#include "model/inventory.h"

namespace avouch::formats {

// A licence as one entry of a list gives it.
struct SbomLicence {
  std::string text;
  bool concluded = false;  // By somebody who looked; else declared by its author
};

class SbomBuilder {
 public:
  // `bytes` of the whole document, which bound how many parts it is read for (limits.h).
  explicit SbomBuilder(std::size_t bytes);

  // `done` of the bytes are read: how many parts to make room for.
  void Expect(std::size_t done);

  // Takes a part; its id may be given to one part only. Returns its index; kNobody once there are
  // as many as the document is read for, and then the inventory is partial.
  std::uint32_t Add(model::Part part, std::uint32_t line);
  void SetSubject(model::Part part, std::uint32_t line);

  // What part of this id is there; kSubject for the subject, kNobody for none.
  static constexpr std::uint32_t kNobody = UINT32_MAX - 1;
  [[nodiscard]] std::uint32_t Find(std::string_view id) const;
  // The same, looking first behind the part that it gave last: lists of what needs what mostly
  // stand in the order of the parts.
  [[nodiscard]] std::uint32_t FindInOrder(std::string_view id);
  // By index, kSubject too. REQUIRES: it is one that Add or Find gave, not kNobody.
  [[nodiscard]] model::Part& At(std::uint32_t index);

  // Whoever is named must be there by now; else it is a note.
  void Need(std::string_view from, std::string_view to, std::uint32_t line) {
    NeedOf(Find(from), from, to, line);
  }
  // The same where Find(from) is known: many are needed by one.
  void NeedOf(std::uint32_t whose, std::string_view from, std::string_view to, std::uint32_t line);
  // `id` needs nothing; a note where it is not there.
  void NoNeeds(std::string_view id, std::uint32_t line);
  // Fails with kTooLarge beyond kMaxSbomNeeds.
  void NeedAt(std::uint32_t from, std::uint32_t to) { out_.needs.push_back({from, to}); }

  // `id` names what is no part here, a service: a need of it or for it is left out, and not broken.
  void KnowNoPart(std::string_view id) {
    if (!id.empty()) no_parts_.emplace(id);
  }

  // One part becomes the subject, and no part any more.
  void MakeSubject(std::uint32_t index);

  void Note(std::uint32_t line, std::string what) { notes_.Add(line, std::move(what)); }
  [[nodiscard]] model::Inventory& inventory() { return out_; }

  [[nodiscard]] Result<model::Inventory> Finish();

 private:
  void NoteLoops();
  void Sort();

  std::size_t bytes_, most_parts_;
  std::size_t left_out_ = 0;  // Parts beyond those
  model::Inventory out_;
  Slots by_id_;
  std::uint32_t next_ = 0;  // Behind the part that FindInOrder gave last
  std::unordered_set<std::string> no_parts_;
  Notes notes_;
};

// "sha-256" for "SHA-256" and "SHA256"; lower case whatever it is.
[[nodiscard]] std::string DigestAlgorithm(std::string_view spelled);
// Adds a digest; false where `hex` is none.
[[nodiscard]] bool AddDigest(std::string_view algorithm, std::string_view hex, model::Part& part);
// One text of all: what is declared, else what is concluded; expressions joined by AND.
[[nodiscard]] std::string JoinLicences(const std::vector<SbomLicence>& licences);
// True for what SPDX can read as an expression, whether or not its names are known:
// "MIT", "(GPL-2.0-only WITH x) OR LicenseRef-a". False for "MIT License".
[[nodiscard]] bool LooksLikeExpression(std::string_view text);
// Fills in what the purl says: the ecosystem.
void TakePurl(std::string_view purl, model::Part& part);
// "avouch:scope" and the others that the writers make, and what syft, trivy and cdxgen write.
void TakeProperty(std::string_view name, std::string_view value, model::Part& part);

}  // namespace avouch::formats
