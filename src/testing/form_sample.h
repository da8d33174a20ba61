// A filled form in the shape of the official one, and the words that it is read by.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/catalogue.h"
#include "model/form.h"
#include "statement/catalogue_file.h"
#include "statement/embedded.h"
#include "statement/form_words_file.h"
#include "testing/word_file.h"

namespace avouch::testing {

inline const model::Catalogue& FormCatalogue() {
  static const auto catalogue = *statement::ReadCatalogue(statement::EmbeddedCatalogue());
  return catalogue;
}

inline const model::FormWords& SampleFormWords() {
  static const auto words = *statement::ReadFormWords(*statement::EmbeddedFile("form-words.yaml"));
  return words;
}

struct FormAnswer {
  std::string number, wording, evidence, argument;
};

// Rows of the official form's list, with the catalogue's sentences as wording.
inline std::vector<FormAnswer> OfficialRows(const std::string& evidence,
                                            const std::string& argument = "because") {
  std::vector<FormAnswer> out;
  for (const auto& list : FormCatalogue().lists)
    if (list.id == "word-form-0.4")
      for (const auto& entry : list.entries)
        out.push_back({entry.number, model::FindClaim(FormCatalogue(), entry.claim)->claim,
                       evidence, argument});
  return out;
}

// The official form's shape: two tables about who, then one of four columns.
inline Bytes WordForm(const std::vector<FormAnswer>& answers,
                      const std::string& on = "2 November 2026") {
  std::vector<std::vector<std::string>> rows = {{"Reference",
                                                 "Principles/\xC2\xA0"
                                                 "Claims",
                                                 "Evidence", "Arguments\xC2\xA0/ Assumptions"}};
  std::string principle;
  for (const auto& answer : answers) {
    if (answer.number.substr(0, 3) != principle) {
      principle = answer.number.substr(0, 3);
      rows.push_back({"Principle " + principle, "As the Code states it", "", ""});
    }
    rows.push_back(
        {"Claim\xC2\xA0" + answer.number, answer.wording, answer.evidence, answer.argument});
  }
  return WordFile(WordParagraph("Self-Assessment Template") +
                  WordTable({{"Organisation", ""}, {"Name", "Larkhill Health Ltd"}}) +
                  WordTable({{"Assessed by", ""},
                             {"Name", "Helen"},
                             {"Role", "CTO"},
                             {"Date\xC2\xA0"
                              "Completed",
                              on}}) +
                  WordTable(rows));
}

}  // namespace avouch::testing
