#include "formats/form_facts.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

struct Fact {
  std::string_view key;
  FormFact field;
};
constexpr Fact kFacts[] = {{"organisation", &model::Form::organisation},
                           {"organization", &model::Form::organisation},
                           {"company", &model::Form::organisation},
                           {"organisation name", &model::Form::organisation},
                           {"product", &model::Form::product},
                           {"software", &model::Form::product},
                           {"product name", &model::Form::product},
                           {"software name", &model::Form::product},
                           {"version", &model::Form::version},
                           {"product version", &model::Form::version},
                           {"name", &model::Form::by},
                           {"assessed by", &model::Form::by},
                           {"assessor", &model::Form::by},
                           {"role", &model::Form::role},
                           {"date", &model::Form::on},
                           {"date completed", &model::Form::on},
                           {"date of assessment", &model::Form::on},
                           {"completed on", &model::Form::on}};

constexpr std::string_view kNobody[] = {
    "nobody has signed this", "nobody",  "no one", "none", "not signed",
    "not yet signed",         "unsigned"};

constexpr std::string_view kLeft[] = {
    "[insert",  "<insert",     "[date",    "[name",           "[link",
    "[product", "[organi",     "[version", "[company",        "tbd",
    "tbc",      "lorem ipsum", "xxxx",     "to be completed", "click or tap here"};

}  // namespace

FormFact FormFactOf(std::string_view key, std::string_view about) {
  if (key == "name" && about.starts_with("organi")) key = "organisation";
  const auto* found = std::ranges::find(kFacts, key, &Fact::key);
  return found == std::end(kFacts) ? nullptr : found->field;
}

bool SaysNobody(std::string_view words) {
  return std::ranges::find(kNobody, words) != std::end(kNobody);
}

std::string WithoutRepeated(const std::string& evidence) {
  std::string out;
  for (const auto line : Lines(evidence))
    if (!line.starts_with(model::kRepeatedInForm))
      out += (out.empty() ? "" : "\n") + std::string(line);
  return out;
}

bool HoldsTemplateText(std::string_view text) {
  const std::string low = Lower(text);
  return std::ranges::any_of(kLeft, [&](auto left) { return low.find(left) != low.npos; });
}

}  // namespace avouch::formats
