// Tables of versions with their standing or their end.
//
// Any thread.

#pragma once

#include "formats/markdown.h"
#include "model/document.h"

namespace avouch::formats {

// Adds the rows of tables whose head names versions and their standing or end to
// document.support; a row that tells neither is none.
void AddSupportRows(const Prose& prose, model::Document& document);

}  // namespace avouch::formats
