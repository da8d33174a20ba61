// Azure Pipelines: azure-pipelines.yml and the templates of this repository that it
// uses.
//
// Spec: the "YAML schema reference for Azure Pipelines". A template is a pipeline of its
// own that runs when it is called: jobs `calls` it, steps `uses` it, by its path in the
// tree. A job's id is its name, "STAGE/NAME" where there are several stages. Conditions
// of template expressions are kept and not worked out. Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/pipeline.h"

namespace avouch::formats {

// azure-pipelines.yml, azure-pipelines-NAME.yml and their spellings, in any folder.
[[nodiscard]] bool IsAzurePipelines(const Path& path);

// Fails with kMalformed when it is no YAML map.
[[nodiscard]] Result<model::Pipeline> ReadAzurePipelines(const Path& path, BytesView bytes);
// A file that another uses as a template. Fails as ReadAzurePipelines does.
[[nodiscard]] Result<model::Pipeline> ReadAzureTemplateFile(const Path& path, BytesView bytes);

}  // namespace avouch::formats
