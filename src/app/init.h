// avouch init: six answers to a short, commented avouch.yaml.
//
// The questions, what each answer may be, and the text are pure. Init asks on a
// terminal and writes the one file; one thread.

#pragma once

#include <array>
#include <string>
#include <string_view>

#include "app/check.h"
#include "base/result.h"

namespace avouch::app {

// As typed; empty = not answered.
struct InitAnswers {
  std::string name;               // Required
  std::string organisation_name;  // Empty or "nobody": nobody sells it
  std::string scope;              // One of model::ProductScope's names
  std::string delivery;           // Names of model::Delivery, between commas or spaces
  std::string releases;           // "tags", "records", "none", or a pattern of tags: "live/*"
  std::string organisation;       // Folder or signed file of the organisation's papers
};

struct InitQuestion {
  std::string InitAnswers::* answer;
  std::string_view flag;     // "--name"
  std::string_view text;     // One line, ends with "?"
  std::string_view choices;  // What may be typed, or empty for any text
  std::string_view assumed;  // What an empty answer means, in words
};

// In the order they are asked.
[[nodiscard]] const std::array<InitQuestion, 6>& InitQuestions();

// The text of avouch.yaml. What is read back from it (statement/product_file.h)
// is what was answered.
// Fails with kUsage, naming the flag, on an answer that cannot be, or no name.
[[nodiscard]] Result<std::string> WriteInitFile(const InitAnswers& answers);

struct InitFlags {
  std::string path = ".";  // The product's folder
  InitAnswers answers;     // What the flags said
};

// Asks for what the flags left open, when somebody is there and `no_input` is
// false, and writes avouch.yaml. An avouch.yaml that is there already stays: 4.
[[nodiscard]] Answer Init(const InitFlags& flags, bool no_input);

}  // namespace avouch::app
