// Which checks make a claim met, and which can only undo it: arguments as data.
//
// Read from catalogues/arguments.yaml by statement/argument_file.h. Values; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/assessment.h"
#include "model/product.h"

namespace avouch::model {

// REQUIRES: parts is not empty unless kind is kCheck; the reader refuses it.
struct ArgumentTerm {
  ArgumentKind kind = ArgumentKind::kCheck;
  std::string check;
  std::vector<ArgumentTerm> parts;

  bool operator==(const ArgumentTerm&) const = default;
  AVOUCH_FIELDS(kind, check, parts)
};

struct Argument {
  std::string claim;
  std::string id;                  // "integrity/default@1"
  std::string because;             // Whose rule this is, in a sentence or two
  std::vector<Delivery> delivery;  // The products it is for; empty = all that no other names
  ArgumentTerm term;
  std::vector<std::string> beside;  // Undo, never make met

  bool operator==(const Argument&) const = default;
  AVOUCH_FIELDS(claim, id, because, delivery, term, beside)
};

struct Arguments {
  std::string id, version;
  std::string digest;               // Hex, of the canonical bytes
  std::vector<Argument> arguments;  // In the order of the file

  bool operator==(const Arguments&) const = default;
  AVOUCH_FIELDS(id, version, digest, arguments)
};

}  // namespace avouch::model
