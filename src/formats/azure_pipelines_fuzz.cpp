// Any bytes: an Azure pipeline, or a template of one, is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/azure_pipelines.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadAzurePipelines("azure-pipelines.yml", bytes);
  (void)avouch::formats::ReadAzureTemplateFile("build/steps.yml", bytes);
  return 0;
}
