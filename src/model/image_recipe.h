// The recipe that a build of an image names, as a word on deeds.
//
// Values only; any thread.

#pragma once

#include <string_view>

namespace avouch::model {

// The argument of a call that builds an image from a recipe which is not read; its text says which.
inline constexpr std::string_view kUnreadRecipe = "unread-recipe";

}  // namespace avouch::model
