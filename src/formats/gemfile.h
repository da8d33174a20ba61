// Gemfile, gems.rb and *.gemspec, as far as they are written in literals.
//
// Spec: bundler.io, "gemfile(5)"; guides.rubygems.org, "Specification Reference".
// Nothing of them is run. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "gemfile". Each `gem` is a requirement with its group ("development,test"); it is for
// development if each of its groups is one of development, dev, test, tests, testing. The
// condition is what stands behind it, or the `if` and platforms around it.
// Fails with kUnsupported when gems are computed and none that ships is written out: what is
// asked for can then not be told. With others written out, the computed ones are notes.
[[nodiscard]] Result<model::Manifest> ReadGemfile(const Path& path, BytesView bytes);

// Format "gemspec": name, version and licences where literal; dependencies are requirements,
// add_development_dependency in the group "development". Below a folder "specifications", where
// RubyGems keeps what it installed, format "gem-installed" with the gem as its one component.
// Fails as ReadGemfile does; an installed one with kMalformed when it has no name or version.
[[nodiscard]] Result<model::Manifest> ReadGemspec(const Path& path, BytesView bytes);

}  // namespace avouch::formats
