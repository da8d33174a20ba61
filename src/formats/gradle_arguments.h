// What stands behind a configuration's name: part of gradle_build.h's family.
//
// Spec: docs.gradle.org, "Declaring dependencies"; kotlinlang.org, "Configure a Gradle project".
// Pure; one thread each.

#pragma once

#include <cstddef>
#include <string>

#include "formats/gradle_build.h"
#include "formats/gradle_expression.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {

class GradleArguments {
 public:
  GradleArguments(GradleTokenSpan tokens, bool kotlin, GradleFile& file, Notes& notes)
      : tokens_(tokens), kotlin_(kotlin), file_(file), notes_(notes) {}

  // 'g:a:1'   (platform("g:a:1"))   group: 'g', name: 'a', version: '1'   (libs.a)   libs.a, libs.b
  // Each becomes an ask like `base`; what is computed is a note.
  void Read(std::size_t at, const GradleAsk& base);

 private:
  const GradleToken& Peek(std::size_t at) const;
  bool IsSign(std::size_t at, std::string_view sign) const;
  bool IsText(std::size_t at) const;
  void SkipLines(std::size_t& at) const;
  void One(std::size_t& at, GradleAsk ask, int depth);
  bool Call(std::size_t& at, GradleAsk& ask, int depth);
  void Parts(std::size_t& at, GradleAsk ask);
  void Pair(std::size_t& at, GradleAsk ask, GradleAsk::What what);
  void Found(std::size_t& at, GradleAsk ask);
  void Computed(const GradleAsk& ask);
  void SkipCall(std::size_t& at) const;

  GradleTokenSpan tokens_;
  bool kotlin_;
  GradleFile& file_;
  Notes& notes_;
};

}  // namespace avouch::formats
