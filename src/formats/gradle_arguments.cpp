#include "formats/gradle_arguments.h"

#include <algorithm>
#include <utility>

#include "formats/gradle_catalog.h"

namespace avouch::formats {
namespace {

constexpr int kMaxNesting = 16;
constexpr std::size_t kMaxCall = 1000;  // Tokens between two brackets; what is longer is cut

bool IsOneOf(std::string_view one, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, one) != list.end();
}

std::string_view Last(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

// Of this tree, or of Gradle itself.
bool IsOwn(std::string_view word) {
  return IsOneOf(Last(word),
                 {"project", "files", "fileTree", "gradleApi", "localGroovy", "output",
                  "gradleTestKit", "gradleKotlinDsl", "embeddedKotlin", "sourceSets"}) ||
         word.starts_with("projects.") || word.find("sourceSets") != word.npos;
}

}  // namespace

const GradleToken& GradleArguments::Peek(std::size_t at) const {
  static const GradleToken kEnd;
  return at < tokens_.size() ? tokens_[at] : kEnd;
}

bool GradleArguments::IsSign(std::size_t at, std::string_view sign) const {
  return Peek(at).kind == GradleToken::kSign && Peek(at).text == sign;
}

bool GradleArguments::IsText(std::size_t at) const { return Peek(at).kind == GradleToken::kText; }

void GradleArguments::SkipLines(std::size_t& at) const {
  while (at < tokens_.size() && Peek(at).kind == GradleToken::kLine) ++at;
}

void GradleArguments::Computed(const GradleAsk& ask) {
  notes_.Add(ask.line, ask.what == GradleAsk::kManaged
                           ? "what is managed is computed"
                           : "what " + ask.configuration + " asks for is computed");
}

void GradleArguments::Read(std::size_t at, const GradleAsk& base) {
  if (IsSign(at, "(") || IsSign(at, ",")) ++at;
  while (at < tokens_.size()) {
    SkipLines(at);
    const std::size_t start = at;
    One(at, base, 0);
    if (IsSign(at, ")")) return;  // What follows is of the whole: a block
    std::size_t next = at;
    SkipLines(next);
    if (!IsSign(next, ",")) return;
    at = next + 1;
    if (at == start) return;
  }
}

// `at` goes behind the argument; where that is computed, to the end of the tokens.
void GradleArguments::One(std::size_t& at, GradleAsk ask, int depth) {
  SkipLines(at);
  const GradleToken& first = Peek(at);
  if (IsSign(at, "[")) ++at;
  if (Peek(at).kind == GradleToken::kWord && (IsSign(at + 1, ":") || IsSign(at + 1, "=")))
    return Parts(at, std::move(ask));
  if (Peek(at).kind == GradleToken::kWord && Call(at, ask, depth)) return;
  ask.line = first.kind == GradleToken::kText ? first.line : ask.line;
  GradleWritten written = GradleExpression(tokens_, at, kotlin_);
  if (!written.known) {
    at = tokens_.size();
    return Computed(ask);
  }
  ask.text = std::move(written.text);
  std::string_view name;
  if (IsGradleName(ask.text, name) && IsOwn(name)) return;
  if (ask.text.find(':') == ask.text.npos && !IsGradleName(ask.text, name)) {
    if (!IsSign(at, ",") || !IsText(at + 1) || ask.text.empty()) return;
    // "g", "a", "1"
    for (int part = 0; part < 2 && IsSign(at, ",") && IsText(at + 1); ++part) {
      ++at;
      ask.text += ":" + GradleExpression(tokens_, at, kotlin_).text;
    }
  }
  file_.asks.push_back(std::move(ask));
}

// What is called is told apart by its name. False where it is no call, or one for a value.
bool GradleArguments::Call(std::size_t& at, GradleAsk& ask, int depth) {
  const std::string_view word = Peek(at).text;
  const std::string_view last = Last(word);
  if (IsOwn(word)) {
    const bool named = last == "project" && IsSign(at + 1, "(") && IsText(at + 2);
    if (named || word.starts_with("projects.")) {
      ask.what = GradleAsk::kProject;
      ask.text = named ? Peek(at + 2).text : word;
      file_.asks.push_back(ask);
    }
    ++at;
    if (IsSign(at, "(")) SkipCall(at);
    return true;
  }
  if (!IsSign(at + 1, "(")) {
    // Groovy without brackets: platform libs.bom
    if (!IsOneOf(last, {"platform", "enforcedPlatform"}) ||
        Peek(at + 1).kind == GradleToken::kLine || Peek(at + 1).kind == GradleToken::kSign)
      return false;
    ask.platform = true;
    ++at;
    if (depth < kMaxNesting) One(at, ask, depth + 1);
    return true;
  }
  if (IsOneOf(last, {"findLibrary", "findBundle"}) || word == "versionCatalogs.named") {
    Found(at, ask);
    return true;
  }
  if (IsOneOf(last, {"npm", "devNpm", "peerNpm", "optionalNpm"})) {
    if (last == "devNpm") ask.configuration = "developmentOnly";
    Pair(at, ask, GradleAsk::kNpm);
    return true;
  }
  if (last == "kotlin") {
    Pair(at, ask, GradleAsk::kKotlin);
    return true;
  }
  const bool platform = IsOneOf(last, {"platform", "enforcedPlatform"});
  if (!platform && !IsOneOf(last, {"testFixtures", "create", "dependency", "variantOf", "module"}))
    return false;
  ask.platform |= platform;
  std::size_t inner = at + 2;
  if (depth < kMaxNesting) One(inner, ask, depth + 1);
  ++at;
  SkipCall(at);
  return true;
}

// Behind the bracket that closes the one at `at`, and behind calls on what that gave.
void GradleArguments::SkipCall(std::size_t& at) const {
  while (IsSign(at, "(") || IsSign(at, "{")) {
    int open = 0;
    const std::size_t end = std::min(tokens_.size(), at + kMaxCall);
    for (; at < end; ++at) {
      if (IsSign(at, "(") || IsSign(at, "{")) ++open;
      if ((IsSign(at, ")") || IsSign(at, "}")) && --open == 0) break;
    }
    ++at;
    if (Peek(at).kind != GradleToken::kWord || !Peek(at).text.starts_with('.')) return;
    ++at;
  }
}

// group: 'g', name: 'a', version: '1'
void GradleArguments::Parts(std::size_t& at, GradleAsk ask) {
  std::string group, name, version;
  bool known = true;
  while (Peek(at).kind == GradleToken::kWord && (IsSign(at + 1, ":") || IsSign(at + 1, "="))) {
    const std::string_view key = Peek(at).text;
    at += 2;
    SkipLines(at);
    const GradleWritten written = GradleExpression(tokens_, at, kotlin_);
    std::string* part = key == "group"     ? &group
                        : key == "name"    ? &name
                        : key == "version" ? &version
                                           : nullptr;
    if (part != nullptr) {
      *part = written.known ? written.text : "${}";
      known &= written.known || part == &version;
    }
    if (!IsSign(at, ",")) break;
    ++at;
    SkipLines(at);
  }
  if (IsSign(at, "]")) ++at;
  if (group.empty() && name.empty() && known) return;  // path: ':x'
  if (group.empty() || name.empty() || !known) return Computed(ask);
  ask.text = group + ":" + name;
  ask.version = std::move(version);
  file_.asks.push_back(std::move(ask));
}

// kotlin("stdlib")   npm("react", "18.2.0")
void GradleArguments::Pair(std::size_t& at, GradleAsk ask, GradleAsk::What what) {
  std::size_t inner = at + 2;
  ++at;
  SkipCall(at);
  const GradleWritten name = GradleExpression(tokens_, inner, kotlin_);
  if (!name.known) return Computed(ask);
  ask.what = what;
  ask.text = name.text;
  if (IsSign(inner, ",")) {
    ++inner;
    if (Peek(inner).text == "version" && IsSign(inner + 1, "=")) inner += 2;
    const GradleWritten version = GradleExpression(tokens_, inner, kotlin_);
    ask.version = version.known ? version.text : "${}";
  }
  file_.asks.push_back(std::move(ask));
}

// libs.findLibrary("a").get()   versionCatalogs.named("libs").findBundle("b").get()
void GradleArguments::Found(std::size_t& at, GradleAsk ask) {
  std::string_view catalog = Peek(at).text;
  std::size_t call = at;
  if (catalog == "versionCatalogs.named") {
    catalog = IsText(at + 2) ? Peek(at + 2).text : "libs";
    call = at + 4;
  } else {
    const auto dot = catalog.rfind('.');
    catalog = dot == catalog.npos ? "libs" : catalog.substr(0, dot);
  }
  const std::string_view last = Last(Peek(call).text);
  const bool bundle = last == "findBundle";
  const bool written = IsText(call + 2) && !Peek(call + 2).computed;
  if (written && (bundle || last == "findLibrary")) {
    ask.text = "${" + std::string(catalog) + (bundle ? ".bundles." : ".") +
               GradleAlias(Peek(call + 2).text) + "}";
    file_.asks.push_back(ask);
  } else {
    Computed(ask);
  }
  ++at;
  SkipCall(at);
}

}  // namespace avouch::formats
