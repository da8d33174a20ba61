#include "formats/security_txt.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/leftovers.h"

namespace avouch::formats {
namespace {

constexpr auto kServedFolders = std::to_array<std::string_view>(
    {"", "public", "static", "www", "web", "webroot", "htdocs", "html", "site", "docs", "wwwroot",
     "dist", "assets", "public_html", "frontend", "priv"});
constexpr auto kFields = std::to_array<std::string_view>(
    {"contact", "expires", "encryption", "acknowledgments", "acknowledgements",
     "preferred-languages", "canonical", "policy", "hiring", "csaf"});

struct Field {
  std::string name, value;  // name in lower case
};

// "Name: value"; name is empty for comments and other lines. RFC 9116 section 4
// wants a space behind the colon; readers in the field bear its lack.
Field FieldOf(std::string_view line) {
  line = Trim(line);
  std::size_t colon = line.find(':');
  if (line.empty() || line[0] == '#' || colon == line.npos || colon == 0) return {};
  std::string_view name = line.substr(0, colon);
  bool token = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
  return token ? Field{Lower(name), std::string(Trim(line.substr(colon + 1)))} : Field{};
}

bool HasScheme(std::string_view value) {
  std::size_t colon = value.find(':');
  return colon != value.npos && colon > 1 &&
         std::all_of(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '+' || c == '-' || c == '.';
         });
}

class Reader {
 public:
  explicit Reader(const Path& path) { out_.path = path; }

  model::SecurityTxt Read(BytesView bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    enum { kPlain, kHead, kBody, kAfter } part = kPlain;
    for (std::string_view line : Lines(bytes)) {
      ++line_;
      if (part == kPlain && Trim(line) == "-----BEGIN PGP SIGNED MESSAGE-----") {
        out_.is_signed = true;
        part = kHead;
      } else if (part == kHead) {
        if (Trim(line).empty()) part = kBody;  // "Hash: SHA512" stands before it
      } else if (part == kBody && Trim(line) == "-----BEGIN PGP SIGNATURE-----") {
        part = kAfter;
      } else if (part == kPlain || part == kBody) {
        if (part == kBody && line.starts_with("- ")) line.remove_prefix(2);  // Dash-escaped
        Take(line);
      }
    }
    Conclude();
    return std::move(out_);
  }

 private:
  void Problem(std::string text, int line) {
    out_.problems.push_back({std::move(text), {out_.path, line}});
  }

  void Take(std::string_view line) {
    Field field = FieldOf(line);
    if (field.name.empty()) {
      std::string_view rest = Trim(line);
      if (!rest.empty() && rest[0] != '#') Problem("a line that is no field: " + Show(rest), line_);
      return;
    }
    std::string shown = Show(field.value);
    if (field.value.empty()) return Problem(field.name + " without a value", line_);
    if (IsPlaceholderAddress(field.value) || !LeftoversIn(field.value).empty())
      Problem("left from a template: " + shown, line_);
    if (field.name == "expires") return Expires(shown);
    if (field.name == "preferred-languages" && ++languages_ == 2)
      Problem("Preferred-Languages given twice", line_);
    if (field.name == "contact") Address(out_.contacts, field.name, shown);
    if (field.name == "policy") Address(out_.policies, field.name, shown);
    if (field.name == "encryption") Address(out_.encryption, field.name, shown);
    if (field.name == "canonical") Address(out_.canonical, field.name, shown);
  }

  // Sections 2.5.1 to 2.5.8: URIs, and those of the web with https.
  void Address(std::vector<std::string>& list, const std::string& name, const std::string& value) {
    list.push_back(value);
    if (!HasScheme(value)) {
      bool mail = value.find('@') != value.npos;
      Problem(
          name + " is no address with a scheme: " + value + (mail ? " (mailto: is missing)" : ""),
          line_);
    } else if (Lower(value).starts_with("http://")) {
      Problem(name + " by plain http: " + value, line_);
    }
  }

  // Section 2.5.5: once, a date and time as in RFC 3339.
  void Expires(const std::string& value) {
    if (!out_.expires.empty()) return Problem("Expires given twice", line_);
    out_.expires = value;
    auto time = ParseTime(value);
    bool whole = value.size() > 10 && (value[10] == 'T' || value[10] == 't');
    if (!time || !whole) return Problem("Expires is no date and time: " + value, line_);
    out_.expires_valid = true;
    out_.expires_at = *time;
  }

  void Conclude() {
    if (out_.contacts.empty()) Problem("no Contact", 0);
    if (out_.expires.empty()) Problem("no Expires", 0);
    bool twice = std::any_of(out_.problems.begin(), out_.problems.end(),
                             [](const auto& p) { return p.text == "Expires given twice"; });
    if (twice) out_.expires_valid = false;
  }

  static std::string Show(std::string_view value) { return Shorten(Printable(ToUtf8(value)), 300); }

  model::SecurityTxt out_;
  int line_ = 0, languages_ = 0;
};

}  // namespace

bool IsServed(const Path& path) {
  std::string_view folder = path.folder();
  if (folder == ".well-known") return true;
  bool well_known = folder.ends_with("/.well-known");
  if (well_known) folder = folder.substr(0, folder.size() - 12);
  std::string last = Lower(folder.substr(folder.rfind('/') + 1));
  if (!well_known && last.empty()) return false;  // In the root of the tree, served by nothing yet
  return std::find(kServedFolders.begin(), kServedFolders.end(), last) != kServedFolders.end();
}

bool IsSecurityTxt(const Path& path) {
  if (path.name() != "security.txt") return false;
  std::string_view folder = path.folder();
  return folder.empty() || folder == ".well-known" || folder.ends_with("/.well-known") ||
         IsServed(path);
}

bool HasSecurityTxtFields(BytesView bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  for (std::string_view line : Lines(bytes.substr(0, kMaxSecurityTxtBytes))) {
    Field field = FieldOf(line);
    if (std::find(kFields.begin(), kFields.end(), field.name) != kFields.end()) return true;
  }
  return false;
}

Result<model::SecurityTxt> ReadSecurityTxt(const Path& path, BytesView bytes) {
  if (bytes.size() > kMaxSecurityTxtBytes)
    return Fail(ErrorKind::kTooLarge, "longer than a security.txt may be", path.bytes);
  model::SecurityTxt out = Reader(path).Read(bytes);
  out.served = IsServed(path);
  return out;
}

}  // namespace avouch::formats
