// A sheet as a Word document, from the same words as its text and its Markdown.
//
// Format: as form_docx.h. Every text may be hostile: it becomes text of the document and
// nothing else. Pure; any thread.

#pragma once

#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "report/sheet.h"

namespace avouch::report {

// `creator` and `created` go into the file's properties. Fails with kTooLarge for more than
// a document may hold.
[[nodiscard]] Result<Bytes> SheetDocx(const Sheet& sheet, const std::string& creator, Time created);

}  // namespace avouch::report
