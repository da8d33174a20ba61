// Support and end-of-life statements: tables of versions, rules in prose, how
// often updates come, how they arrive and how one is told.
//
// Part ids: versions, dates, rule, update-frequency, how-updates-arrive,
// how-one-is-told. Any thread.

#pragma once

#include "formats/markdown.h"
#include "model/document.h"

namespace avouch::formats {

// Adds rows and parts to `document`. Of a README only sentences that speak of
// this product's releases count, since it also describes what the product does.
void AddSupportParts(const Prose& prose, model::Document& document);

// A date in words: "2028-04-30", "30 April 2028", "Apr 30, 2028"; a month
// ("April 2028") is its last day. "" when there is none. Returns "2028-04-30".
[[nodiscard]] std::string DateIn(std::string_view text);

}  // namespace avouch::formats
