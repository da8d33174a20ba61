#include "formats/requirements_document_forms.h"

#include <optional>

#include "base/text.h"
#include "formats/markdown.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

// "UID: ABC-1": the name in capitals, and what stands behind it.
struct Field {
  std::string_view name, value;
};
std::optional<Field> FieldOf(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == line.npos || colon == 0) return std::nullopt;
  for (char c : line.substr(0, colon))
    if ((c < 'A' || c > 'Z') && c != '_' && c != ' ') return std::nullopt;
  return Field{line.substr(0, colon), Trim(line.substr(colon + 1))};
}

// A file that a requirement points to may be its code as well.
bool IsTest(std::string_view path) {
  return ContainsIgnoreCase(path, "test") || ContainsIgnoreCase(path, "spec");
}

class StrictDocReader {
 public:
  StrictDocReader(const Path& path, BytesView bytes) : path_(path), lines_(Lines(bytes)) {}

  std::vector<FoundRequirement> Read() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line = Trim(lines_[i]);
      if (line.starts_with('[') && line.ends_with(']'))
        Section(line, static_cast<int>(i) + 1);
      else if (const auto field = FieldOf(line))
        i = Take(*field, i);
      else
        Relation(line);
    }
    Close();
    return std::move(out_);
  }

 private:
  void Section(std::string_view line, int number) {
    Close();
    if (line == "[REQUIREMENT]" || line == "[[REQUIREMENT]]" || line == "[COMPOSITE_REQUIREMENT]") {
      open_.emplace();
      open_->place = {path_, number};
    } else if (line == "[SECTION]" || line == "[[SECTION]]") {
      sections_.emplace_back();
    } else if ((line == "[/SECTION]" || line == "[[/SECTION]]") && !sections_.empty()) {
      sections_.pop_back();
    }
  }

  // Returns the last line of the field: a block runs to "<<<".
  std::size_t Take(const Field& field, std::size_t at) {
    std::string value(field.value);
    if (value == ">>>") {
      value.clear();
      for (++at; at < lines_.size() && Trim(lines_[at]) != "<<<"; ++at)
        if (value.size() < 4000)
          value += (value.empty() ? "" : " ") + std::string(Trim(lines_[at]));
    }
    if (!open_) {
      if (field.name == "TITLE" && !sections_.empty()) sections_.back() = Lower(value);
      return at;
    }
    if (field.name == "UID" || field.name == "MID") {
      if (open_->id.empty() || field.name == "UID") open_->id = Shorten(value, kMaxIdBytes);
    } else if (field.name == "STATEMENT" || field.name == "TITLE") {
      if (open_->text.empty() || field.name == "STATEMENT") open_->text = Shorten(value, 400);
    } else if (field.name == "STATUS") {
      withdrawn_ = EqualsIgnoreCase(value, "deleted") || EqualsIgnoreCase(value, "withdrawn") ||
                   EqualsIgnoreCase(value, "obsolete");
    } else if (field.name == "TAGS" || field.name == "CATEGORY") {
      open_->security |= ContainsIgnoreCase(value, "security");
    } else if (field.name == "VALUE" && in_file_ && IsTest(value)) {
      open_->tests.push_back(Shorten(value));
    } else if (field.name == "VERIFICATION" || field.name == "TEST") {
      open_->tests.push_back(Shorten(value));
    }
    return at;
  }

  void Relation(std::string_view line) {
    if (line.starts_with("- TYPE:")) in_file_ = Trim(line.substr(7)) == "File";
  }

  void Close() {
    if (open_ && !open_->id.empty() && !withdrawn_) {
      for (const auto& section : sections_) open_->security |= SpeaksOfSecurity(section);
      open_->security |= SpeaksOfSecurity(Lower(open_->text));
      if (out_.size() <= kMaxRequirements)
        out_.push_back({FoundRequirement::kOther, std::move(*open_), false});
    }
    open_.reset();
    withdrawn_ = in_file_ = false;
  }

  const Path& path_;
  const std::vector<std::string_view> lines_;
  std::vector<FoundRequirement> out_;
  std::vector<std::string> sections_;
  std::optional<model::WrittenRequirement> open_;
  bool withdrawn_ = false, in_file_ = false;
};

// "SEC-003" of "reqs/SEC-003.yml".
std::string_view StemOf(const Path& path) {
  const std::string_view name = path.name();
  return name.substr(0, name.rfind('.'));
}

}  // namespace

bool IsStrictDoc(const Path& path, BytesView bytes) {
  return path.extension() == "sdoc" ||
         (bytes.starts_with("[DOCUMENT]") && bytes.find("[REQUIREMENT]") != bytes.npos);
}

std::vector<FoundRequirement> ReadStrictDoc(const Path& path, BytesView bytes) {
  return StrictDocReader(path, bytes).Read();
}

bool IsDoorstopItem(const Path& path, BytesView bytes) {
  const std::string extension = Lower(path.extension());
  return (extension == "yml" || extension == "yaml") && bytes.find("active:") != bytes.npos &&
         bytes.find("text:") != bytes.npos;
}

Result<std::vector<FoundRequirement>> ReadDoorstopItem(const Path& path, BytesView bytes) {
  auto root = syntax::ParseYaml(bytes);
  if (!root || !root->is_map())
    return Fail(ErrorKind::kMalformed,
                root ? "a Doorstop item that is no map" : std::move(root.error().what), path.bytes);
  std::vector<FoundRequirement> out;
  const auto& item = *root;
  if (item["active"].boolean() == false || item["normative"].boolean() == false) return out;
  model::WrittenRequirement requirement;
  requirement.id = Shorten(StemOf(path), kMaxIdBytes);
  std::string text = item["text"].AsText();
  if (Trim(text).empty()) text = item["header"].AsText();
  for (char& c : text)
    if (c == '\n') c = ' ';
  requirement.text = Shorten(text, 400);
  const std::string words = Lower(item["header"].AsText() + " " + requirement.text);
  requirement.security = SpeaksOfSecurity(words) || SpeaksOfSecurity(Lower(path.folder()));
  for (const auto& reference : item["references"].items())
    if (reference["type"].text() == "file" && IsTest(reference["path"].AsText()))
      requirement.tests.push_back(Shorten(reference["path"].AsText()));
  if (const std::string ref = item["ref"].AsText(); IsTest(ref))
    requirement.tests.push_back(Shorten(ref));
  requirement.place = {path, static_cast<int>(item["text"].line())};
  out.push_back({FoundRequirement::kOther, std::move(requirement), false});
  return out;
}

}  // namespace avouch::formats
