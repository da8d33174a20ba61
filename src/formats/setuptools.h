// setup.cfg and setup.py: what a Python project asks for, as setuptools takes it.
//
// Spec: setuptools, "Configuring setuptools using setup.cfg files", "Keywords"; the Python
// language reference for literals. Nothing is run: what a program computes is not read.
// Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsSetupCfg(const Path& path);  // Named setup.cfg.
[[nodiscard]] bool IsSetupPy(const Path& path);   // Named setup.py.

// Format "setup-cfg". Groups: "" (install_requires), "extra:NAME", "build-system"
// (setup_requires), "test" (tests_require). A file that only configures tools has none.
// Fails with kMalformed at a requirement that is none; kUnsupported where a list is read from
// another file.
[[nodiscard]] Result<model::Manifest> ReadSetupCfg(const Path& path, BytesView bytes);

// Format "setup-py", the same from the one call of setup().
// Fails with kUnsupported where a list is not written out, so that what is not known is never
// taken for nothing; kMalformed at a requirement that is none.
[[nodiscard]] Result<model::Manifest> ReadSetupPy(const Path& path, BytesView bytes);

}  // namespace avouch::formats
