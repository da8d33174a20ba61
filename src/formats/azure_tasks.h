// Azure Pipelines tasks: what each does, from its name and inputs.
//
// Spec: the "Azure Pipelines task reference". Tasks that are not in the table are no
// deed. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/deeds.h"
#include "model/pipeline.h"

namespace avouch::formats {

// "Docker@2", "Publisher.extension.Task@1": its name is "task:Docker", "task:Task". Which
// bytes run is decided by the organisation that installed it, never in the file.
[[nodiscard]] model::Reference ReadAzureTask(std::string_view text, const model::Place& place);

// The input that holds the shell text which a task runs, or "".
[[nodiscard]] std::string_view AzureScriptInput(const model::Reference& task,
                                                const std::vector<model::Setting>& inputs);

// What the task does besides.
[[nodiscard]] std::vector<model::Deed> DeedsOfTask(const model::Reference& task,
                                                   const std::vector<model::Setting>& inputs);

}  // namespace avouch::formats
