// Self-assessment forms that somebody filled, in the organisation's inbox: what they
// say is only said.
//
// `avouch import` keeps one as "DAY-self-assessment.docx" (.md, .csv); check, explain and
// export show its answers beside the verdicts. Nothing that decides gets them. One
// thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/catalogue.h"
#include "model/form.h"

namespace avouch::app {

inline constexpr std::string_view kFormStem = "self-assessment";

// Of a file in the inbox: "2026-11-02-self-assessment.docx", "...-self-assessment-2.md".
[[nodiscard]] bool IsFormName(std::string_view name);
// It may be a form by how its name ends: .docx, .md, .csv.
[[nodiscard]] bool MayBeForm(std::string_view name);

// As formats::ReadForm, with the words that are built in.
[[nodiscard]] Result<model::Form> ReadFilledForm(std::string_view name, BytesView bytes,
                                                 const model::Catalogue& catalogue);

// The day on which it says that it was completed, "2026-11-02"; empty: it does not.
[[nodiscard]] std::string DayOfForm(const model::Form& form);

// The rows that answer something, in the form's order; without what they repeat.
[[nodiscard]] std::vector<model::SaidInForm> AnswersOf(const model::Form& form,
                                                       const std::string& file,
                                                       const std::string& digest);

// Whose forms are shown: those that name this product, or name none and not another
// organisation. A supplier's form about its own product is nobody's word about this one.
struct SaidAbout {
  std::string product, organisation;
};
[[nodiscard]] bool IsAbout(const model::Form& form, const SaidAbout& about);

// The answers of those forms in FOLDER/inbox, by claim, newest file first; a form that
// cannot be read, or is about something else, is a note. Nothing where there is no such folder.
[[nodiscard]] std::vector<model::SaidInForm> SaidInForms(const std::string& folder,
                                                         const SaidAbout& about,
                                                         const model::Catalogue& catalogue,
                                                         std::vector<std::string>& notes);

}  // namespace avouch::app
