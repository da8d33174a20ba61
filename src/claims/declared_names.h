// When two lists mean the same package and the same version, however each spells it.
//
// Spec: ECMA-427 and its types; PEP 503 names; the Go module path escape ("!azure" is "Azure");
// versions by their ecosystem's own order. Ours: an action and its repository, an image under
// either type, a pod and its parts are each one package. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "notation/purl.h"

namespace avouch::claims {

// "npm/@babel/core": the type and the whole name as one spelling; no version, qualifiers, subpath.
// Empty where the purl has no name.
[[nodiscard]] std::string PackageKey(const notation::Purl& purl);
[[nodiscard]] std::string PackageKey(std::string_view purl);  // Empty, too, for what is no purl

// The type of a key: "npm".
[[nodiscard]] std::string_view TypeOfKey(std::string_view key);

// The last part of a key's name, with '_' and '.' as '-': "core". What is known only by its marks
// is looked for by this.
[[nodiscard]] std::string PlainName(std::string_view key);

// The same version: equal but for a leading 'v', a gem's platform, or by the order of the type.
[[nodiscard]] bool IsSameVersion(std::string_view type, std::string_view a, std::string_view b);

// What comes with a language's own tools, and no lock names: its standard library, its installer.
[[nodiscard]] bool ComesWithTools(std::string_view key);

// Packages of an operating system: a list that has some is of an image or a machine.
[[nodiscard]] bool IsSystemType(std::string_view type);

}  // namespace avouch::claims
