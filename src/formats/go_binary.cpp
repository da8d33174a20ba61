#include "formats/go_binary.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "container/bounded_view.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using container::BoundedView;
using container::Executable;
using container::Section;

constexpr std::string_view kMark("\xFF Go buildinf:", 14);
constexpr std::uint64_t kAlignment = 16, kHeader = 32;
enum Flags : std::uint64_t { kBigEndian = 1, kInline = 2 };

std::unexpected<Error> Outside(std::string what) {
  return Fail(ErrorKind::kMalformed, "Go build information: " + std::move(what));
}

// From the mark to the end of its section.
std::optional<BytesView> MarkIn(const Section& section) {
  for (auto at = section.bytes.find(kMark); at != BytesView::npos;
       at = section.bytes.find(kMark, at + 1))
    if ((section.address + at) % kAlignment == 0) return section.bytes.substr(at);
  return std::nullopt;
}

// Its own section where there is one; else whatever can be written to.
std::optional<BytesView> FindMark(const Executable& program) {
  for (const char* name : {".go.buildinfo", "__DATA,__go_buildinfo", "__DATA_CONST,__go_buildinfo"})
    if (const Section* section = program.Find(name)) return MarkIn(*section);
  const bool elf = program.kind == container::ExecutableKind::kElf;
  if (elf && !program.sections.empty()) return std::nullopt;  // Go's linker always names it
  for (const Section& section : program.sections)
    if (section.writable && !section.code)
      if (auto found = MarkIn(section)) return found;
  if (!elf) return std::nullopt;
  for (const auto& segment : program.segments)
    if (segment.writable)
      if (auto found = MarkIn({"", segment.address, segment.bytes})) return found;
  return std::nullopt;
}

// The string of the inline form at `at`, which moves behind it.
Result<std::string_view> InlineText(const BoundedView& data, std::uint64_t& at) {
  std::uint64_t size = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = data.Number(at++, 1);
    if (!byte || shift > 56) return Outside("a length that does not end");
    size |= (*byte & 127) << shift;
    if (*byte < 128) break;
  }
  const auto text = data.Slice(at, size);
  if (!text || size > kMaxGoBuildText) return Outside("a text past the end of its section");
  at += size;
  return *text;
}

// The string whose header lies where the pointer at `at` leads.
Result<std::string_view> PointedText(const Executable& program, const BoundedView& data,
                                     std::uint64_t at, int width) {
  const auto w = static_cast<std::uint64_t>(width);
  const auto header = program.Memory(data.At(at, width), 2 * w);
  if (!header) return Outside("a pointer that leads nowhere");
  const BoundedView fields(*header, data.big());
  const std::uint64_t size = fields.At(w, width);
  if (size == 0) return std::string_view();
  const auto text = program.Memory(fields.At(0, width), size);
  if (!text || size > kMaxGoBuildText) return Outside("a text that lies outside the program");
  return *text;
}

// What settings are quoted with: as Go quotes strings.
std::string Unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != text.back() || (text[0] != '"' && text[0] != '`'))
    return std::string(text);
  const bool raw = text[0] == '`';
  text = text.substr(1, text.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (raw || text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
  }
  return out;
}

// "key=value", where either may be quoted.
void Setting(std::string_view line, GoBuildRecord& build) {
  std::size_t from = 0;
  if (line.starts_with('"') || line.starts_with('`')) from = line.find(line[0], 1);
  const auto equals = from == line.npos ? line.npos : line.find('=', from);
  if (equals == line.npos) {
    if (build.notes.size() < kMaxNotes)
      build.notes.push_back("a build setting without a value: " + Printable(line.substr(0, 80)));
    return;
  }
  build.settings.emplace_back(Unquoted(line.substr(0, equals)), Unquoted(line.substr(equals + 1)));
}

BuiltModule ModuleOf(const std::vector<std::string_view>& fields) {
  BuiltModule out;
  out.path = fields[1];
  if (fields.size() > 2) out.version = fields[2];
  if (fields.size() > 3) out.sum = fields[3];
  return out;
}

void Line(std::string_view line, GoBuildRecord& build, BuiltModule*& last) {
  const auto fields = Split(line, '\t');
  if (fields.size() < 2 || fields[1].empty()) return;
  if (fields[0] == "path") build.package = fields[1];
  if (fields[0] == "build") Setting(line.substr(6), build);
  if (fields[0] == "mod") {
    build.main = ModuleOf(fields);
    last = &build.main;
  }
  if (fields[0] == "dep") {
    build.modules.push_back(ModuleOf(fields));
    last = &build.modules.back();
  }
  if (fields[0] == "=>" && last != nullptr) {
    BuiltModule target = ModuleOf(fields);
    target.replaced = last->path;
    // A folder has no version of its own: "(devel)", or nothing.
    if (target.version.empty() || target.version == "(devel)") target.version = last->version;
    *last = std::move(target);
    last = nullptr;
  }
}

Result<GoBuildRecord> ReadBuild(const Executable& program, BytesView bytes) {
  const BoundedView little(bytes);
  if (bytes.size() < kHeader) return Outside("a header that is cut off");
  const std::uint64_t width = little.At(14, 1), flags = little.At(15, 1);
  std::string_view go, text;
  if ((flags & kInline) != 0) {
    std::uint64_t at = kHeader;
    AVOUCH_TRY(go, InlineText(little, at));
    AVOUCH_TRY(text, InlineText(little, at));
  } else {
    if (width != 4 && width != 8) return Outside("pointers of a size that cannot be");
    const BoundedView data(bytes, (flags & kBigEndian) != 0);
    AVOUCH_TRY(go, PointedText(program, data, kAlignment, static_cast<int>(width)));
    AVOUCH_TRY(text, PointedText(program, data, kAlignment + width, static_cast<int>(width)));
  }
  if (go.empty()) return Outside("no version of Go");
  GoBuildRecord build;
  build.go = go;
  // Sentinels of 16 bytes, for those who look for it in memory.
  if (text.size() >= 33 && text[text.size() - 17] == '\n')
    text = text.substr(16, text.size() - 32);
  else if (!text.empty())
    build.notes.emplace_back("Go modules between marks that are not known");
  BuiltModule* last = nullptr;
  for (const auto line : Lines(text)) Line(line, build, last);
  return build;
}

std::string GoVersion(std::string_view go) {
  go = go.substr(0, go.find(' '));  // "go1.22.3 X:boringcrypto"
  return std::string(go.starts_with("go") ? go.substr(2) : go);
}

model::Component ComponentOf(const Path& path, const BuiltModule& module) {
  model::Component out;
  out.place = PlaceOf(path, 0);
  // A folder in the module's stead: told by its path alone.
  const bool folder =
      !module.replaced.empty() && (module.path.starts_with('.') || module.path.starts_with('/') ||
                                   module.path.find(":\\") != std::string::npos);
  out.name = folder ? module.replaced : module.path;
  if (folder) out.source = model::SourceKind::kPath;
  if (folder) out.origin = module.path;
  if (module.version != "(devel)") out.version = module.version;
  if (!module.sum.empty()) out.digests.push_back(module.sum);
  return out;
}

}  // namespace

std::optional<Result<GoBuildRecord>> FindGoBuild(const Executable& program) {
  const auto mark = FindMark(program);
  if (!mark) return std::nullopt;
  return ReadBuild(program, *mark);
}

std::optional<Result<model::Manifest>> ReadGoBinary(const Path& path, const Executable& program) {
  auto build = FindGoBuild(program);
  if (!build) return std::nullopt;
  if (!*build) {
    build->error().where = ToUtf8(path.bytes);
    return std::unexpected((*build).error());
  }
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kGo;
  manifest.format = "go-binary";
  manifest.path = path;
  manifest.notes = std::move((*build)->notes);
  const BuiltModule& main = (*build)->main;
  const std::string version = GoVersion((*build)->go);
  if (!main.path.empty()) {
    model::Component own = ComponentOf(path, main);
    own.source = model::SourceKind::kWorkspace;
    own.detail.direct = true;
    std::string vcs, revision;
    for (const auto& [key, value] : (*build)->settings) {
      if (key == "vcs") vcs = value;
      if (key == "vcs.revision") revision = value;
    }
    if (!revision.empty()) own.origin = vcs + "#" + revision;
    manifest.name = own.name;
    manifest.version = own.version;
    manifest.components.push_back(std::move(own));
  }
  model::Component library;
  library.name = "stdlib";
  library.version = version;
  library.place = PlaceOf(path, 0);
  manifest.components.push_back(std::move(library));
  for (const BuiltModule& module : (*build)->modules)
    manifest.components.push_back(ComponentOf(path, module));
  manifest.tools.push_back("go " + version);
  return manifest;
}

}  // namespace avouch::formats
