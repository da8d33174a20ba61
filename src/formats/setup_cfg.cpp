#include <string>
#include <string_view>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/requirements_line.h"
#include "formats/setuptools.h"
#include "formats/setuptools_lists.h"

namespace avouch::formats {
namespace {

class Reader {
 public:
  explicit Reader(const Path& path) : manifest_(BeginSetuptools(path, "setup-cfg")) {}

  Result<model::Manifest> Read(std::string_view text) {
    for (const std::string_view line : Lines(text)) {
      ++line_;
      const std::string_view trimmed = Trim(line);
      if (trimmed.empty() || trimmed.front() == '#' || trimmed.front() == ';') continue;
      if (line.front() == ' ' || line.front() == '\t') {
        AVOUCH_CHECK_OK(Value(trimmed, false));
      } else if (trimmed.front() == '[') {
        section_ = trimmed.substr(1, trimmed.find(']') - 1);
        key_ = {};
      } else {
        const std::size_t end = trimmed.find_first_of("=:");
        key_ = Trim(trimmed.substr(0, end));
        if (end == trimmed.npos) continue;
        if (const auto value = Trim(trimmed.substr(end + 1)); !value.empty())
          AVOUCH_CHECK_OK(Value(value, true));
      }
    }
    return std::move(manifest_);
  }

 private:
  // What stands behind the key itself is parted by ';', what hangs below it by lines.
  Status Value(std::string_view value, bool inline_value) {
    if (section_ == "metadata") return Metadata(value), Status{};
    const bool extra = section_ == "options.extras_require";
    if (section_ == "options" && key_ == "python_requires")
      manifest_.tools.push_back("python " + std::string(value));
    if (!extra && (section_ != "options" || !IsSetuptoolsList(key_))) return {};
    if (value.starts_with("file:"))
      return Fail(ErrorKind::kUnsupported,
                  std::string(key_) + " is read from " + std::string(Trim(value.substr(5))),
                  manifest_.path.bytes + ", line " + std::to_string(line_));
    if (!inline_value) return AddSetuptoolsLine(manifest_, key_, extra, value, line_);
    for (const auto part : Split(value, ';'))
      AVOUCH_CHECK_OK(AddSetuptoolsLine(manifest_, key_, extra, part, line_));
    return {};
  }

  void Metadata(std::string_view value) {
    const bool read = value.starts_with("attr:") || value.starts_with("file:");
    if (key_ == "name") manifest_.name = value;
    if (key_ == "version" && !read) manifest_.version = value;
    if (key_ == "license" && !read) manifest_.licences.emplace_back(value);
  }

  model::Manifest manifest_;
  std::string_view section_, key_;
  int line_ = 0;
};

}  // namespace

bool IsSetupCfg(const Path& path) { return path.name() == "setup.cfg"; }

Result<model::Manifest> ReadSetupCfg(const Path& path, BytesView bytes) {
  const std::string text = ToUtf8(WithoutBom(bytes));
  return Reader(path).Read(text);
}

model::Manifest BeginSetuptools(const Path& path, std::string_view format) {
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kPython;
  manifest.format = format;
  manifest.path = path;
  return manifest;
}

bool IsSetuptoolsList(std::string_view keyword) {
  return keyword == "install_requires" || keyword == "setup_requires" || keyword == "tests_require";
}

Status AddSetuptoolsLine(model::Manifest& manifest, std::string_view list, bool extra,
                         std::string_view text, int line) {
  text = Trim(text);
  if (text.empty() || text.front() == '#') return {};
  if (const std::size_t comment = text.find(" #"); comment != text.npos)
    text = Trim(text.substr(0, comment));
  const auto parsed = ParsePythonRequirement(text);
  if (!parsed)
    return FailAt(manifest.path, line,
                  "not a requirement: '" + Printable(text.substr(0, 60)) + "'");
  model::Requirement requirement;
  requirement.name = parsed->name;
  requirement.range = parsed->range;
  requirement.exact = parsed->exact;
  requirement.condition = parsed->condition;
  requirement.source = parsed->source;
  if (extra) {  // ":marker" and "extra:marker": what follows is a condition
    const std::size_t colon = list.find(':');
    if (colon != list.npos) requirement.condition = list.substr(colon + 1);
    list = list.substr(0, colon);
    if (!list.empty()) requirement.group = "extra:" + std::string(list);
  }
  if (!extra && list == "setup_requires") requirement.group = "build-system";
  if (!extra && list == "tests_require") requirement.group = "test";
  requirement.development = extra ? IsDevelopmentWord(list) : list == "tests_require";
  requirement.place = {manifest.path, line};
  manifest.requirements.push_back(std::move(requirement));
  return {};
}

}  // namespace avouch::formats
