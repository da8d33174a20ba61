#include "app/init.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "model/product.h"
#include "statement/product_file.h"
#include "statement/shape.h"
#include "syntax/canonical.h"

namespace avouch::app {
namespace {

constexpr std::string_view kHead =
    "# What avouch is told of this product. Everything here can be changed; the\n"
    "# commit that changes it says who did. Keys: docs/schemas/avouch-1.schema.json\n"
    "avouch: 1\n";

std::unexpected<Error> Refuse(std::string_view flag, std::string_view answer,
                              std::string_view choices) {
  return Fail(ErrorKind::kUsage,
              "'" + Printable(answer) + "' is no answer: " + std::string(choices),
              std::string(flag));
}

// Answers are one line each; YAML reads a JSON string as it is.
Result<std::string> Value(std::string_view flag, std::string_view answer) {
  if (!IsUtf8(answer)) return Refuse(flag, ToUtf8(answer), "text in UTF-8 is wanted");
  for (const char byte : answer) {
    const auto code = static_cast<unsigned char>(byte);
    if (code < 0x20 || code == 0x7f) return Refuse(flag, answer, "one line of text is wanted");
  }
  return syntax::JsonQuote(answer);
}

template <class Enum>
std::string Names() {
  std::string out;
  for (const std::string_view name : NamesOf(Enum{})) {
    out += (out.empty() ? "" : ", ") + std::string(name);
  }
  return out;
}

Result<std::string> WriteScope(std::string_view answer) {
  if (answer.empty()) return std::string("# scope: developer-and-distributor   # assumed\n");
  if (!model::FromName<model::ProductScope>(answer)) {
    return Refuse("--scope", answer, "one of " + Names<model::ProductScope>());
  }
  return "scope: " + std::string(answer) + "\n";
}

Result<std::string> WriteDelivery(std::string_view answer) {
  std::string plain(answer);
  for (const char* mark : {"[", "]", ","}) plain = ReplaceAll(plain, mark, " ");
  std::vector<std::string> ways;
  for (const std::string_view word : Words(plain)) {
    if (!model::FromName<model::Delivery>(word)) {
      return Refuse("--delivery", word, "any of " + Names<model::Delivery>());
    }
    if (std::ranges::find(ways, word) == ways.end()) ways.emplace_back(word);
  }
  if (ways.empty())
    return std::string("# delivery: [tool]   # assumed from the tree when not said\n");
  return "delivery: [" + Join(ways, ", ") + "]\n";
}

Result<std::string> WriteReleases(std::string_view answer) {
  if (answer.empty()) return std::string("# releases: { are: tags }   # assumed\n");
  for (const std::string_view kind : {"tags", "records", "none"}) {
    if (answer == kind) return "releases: { are: " + std::string(kind) + " }\n";
  }
  AVOUCH_TRY(const std::string pattern, Value("--releases", answer));
  return "releases: { are: tags, match: " + pattern + " }\n";
}

// "key: value", or nothing when there is no answer.
Result<std::string> WriteText(std::string_view flag, std::string_view key,
                              std::string_view answer) {
  if (answer.empty()) return std::string();
  AVOUCH_TRY(const std::string value, Value(flag, answer));
  return std::string(key) + ": " + value + "\n";
}

}  // namespace

const std::array<InitQuestion, 6>& InitQuestions() {
  static constexpr std::array<InitQuestion, 6> kQuestions = {{
      {&InitAnswers::name, "--name", "What is the product called?", "", "has to be answered"},
      {&InitAnswers::organisation_name, "--organisation-name", "Who sells it?",
       "a firm's name, or nobody", "left empty: nobody sells it"},
      {&InitAnswers::scope, "--scope", "What is your part in it?",
       "developer-and-distributor, reseller, developer-only, open-source-maintainer",
       "left empty: assumed to be developer-and-distributor"},
      {&InitAnswers::delivery, "--delivery", "How do customers get it?",
       "one or more of saas, installed, device, library, tool", "left empty: seen from the tree"},
      {&InitAnswers::releases, "--releases", "What is a release?",
       "tags, records, none, or a pattern of tags such as live/*",
       "left empty: tags that read as versions"},
      {&InitAnswers::organisation, "--organisation", "Where do the organisation's papers live?",
       "a folder such as ../assurance, or a signed file", "left empty: nowhere yet"},
  }};
  return kQuestions;
}

Result<std::string> WriteInitFile(const InitAnswers& answers) {
  const std::string_view name = Trim(answers.name);
  if (name.empty()) return Fail(ErrorKind::kUsage, "a product needs a name", "--name");
  std::string_view seller = Trim(answers.organisation_name);
  if (EqualsIgnoreCase(seller, "nobody")) seller = {};

  AVOUCH_TRY(const std::string quoted, Value("--name", name));
  AVOUCH_TRY(const std::string sold, WriteText("--organisation-name", "organisation-name", seller));
  AVOUCH_TRY(const std::string scope, WriteScope(Trim(answers.scope)));
  AVOUCH_TRY(const std::string delivery, WriteDelivery(answers.delivery));
  AVOUCH_TRY(const std::string releases, WriteReleases(Trim(answers.releases)));
  AVOUCH_TRY(const std::string papers,
             WriteText("--organisation", "organisation", Trim(answers.organisation)));

  std::string text = std::string(kHead) + "product: { name: " + quoted + " }\n";
  text += sold.empty() ? "# organisation-name:   # nobody sells it\n" : sold;
  text += scope + delivery + releases + papers;
  text += "# gate: new   # what makes `avouch check` exit 1: none, new, not-met, open\n";

  // What was written reads back, or it is our defect, not the user's.
  if (const auto file = statement::ReadProductFile(text); !file) {
    return Fail(ErrorKind::kInternal, "avouch.yaml would not be read: " + ToString(file.error()));
  }
  return text;
}

}  // namespace avouch::app
