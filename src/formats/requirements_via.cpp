#include "formats/requirements_via.h"

#include "base/text.h"
#include "formats/lock_graph.h"
#include "formats/python_names.h"

namespace avouch::formats {
namespace {

class Reader {
 public:
  explicit Reader(model::Manifest& manifest) : manifest_(manifest), names_(manifest.components) {}

  void Read(std::string_view text) {
    int number = 0;
    for (const std::string_view line : Lines(text)) {
      ++number;
      while (next_ < manifest_.components.size() &&
             manifest_.components[next_].place.line == number) {
        at_ = static_cast<std::uint32_t>(next_++);
        open_ = false;
      }
      const std::size_t hash = line.find("# ");
      const bool comment = Trim(line).starts_with('#');
      if (!comment && (hash == line.npos || !Trim(line.substr(hash + 1)).starts_with("via"))) {
        open_ = false;
        continue;
      }
      if (hash != line.npos && at_ != kNoComponent) Comment(Trim(line.substr(hash + 1)));
    }
    TidyNeeds(manifest_.components);
  }

 private:
  void Comment(std::string_view text) {
    if (text == "via" || text.starts_with("via ")) {
      open_ = true;
      text = Trim(text.substr(3));
    } else if (!open_) {
      return;
    }
    for (const auto one : Split(text, ',')) By(Trim(one));
  }

  void By(std::string_view who) {
    if (who.empty()) return;
    auto& component = manifest_.components[at_];
    if (who.starts_with('-') || who.find(" (") != who.npos || who.ends_with(".in") ||
        who.ends_with(".toml")) {
      component.detail.direct |= !who.starts_with("-c");
      return;
    }
    std::vector<std::uint32_t> found;
    names_.Find(who, {}, found);
    for (const std::uint32_t from : found) manifest_.components[from].detail.needs.push_back(at_);
  }

  model::Manifest& manifest_;
  PythonNames names_;
  std::size_t next_ = 0;             // The first component below the line
  std::uint32_t at_ = kNoComponent;  // The one whose comments are read
  bool open_ = false;                // A "# via" that goes on below
};

}  // namespace

void ReadVia(std::string_view text, model::Manifest& manifest) { Reader(manifest).Read(text); }

}  // namespace avouch::formats
