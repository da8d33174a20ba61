// Any bytes: a pom is read or refused; two of them side by side, as one tree, are resolved; with a
// third, a repository that gives it for whatever is asked.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/maven_pom.h"

namespace {

class OnePom : public avouch::formats::PomSource {
 public:
  explicit OnePom(std::string_view bytes) : bytes_(bytes) {}
  std::optional<avouch::formats::Pom> Find(const std::string&, const std::string&,
                                           const std::string&) override {
    if (++asked_ > 200) return std::nullopt;  // It may ask for itself under ever new names
    auto pom = avouch::formats::ReadPom("cached.pom", bytes_);
    return pom ? std::optional(std::move(*pom)) : std::nullopt;
  }
  std::vector<std::string> Versions(const std::string&, const std::string&) override {
    return {"1", "2.0"};
  }

 private:
  std::string_view bytes_;
  int asked_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using avouch::formats::Pom;
  using avouch::formats::ReadPom;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = bytes.find('\0');
  const std::size_t end = cut == bytes.npos ? cut : bytes.find('\0', cut + 1);
  std::vector<Pom> poms;
  if (auto pom = ReadPom("pom.xml", bytes.substr(0, cut))) poms.push_back(std::move(*pom));
  if (cut != bytes.npos)
    if (auto pom = ReadPom("a/pom.xml", bytes.substr(cut + 1, end - cut - 1)))
      poms.push_back(std::move(*pom));
  (void)avouch::formats::ResolvePoms(poms);
  if (end == bytes.npos) return 0;
  OnePom source(bytes.substr(end + 1));
  (void)avouch::formats::ResolvePoms(poms, &source);
  return 0;
}
