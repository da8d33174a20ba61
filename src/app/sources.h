// The repositories that a product is made of beside the one that holds avouch.yaml:
// found, opened and read, each by our own reader and nothing else.
//
// An avouch.yaml may be anybody's: it must not be able to have just any folder of
// this machine read. So a source lies in the folder that holds this repository, or
// in one below it, symbolic links followed; it is another repository than this; and
// one that is not read says why, in words that hold on any machine, and is never
// left away. Reads, and writes nothing. One thread.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/decide.h"
#include "app/source_pins.h"
#include "base/result.h"
#include "container/git_object.h"
#include "git/repository.h"
#include "model/assessment.h"
#include "source/commit.h"

namespace avouch::app {

struct OpenedSource {
  std::string at;             // As avouch.yaml has it
  model::SubjectSource told;  // `left` says why it is not read; else what is below is there
  std::optional<git::Repository> repository = std::nullopt;
  container::Commit head = {};
  std::unique_ptr<source::CommitTree> tree = nullptr;

  [[nodiscard]] bool is_read() const { return told.left.empty(); }
};

// The sources of `product` beside `own`, in the order of avouch.yaml, each at its HEAD
// or at its pin. REQUIRES: the product has several. Fails with kIo when what is
// pinned is not there.
[[nodiscard]] Result<std::vector<OpenedSource>> OpenSources(const model::Product& product,
                                                            const git::Repository& own,
                                                            const SourcePins& pins);

// Paths that reading them opens.
[[nodiscard]] std::vector<std::string> PathsOf(const std::vector<OpenedSource>& sources);

// Folders beside this repository that look like git repositories, which a source of
// its product may be: looked for, not read.
[[nodiscard]] std::vector<std::string> RepositoriesAround(const git::Repository& own);

// The product as it is for one source: of the exclusions those that are for it, "demo/"
// for this repository, "infra:demo/" for the source of that name.
[[nodiscard]] model::Product ProductFor(const model::Product& product, std::string_view source,
                                        bool own);

// Its facts, tree and history, with the observations behind them under names such as
// "history@infra". Counts in `source.told` what was seen. Nothing when what was opened
// cannot be read after all; `source.told.left` then says why.
[[nodiscard]] std::optional<Evidenced> ReadSource(OpenedSource& source,
                                                  const model::Product& product,
                                                  const model::Policy& policy, int threads);

// Gives observations the name of the source that they are of.
void NameEvidence(Evidenced& evidenced, std::string_view source);

// The name of the source at ".". REQUIRES: there is one.
[[nodiscard]] const std::string& OwnSourceName(const model::Product& product);

}  // namespace avouch::app
