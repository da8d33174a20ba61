// catalogues/questions.yaml, and records of what was answered.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/catalogue.h"
#include "model/question.h"

namespace avouch::statement {

inline constexpr std::string_view kQuestionsFile = "questions.yaml";  // For EmbeddedFile

// Fails with kConfiguration, `where` as "questions.yaml:LINE:COLUMN" or "line N".
[[nodiscard]] Result<model::QuestionBank> ReadQuestions(BytesView yaml);

// Every rule that the bank breaks, a line each: ids that are there twice, a framework
// that the catalogue lacks, a second mapping beside the catalogue's, an id that the
// catalogue names and the set does not ask, numbers of nothing, parts that are empty.
[[nodiscard]] std::vector<std::string> QuestionFaults(const model::QuestionBank& bank,
                                                      const model::Catalogue& catalogue);

// Writes a record as YAML; ReadTold of it is the same value, text made UTF-8.
[[nodiscard]] Bytes WriteTold(const model::Told& told);
// `name` is for errors. Fails with kConfiguration: not of that shape, a day that is
// none, a question that leans on a claim which is not there, a claim that is there twice.
[[nodiscard]] Result<model::Told> ReadTold(BytesView yaml, std::string_view name);

}  // namespace avouch::statement
