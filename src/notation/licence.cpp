#include "notation/licence.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "notation/licence_ids.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

using Kind = LicenceExpression::Kind;

bool IsIdCharacter(char c) {
  return IsDigit(c) || IsLetter(c) || c == '-' || c == '.' || c == '+' || c == ':';
}

bool IsIdText(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return IsDigit(c) || IsLetter(c) || c == '-' || c == '.';
  });
}

// "LicenseRef-x", "DocumentRef-y:LicenseRef-x"; of an exception the same with "AdditionRef-".
bool IsReference(std::string_view text, std::string_view kind) {
  constexpr std::string_view kDocument = "DocumentRef-";
  if (text.starts_with(kDocument)) {
    const std::size_t colon = text.find(':');
    if (colon == text.npos || !IsIdText(text.substr(0, colon).substr(kDocument.size())))
      return false;
    text.remove_prefix(colon + 1);
  }
  return text.starts_with(kind) && IsIdText(text.substr(kind.size()));
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) { Next(); }

  Result<LicenceExpression> Read() {
    AVOUCH_TRY(LicenceExpression all, ReadOr());
    if (token_.empty()) return all;
    return Unexpected(token_ == ")" ? "a ')' that nothing opened" : "an operator is missing");
  }

 private:
  // Moves to the next token: "(", ")", a word, one character that has no place here, or "".
  void Next() {
    while (end_ < text_.size() && (text_[end_] == ' ' || text_[end_] == '\t' ||
                                   text_[end_] == '\n' || text_[end_] == '\r'))
      ++end_;
    at_ = end_;
    while (end_ < text_.size() && IsIdCharacter(text_[end_])) ++end_;
    if (end_ == at_ && end_ < text_.size()) ++end_;
    token_ = text_.substr(at_, end_ - at_);
  }

  [[nodiscard]] bool At(std::string_view upper, std::string_view lower) const {
    return token_ == upper || token_ == lower;
  }
  [[nodiscard]] bool AtOperator() const {
    return At("AND", "and") || At("OR", "or") || At("WITH", "with");
  }

  [[nodiscard]] std::unexpected<Error> Unexpected(std::string what) const {
    return Fail(ErrorKind::kMalformed, std::move(what), "at byte " + std::to_string(at_));
  }

  Result<LicenceExpression> ReadOr() {
    AVOUCH_TRY(LicenceExpression first, ReadAnd());
    std::vector<LicenceExpression> parts;
    Add(std::move(first), Kind::kOr, parts);
    while (At("OR", "or")) {
      Next();
      AVOUCH_TRY(LicenceExpression next, ReadAnd());
      Add(std::move(next), Kind::kOr, parts);
    }
    return Joined(Kind::kOr, std::move(parts));
  }

  Result<LicenceExpression> ReadAnd() {
    AVOUCH_TRY(LicenceExpression first, ReadOne());
    std::vector<LicenceExpression> parts;
    Add(std::move(first), Kind::kAnd, parts);
    while (At("AND", "and")) {
      Next();
      AVOUCH_TRY(LicenceExpression next, ReadOne());
      Add(std::move(next), Kind::kAnd, parts);
    }
    return Joined(Kind::kAnd, std::move(parts));
  }

  // "(A OR B) OR C" has three parts.
  static void Add(LicenceExpression one, Kind kind, std::vector<LicenceExpression>& parts) {
    if (one.kind != kind) return parts.push_back(std::move(one));
    std::ranges::move(one.parts, std::back_inserter(parts));
  }
  static LicenceExpression Joined(Kind kind, std::vector<LicenceExpression> parts) {
    if (parts.size() == 1) return std::move(parts[0]);
    return {kind, {}, std::move(parts)};
  }

  Result<LicenceExpression> ReadOne() {
    if (token_ != "(") return ReadLicence();
    if (++depth_ > kMaxLicenceNesting) {
      return Fail(ErrorKind::kTooLarge, "parentheses too deep", "at byte " + std::to_string(at_));
    }
    Next();
    AVOUCH_TRY(LicenceExpression inner, ReadOr());
    if (token_ != ")")
      return Unexpected(token_.empty() ? "a ')' is missing" : "an operator is missing");
    --depth_;
    Next();
    return inner;
  }

  Result<LicenceExpression> ReadLicence() {
    if (token_.empty() || token_ == ")" || AtOperator()) return Unexpected("a licence is missing");
    LicenceExpression out;
    Licence& licence = out.licence;
    if (const auto listed = FindLicenceId(token_)) {
      licence.id = listed->id;
      licence.deprecated = listed->deprecated;
    } else {
      std::string_view id = token_;
      licence.or_later = id.ends_with('+');
      if (licence.or_later) id.remove_suffix(1);
      const auto bare = FindLicenceId(id);
      licence.id = bare ? bare->id : id;
      licence.deprecated = bare && bare->deprecated;
      licence.listed = bare || IsReference(id, "LicenseRef-");
      if (!IsReference(id, "LicenseRef-") && !IsIdText(id)) return Unexpected("no id of a licence");
      if (id == "NONE" || id == "NOASSERTION")
        return Unexpected(std::string(id) + " is no licence");
    }
    Next();
    if (!At("WITH", "with")) return out;
    Next();
    if (token_.empty() || token_ == "(" || token_ == ")" || AtOperator()) {
      return Unexpected("an exception is missing");
    }
    const auto listed = FindExceptionId(token_);
    licence.exception = listed ? listed->id : token_;
    licence.deprecated = licence.deprecated || (listed && listed->deprecated);
    const bool reference = IsReference(token_, "AdditionRef-");
    licence.listed = licence.listed && (listed || reference);
    if (!listed && !reference && !IsIdText(token_)) return Unexpected("no id of an exception");
    Next();
    return out;
  }

  std::string_view text_, token_;
  std::size_t at_ = 0, end_ = 0;
  int depth_ = 0;
};

void Collect(const LicenceExpression& expression, std::vector<const Licence*>& out) {
  if (expression.kind == Kind::kLicence) out.push_back(&expression.licence);
  for (const LicenceExpression& part : expression.parts) Collect(part, out);
}

}  // namespace

Result<LicenceExpression> ParseLicence(std::string_view text) {
  if (text.size() > kMaxLicenceText) {
    return Fail(ErrorKind::kTooLarge, "a licence expression of more than 8192 bytes");
  }
  return Reader(text).Read();
}

std::string FormatLicence(const Licence& licence) {
  return licence.id + (licence.or_later ? "+" : "") +
         (licence.exception.empty() ? "" : " WITH " + licence.exception);
}

std::string FormatLicence(const LicenceExpression& expression) {
  if (expression.kind == Kind::kLicence) return FormatLicence(expression.licence);
  std::vector<std::string> parts;
  for (const LicenceExpression& part : expression.parts) {
    const bool inner = expression.kind == Kind::kAnd && part.kind == Kind::kOr;
    parts.push_back(inner ? "(" + FormatLicence(part) + ")" : FormatLicence(part));
  }
  return Join(parts, expression.kind == Kind::kAnd ? " AND " : " OR ");
}

std::vector<const Licence*> LicencesIn(const LicenceExpression& expression) {
  std::vector<const Licence*> out;
  Collect(expression, out);
  return out;
}

bool IsListed(const LicenceExpression& expression) {
  return std::ranges::all_of(LicencesIn(expression), &Licence::listed);
}

bool IsSatisfiedBy(const LicenceExpression& expression, std::span<const std::string> accepted) {
  const auto satisfied = [accepted](const LicenceExpression& part) {
    return IsSatisfiedBy(part, accepted);
  };
  switch (expression.kind) {
    case Kind::kLicence:
      return std::ranges::find(accepted, FormatLicence(expression.licence)) != accepted.end();
    case Kind::kAnd:
      return std::ranges::all_of(expression.parts, satisfied);
    case Kind::kOr:
      return std::ranges::any_of(expression.parts, satisfied);
  }
  return false;
}

}  // namespace avouch::notation
