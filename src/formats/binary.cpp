#include "formats/binary.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/text.h"
#include "container/executable.h"
#include "formats/go_binary.h"
#include "formats/library_marks.h"
#include "formats/manifest_reading.h"
#include "formats/native_image.h"
#include "formats/pe_version.h"
#include "formats/rust_audit.h"

namespace avouch::formats {
namespace {

using container::Executable;
using container::ExecutableKind;
using model::Ecosystem;
using model::Manifest;

// Reads what one program tells; `first` takes what is left of failures.
class BinaryReader {
 public:
  BinaryReader(const Path& path, const BinaryOptions& options) : path_(path), options_(options) {}

  void Read(const Executable& program, BytesView file) {
    Links(program);
    if (!program.package_note.empty()) Package(program.package_note);
    const bool go = Keep(ReadGoBinary(path_, program));
    const bool rust = Keep(ReadRustAudit(path_, program));
    Keep(ReadNativeImage(path_, program));
    const bool bundle = !go && !rust && Keep(ReadDotnetBundle(path_, program, file));
    if (program.kind == ExecutableKind::kPe && !bundle)
      if (auto version = ReadPeVersion(path_, program)) out_.push_back(std::move(*version));
  }

  std::vector<Manifest> Take() {
    std::vector<Manifest> out;
    links_.notes = notes_.Take();
    if (!links_.name.empty() || !links_.requirements.empty() || !links_.components.empty() ||
        !links_.notes.empty())
      out.push_back(std::move(links_));
    std::ranges::move(out_, std::back_inserter(out));
    return out;
  }

 private:
  void Links(const Executable& program) {
    links_.ecosystem = Ecosystem::kOther;
    links_.format = Lower(container::Name(program.kind));
    links_.path = path_;
    if (links_.name.empty()) links_.name = program.soname;
    if (links_.version.empty()) links_.version = program.version;
    for (const auto& name : program.needed) {
      if (!needed_.insert(name).second) continue;
      model::Requirement need;
      need.name = name;
      need.place = PlaceOf(path_, 0);
      links_.requirements.push_back(std::move(need));
    }
    for (const auto& note : program.notes) notes_.Add(note);
    if (!options_.marks) return;
    for (auto& one : MarksIn(path_, program))
      if (marks_.insert({one.name, one.version}).second)
        links_.components.push_back(std::move(one));
  }

  // {"type":"deb","os":"debian","name":"a","version":"1-2","architecture":"amd64"}
  void Package(const std::string& text) {
    const auto json = syntax::ParseJson(text);
    if (!json || (*json)["name"].text().empty())
      return notes_.Add("a package note that cannot be read");
    static const std::map<std::string, Ecosystem, std::less<>> kTypes = {
        {"deb", Ecosystem::kDebian}, {"rpm", Ecosystem::kRpm}, {"apk", Ecosystem::kAlpine}};
    const auto type = kTypes.find((*json)["type"].text());
    Manifest out;
    out.ecosystem = type == kTypes.end() ? Ecosystem::kOther : type->second;
    out.format = "package-note";
    out.path = path_;
    model::Component one;
    one.name = (*json)["name"].text();
    one.version = (*json)["version"].text();
    one.place = PlaceOf(path_, 0);
    one.detail.supplier = (*json)["vendor"].text();
    if (const auto arch = (*json)["architecture"].text(); !arch.empty())
      one.detail.qualifiers.emplace_back("arch", arch);
    if (const auto os = (*json)["os"].text(); !os.empty())
      one.detail.qualifiers.emplace_back(
          "distro", std::string(os) + "-" + std::string((*json)["osVersion"].text()));
    out.components.push_back(std::move(one));
    Add(std::move(out));
  }

  // True where there was something to read, and it was read.
  bool Keep(std::optional<Result<Manifest>> read) {
    if (!read) return false;
    if (!*read) {
      notes_.Add((*read).error().what);
      return false;
    }
    Add(std::move(**read));
    return true;
  }

  // Programs of a fat file mostly say the same: what another one told is not told twice.
  void Add(Manifest manifest) {
    for (const Manifest& other : out_)
      if (other == manifest) return;
    out_.push_back(std::move(manifest));
  }

  const Path& path_;
  const BinaryOptions& options_;
  Manifest links_;
  std::vector<Manifest> out_;
  std::set<std::string> needed_;
  std::set<std::pair<std::string, std::string>> marks_;
  Notes notes_;
};

}  // namespace

bool IsBinary(BytesView bytes) { return container::IsExecutable(bytes); }

std::optional<Result<std::vector<Manifest>>> ReadBinary(const Path& path, BytesView bytes,
                                                        const BinaryOptions& options) {
  if (!IsBinary(bytes)) return std::nullopt;
  auto programs = container::ReadExecutables(bytes);
  if (!programs) {
    programs.error().where = ToUtf8(path.bytes);
    return std::unexpected(std::move(programs.error()));
  }
  BinaryReader reader(path, options);
  for (const Executable& program : *programs) reader.Read(program, bytes);
  return reader.Take();
}

}  // namespace avouch::formats
