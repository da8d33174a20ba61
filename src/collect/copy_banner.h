// The version that a copied file says it has, in its first lines.
//
// Pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace avouch::collect {

// "1.2.3" at `at`: two numbers at least; letters as in 1.1.1w are kept. Empty for none.
[[nodiscard]] std::string VersionAt(std::string_view text, std::size_t at);

// "/*! jQuery v3.6.0 | (c) ..." in the first 600 bytes, behind the file's own name or a word for
// versions; never the version of a licence. Empty for none.
[[nodiscard]] std::string BannerVersion(std::string_view file_name, std::string_view text);

}  // namespace avouch::collect
