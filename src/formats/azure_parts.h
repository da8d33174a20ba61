// Parts of an Azure Pipelines definition that stand for themselves: lists with
// conditions in them, triggers, templates, names of secrets.
//
// Spec: the "YAML schema reference for Azure Pipelines", "Template expressions". Pure;
// any thread.

#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/pipeline.h"
#include "syntax/node.h"

namespace avouch::formats {

// Calls visit(item, condition) for each item of `list`, also of the lists that stand
// behind "${{ if ... }}:" and "${{ each ... }}:", whose words are then its condition.
// Deeper than kMaxExpandedDepth nothing is visited.
void EachAzureItem(const syntax::Node& list,
                   const std::function<void(const syntax::Node&, const std::string&)>& visit);

// The value of `key` in a map, or in a map behind "${{ if ... }}:" in it.
[[nodiscard]] const syntax::Node& AzureValue(const syntax::Node& map, std::string_view key);

// What starts a pipeline: trigger:, pr:, schedules: and the pipelines of resources:. What
// is not said is on: every push and every proposed change. Nothing at all: by hand.
[[nodiscard]] std::vector<model::Trigger> AzureTriggers(const syntax::Node& root, const Path& path);

// "build/x.yml" beside `path`, "/eng/x.yml" from the root, "x.yml@self"; "x.yml@name" is of
// the repository `name` of `repositories`. A local one's name is its path in this tree.
[[nodiscard]] model::Reference ReadAzureTemplate(std::string_view text,
                                                 const syntax::Node& repositories, const Path& path,
                                                 const model::Place& place);

// Names of $(NAME) in `text` that are named as secrets: NUGET_APIKEY, CodeSigningPassword,
// and the forge's own System.AccessToken.
void FindAzureSecrets(std::string_view text, std::set<std::string>& out);

}  // namespace avouch::formats
