// Any bytes: a GitLab pipeline is read or refused, alone and, cut at each line
// "=====", as several files that include each other.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "formats/gitlab_ci.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace formats = avouch::formats;
  constexpr std::string_view kCut = "\n=====\n";
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)formats::ReadGitlabCi(".gitlab-ci.yml", bytes);
  std::vector<formats::GitlabFile> files;
  for (std::size_t at = 0; at <= size && files.size() < 10;) {
    const std::size_t end = std::min(bytes.find(kCut, at), size);
    files.push_back({"ci/part.yml", bytes.substr(at, end - at)});
    (void)formats::GitlabLocalIncludes(files.back().bytes);
    at = end + kCut.size();
  }
  (void)formats::ReadGitlabPipeline(files);
  (void)formats::ReadGitlabPipeline(files, true);
  return 0;
}
