// What published places showed on a day, and papers that customers are to read.
//
// A page counts while it is fresh and answers with the text it is said to have; a
// paper of the product's tree counts as published when it says that it is for
// customers. Pure; any thread.

#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "claims/word.h"

namespace avouch::claims {

// Pages seen for a purpose, the newest per address, not after the assessment. Where
// an address is named for the purpose, only pages at or below it.
[[nodiscard]] std::vector<const model::PublishedPage*> PagesFor(const Inputs& in,
                                                                std::string_view purpose);
[[nodiscard]] bool IsFresh(const Inputs& in, const model::PublishedPage& page);
// Where an observation of a page can be pointed at.
[[nodiscard]] model::Place PlaceOfPage(const model::PublishedPage& page);

// True when the paper lies where customers read it: in the product's tree, for them.
[[nodiscard]] bool IsForCustomers(const Inputs& in, const model::Paper& paper);

// True when the text for `purpose` is where customers read it. A page that is gone
// contradicts; one that does not answer, or shows none of `parts`, is missing.
bool IsPublished(const Inputs& in, Examination& examination, std::string_view purpose,
                 std::span<const AskedPart> parts);

// A text for customers: it has its parts, is published, and somebody answers for it:
// for the paper, or, where there is none, for exactly the bytes of the page.
// `missing` says what is asked for when there is neither.
void ExaminePublished(const Inputs& in, Examination& examination, std::string_view purpose,
                      std::initializer_list<AskedPart> parts, std::string_view missing);

}  // namespace avouch::claims
