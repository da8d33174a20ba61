#include "notation/purl.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "base/text.h"

namespace avouch::notation {
namespace {

constexpr std::string_view kGit = "git";
constexpr std::size_t kMaxPurl = 4096;  // Longer than any path that a purl may carry.

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsLetter(char c) { return IsLower(c) || (c >= 'A' && c <= 'Z'); }

std::unexpected<Error> Wrong(std::string what, std::string_view text) {
  return Fail(ErrorKind::kMalformed, std::move(what), {},
              text.empty() ? "" : "in '" + Printable(text.substr(0, 100)) + "'");
}

// ---- The types' own rules ----

enum class NameSpace : std::uint8_t { kOptional, kRequired, kProhibited };

enum Rule : std::uint8_t {
  kNone = 0,
  kLowerNameSpace = 1,
  kLowerName = 2,
  kLowerVersion = 4,
  kLowerBoth = kLowerNameSpace | kLowerName,
};

// From the type definitions of the specification. One departure: golang may
// lack a namespace, because the standard library ("stdlib") and modules named
// by one word exist and are written so by every tool.
struct Type {
  std::string_view name;
  NameSpace name_space;
  int rules;
};
constexpr Type kTypes[] = {
    {"alpm", NameSpace::kRequired, kLowerBoth},
    {"apk", NameSpace::kRequired, kLowerBoth},
    {"bazel", NameSpace::kProhibited, kNone},
    {"bitbucket", NameSpace::kRequired, kLowerBoth},
    {"bitnami", NameSpace::kProhibited, kLowerName},
    {"brew", NameSpace::kOptional, kLowerBoth},
    {"cargo", NameSpace::kProhibited, kNone},
    {"chrome-extension", NameSpace::kProhibited, kLowerName},
    {"cocoapods", NameSpace::kProhibited, kNone},
    {"composer", NameSpace::kRequired, kLowerBoth},
    {"conda", NameSpace::kProhibited, kNone},
    {"cpan", NameSpace::kOptional, kNone},
    {"cran", NameSpace::kProhibited, kNone},
    {"deb", NameSpace::kRequired, kLowerBoth},
    {"gem", NameSpace::kProhibited, kNone},
    {"git", NameSpace::kRequired, kNone},
    {"github", NameSpace::kRequired, kLowerBoth},
    {"golang", NameSpace::kOptional, kNone},
    {"hackage", NameSpace::kProhibited, kNone},
    {"hex", NameSpace::kOptional, kLowerBoth},
    {"huggingface", NameSpace::kRequired, kLowerVersion},
    {"julia", NameSpace::kProhibited, kNone},
    {"luarocks", NameSpace::kOptional, kLowerBoth},
    {"maven", NameSpace::kRequired, kNone},
    {"mlflow", NameSpace::kProhibited, kNone},
    {"npm", NameSpace::kOptional, kNone},
    {"nuget", NameSpace::kProhibited, kNone},
    {"oci", NameSpace::kProhibited, kLowerName | kLowerVersion},
    {"opam", NameSpace::kProhibited, kNone},
    {"otp", NameSpace::kProhibited, kLowerName},
    {"pub", NameSpace::kProhibited, kLowerName},
    {"pypi", NameSpace::kProhibited, kLowerName | kLowerVersion},
    {"qpkg", NameSpace::kRequired, kLowerNameSpace},
    {"rpm", NameSpace::kRequired, kLowerNameSpace},
    {"swift", NameSpace::kRequired, kNone},
    {"vcpkg", NameSpace::kProhibited, kNone},
    {"vscode-extension", NameSpace::kRequired, kLowerBoth | kLowerVersion},
    {"yocto", NameSpace::kOptional, kLowerNameSpace},
};

// Without which a type's packages have no identity.
constexpr struct {
  std::string_view type, key;
} kRequiredQualifiers[] = {{"julia", "uuid"}, {"swid", "tag_id"}};

std::string_view QualifierOf(const Purl& purl, std::string_view key) {
  for (const auto& [name, value] : purl.qualifiers) {
    if (name == key) return value;
  }
  return {};
}

// "1.2.3", up to four numbers: a version of a Chrome extension.
bool IsDottedNumbers(std::string_view text) {
  const auto parts = Split(text, '.');
  return parts.size() <= 4 && std::ranges::all_of(parts, [](std::string_view part) {
           return !part.empty() && std::ranges::all_of(part, IsDigit);
         });
}

// What a type asks beyond its row in the table.
Status ApplyOwnRules(Purl& purl) {
  const std::string_view type = purl.type;
  if (type == kGit) {  // The namespace is the host, the name the whole path there.
    const std::size_t slash = purl.name_space.find('/');
    if (slash != std::string::npos) {
      purl.name = purl.name_space.substr(slash + 1) + "/" + purl.name;
      purl.name_space.resize(slash);
    }
  }
  if (type == "pypi" || type == "hackage") std::ranges::replace(purl.name, '_', '-');
  if (type == "pub") {
    std::ranges::replace_if(purl.name, [](char c) { return !IsLower(c) && !IsDigit(c); }, '_');
  }
  if (type == "otp") purl.subpath = purl.subpath.empty() ? "" : Lower(purl.subpath);
  if (type == "mlflow" &&
      QualifierOf(purl, "repository_url").find("databricks") != std::string_view::npos) {
    purl.name = Lower(purl.name);
  }
  if (type == "cpan" && purl.name.find("::") != std::string::npos) {
    return Wrong("a CPAN module where a distribution is named", purl.name);
  }
  for (const auto& [whose, key] : kRequiredQualifiers) {
    if (type == whose && QualifierOf(purl, key).empty()) {
      return Wrong("a package without qualifier '" + std::string(key) + "'", purl.name);
    }
  }
  if (type == "chrome-extension") {
    const bool good_name = purl.name.size() == 32 && std::ranges::all_of(purl.name, [](char c) {
                             return c >= 'a' && c <= 'p';
                           });
    if (!good_name) return Wrong("no name of a Chrome extension", purl.name);
    if (!purl.version.empty() && !IsDottedNumbers(purl.version)) {
      return Wrong("no version of a Chrome extension", purl.version);
    }
  }
  return {};
}

Status ApplyType(Purl& purl) {
  const auto* type = std::ranges::find(kTypes, purl.type, &Type::name);
  if (type != std::end(kTypes)) {
    if (type->name_space == NameSpace::kRequired && purl.name_space.empty()) {
      return Wrong("a namespace is missing, which type '" + purl.type + "' needs", purl.name);
    }
    if (type->name_space == NameSpace::kProhibited && !purl.name_space.empty()) {
      return Wrong("a namespace, which type '" + purl.type + "' has not", purl.name_space);
    }
    if (type->rules & kLowerNameSpace) purl.name_space = Lower(purl.name_space);
    if (type->rules & kLowerName) purl.name = Lower(purl.name);
    if (type->rules & kLowerVersion) purl.version = Lower(purl.version);
  }
  return ApplyOwnRules(purl);
}

// ---- Percent-encoding ----

constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (int c = 0; c < 128; ++c)
    plain[static_cast<std::size_t>(c)] =
        IsLetter(static_cast<char>(c)) || IsDigit(static_cast<char>(c));
  for (const char c : std::string_view(".-_~:")) plain[static_cast<unsigned char>(c)] = true;
  return plain;
}();
bool IsPlain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

void AppendEncoded(std::string& out, std::string_view text, bool keep_slash = false) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  while (!text.empty()) {
    const auto odd = std::ranges::find_if(
        text, [&](char c) { return !IsPlain(c) && !(keep_slash && c == '/'); });
    const auto plain = static_cast<std::size_t>(odd - text.begin());
    out += text.substr(0, plain);
    if (plain == text.size()) return;
    const auto byte = static_cast<unsigned char>(*odd);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
    text.remove_prefix(plain + 1);
  }
}

Result<std::string> Decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto byte = FromHex(text.substr(i + 1, 2));
    if (!byte || byte->size() != 1) return Wrong("'%' without two hexadecimal digits", text);
    out += *byte;
    i += 2;
  }
  if (!IsUtf8(out)) return Wrong("bytes that are not UTF-8", text);
  return out;
}

// ---- Parts ----

bool IsType(std::string_view type) {
  return !type.empty() && IsLetter(type.front()) && std::ranges::all_of(type, [](char c) {
    return IsLetter(c) || IsDigit(c) || c == '.' || c == '-';
  });
}

bool IsQualifierKey(std::string_view key) {
  return !key.empty() && IsLower(key.front()) && std::ranges::all_of(key, [](char c) {
    return IsLower(c) || IsDigit(c) || c == '.' || c == '-' || c == '_';
  });
}

// Decodes each segment; leaves out empty ones, and "." and ".." of a subpath.
Result<std::string> DecodeSegments(std::string_view text, bool is_subpath) {
  std::string out;
  for (const std::string_view part : Split(text, '/')) {
    AVOUCH_TRY(const std::string segment, Decode(part));
    if (segment.empty() || (is_subpath && (segment == "." || segment == ".."))) continue;
    if (segment.find('/') != std::string::npos) return Wrong("an encoded '/' in a segment", text);
    if (!out.empty()) out += '/';
    out += segment;
  }
  return out;
}

Status ReadQualifiers(std::string_view text, Purl& purl) {
  for (const std::string_view pair : Split(text, '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return Wrong("a qualifier without '='", pair);
    AVOUCH_TRY(std::string value, Decode(pair.substr(equals + 1)));
    purl.qualifiers.emplace_back(Lower(pair.substr(0, equals)), std::move(value));
  }
  return {};
}

// Namespace, name and version: what stands between the type and '?'.
Status ReadPath(std::string_view rest, Purl& purl) {
  while (rest.ends_with('/')) rest.remove_suffix(1);
  const std::size_t slash = rest.rfind('/');
  std::string_view last = slash == std::string_view::npos ? rest : rest.substr(slash + 1);
  if (slash != std::string_view::npos) {
    AVOUCH_TRY(purl.name_space, DecodeSegments(rest.substr(0, slash), false));
  }
  if (const std::size_t at = last.rfind('@'); at != std::string_view::npos) {
    AVOUCH_TRY(purl.version, Decode(last.substr(at + 1)));
    last = last.substr(0, at);
  }
  AVOUCH_TRY(purl.name, Decode(last));
  return {};
}

}  // namespace

Result<Purl> NormalisePurl(Purl purl) {
  if (!IsType(purl.type)) return Wrong("no type of a package", purl.type);
  purl.type = Lower(purl.type);
  for (const std::string* part : {&purl.name_space, &purl.name, &purl.version, &purl.subpath}) {
    if (!IsUtf8(*part) || part->find('\0') != std::string::npos) {
      return Wrong("bytes that no purl can have", *part);
    }
  }
  const auto trim = [](std::string& path) {
    if (!path.starts_with('/') && !path.ends_with('/') && !path.contains("//")) return;
    const auto parts = Split(path, '/');
    std::vector<std::string> kept;
    for (const auto part : parts) {
      if (!part.empty()) kept.emplace_back(part);
    }
    path = Join(kept, "/");
  };
  trim(purl.name_space);
  trim(purl.subpath);
  if (purl.type == kGit) trim(purl.name);
  if (purl.name.empty()) return Wrong("a package without a name", purl.type);
  std::erase_if(purl.qualifiers, [](const auto& pair) { return pair.second.empty(); });
  std::ranges::sort(purl.qualifiers);
  for (std::size_t i = 0; i < purl.qualifiers.size(); ++i) {
    const auto& [key, value] = purl.qualifiers[i];
    if (!IsQualifierKey(key)) return Wrong("no key of a qualifier", key);
    if (!IsUtf8(value)) return Wrong("bytes that no purl can have", value);
    if (i > 0 && key == purl.qualifiers[i - 1].first) return Wrong("a qualifier given twice", key);
  }
  AVOUCH_CHECK_OK(ApplyType(purl));
  return purl;
}

Result<Purl> ParsePurl(std::string_view text) {
  if (text.size() > kMaxPurl) return Wrong("a purl of more than 4096 bytes", {});
  std::string_view rest = text;
  if (rest.size() < 4 || Lower(rest.substr(0, 4)) != "pkg:") return Wrong("no 'pkg:'", text);
  rest.remove_prefix(4);
  rest.remove_prefix(std::min(rest.find_first_not_of('/'), rest.size()));
  Purl purl;
  if (const std::size_t hash = rest.rfind('#'); hash != std::string_view::npos) {
    AVOUCH_TRY(purl.subpath, DecodeSegments(rest.substr(hash + 1), true));
    rest = rest.substr(0, hash);
  }
  if (const std::size_t question = rest.rfind('?'); question != std::string_view::npos) {
    AVOUCH_CHECK_OK(ReadQualifiers(rest.substr(question + 1), purl));
    rest = rest.substr(0, question);
  }
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return Wrong("a package without a name", text);
  purl.type = rest.substr(0, slash);
  AVOUCH_CHECK_OK(ReadPath(rest.substr(slash + 1), purl));
  return NormalisePurl(std::move(purl));
}

std::string FormatPurl(const Purl& purl) {
  std::string out;
  out.reserve(16 + purl.type.size() + purl.name_space.size() + purl.name.size() +
              purl.version.size());
  out.append("pkg:").append(purl.type) += '/';
  if (!purl.name_space.empty()) {
    AppendEncoded(out, purl.name_space, true);
    out += '/';
  }
  AppendEncoded(out, purl.name, purl.type == kGit);
  if (!purl.version.empty()) {
    out += '@';
    AppendEncoded(out, purl.version);
  }
  char separator = '?';
  for (const auto& [key, value] : purl.qualifiers) {
    out += separator;
    out += key;
    out += '=';
    AppendEncoded(out, value);
    separator = '&';
  }
  if (!purl.subpath.empty()) {
    out += '#';
    AppendEncoded(out, purl.subpath, true);
  }
  return out;
}

std::string MakePurl(std::string_view type, std::string_view name_space, std::string_view name,
                     std::string_view version) {
  const auto purl = NormalisePurl({std::string(type),
                                   std::string(name_space),
                                   std::string(name),
                                   std::string(version),
                                   {},
                                   {}});
  return purl ? FormatPurl(*purl) : "";
}

}  // namespace avouch::notation
