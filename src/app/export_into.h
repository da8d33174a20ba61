// avouch export --into TEMPLATE.docx: one answer, filled into somebody's form.
//
// Reads the template and what the answer is made from; writes one file. One thread.

#pragma once

#include <string>

#include "app/hand_in.h"

namespace avouch::app {

// `output` empty: TEMPLATE-filled.docx in the current folder. On stdout: the file; the
// talk says how many rows were filled and what has none.
// Fails as FillWordForm and ReadHandIn do.
[[nodiscard]] Result<Answer> FillTemplate(const std::string& form, const HandInOptions& what,
                                          const std::string& output, Time now);

}  // namespace avouch::app
