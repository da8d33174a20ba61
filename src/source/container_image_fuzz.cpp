// Any bytes as the one layer of an image: visited to their end or left.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "source/image_layers.h"

namespace {

class Everything : public avouch::source::FileVisitor {
 public:
  avouch::source::Wish Wants(std::string_view path) override {
    return path.size() % 2 == 0 ? avouch::source::Wish::kRead : avouch::source::Wish::kUnsure;
  }
  bool IsProgram(avouch::BytesView head) override { return !head.empty() && head[0] % 2 == 0; }
  void Read(const avouch::source::VisitedFile& file, avouch::BytesView bytes) override {
    if (file.path.empty() || file.path.front() == '/' || bytes.size() > (1u << 30))
      __builtin_trap();
  }
  void Gone(std::string_view, bool, bool, std::uint32_t) override {}
  void Left(std::string_view, std::string) override {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Everything visitor;
  avouch::source::VisitLayer({reinterpret_cast<const char*>(data), size}, visitor);
  return 0;
}
