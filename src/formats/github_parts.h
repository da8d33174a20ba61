// Parts of a GitHub workflow that stand for themselves: what starts it, and the
// secrets that its expressions name.
//
// Spec: GitHub's workflow syntax ("on") and "Contexts reference" (secrets). Pure; any
// thread.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/pipeline.h"
#include "syntax/node.h"

namespace avouch::formats {

// A scalar, or the scalars of a list.
[[nodiscard]] std::vector<std::string> TextList(const syntax::Node& node);

// The value of `on:` in the file `path`: a word, a list or a map. A push that names
// tags is one of tags too, and of branches only when it names those.
[[nodiscard]] std::vector<model::Trigger> GithubTriggers(const syntax::Node& on, const Path& path);

// Names of secrets that an expression mentions: secrets.X and secrets['X']. The
// forge's own token is one in whatever case it is written.
void SecretsIn(std::string_view expression, std::set<std::string>& out);
// As SecretsIn, for each ${{ ... }} of `text`.
void FindSecrets(std::string_view text, std::set<std::string>& out);
// The whole store at once: toJSON(secrets).
[[nodiscard]] bool TakesAllSecrets(std::string_view text);

}  // namespace avouch::formats
