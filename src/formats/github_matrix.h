// What the matrix of a GitHub job makes of an expression.
//
// Spec: GitHub's workflow syntax, jobs.<job_id>.strategy.matrix and continue-on-error. Pure; any
// thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/deeds.h"
#include "syntax/node.h"

namespace avouch::formats {

// The values that "matrix.KEY" or "matrix.KEY.PART" takes, as far as they are written; at most 64.
[[nodiscard]] std::vector<std::string> MatrixValues(const syntax::Node& matrix,
                                                    std::string_view key);

// As DeedsOfAction, where the inputs of a build of an image name its recipe or its context by
// values of a matrix: for each of them, two names deep. `matrix` may be null.
[[nodiscard]] Doings DeedsOfActionIn(const syntax::Node* matrix, const model::Reference& uses,
                                     const std::vector<model::Setting>& with, bool from_others);

// Whether a failure is let pass.
enum class Lets { kNo, kPerhaps, kYes };

// The value of continue-on-error. Of a value of the matrix that some runs lack or set otherwise it
// lets those alone pass: the others stop the job. `matrix` may be null.
[[nodiscard]] Lets LetsPass(const syntax::Node& node, const syntax::Node* matrix);

}  // namespace avouch::formats
