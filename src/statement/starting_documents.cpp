#include "statement/starting_documents.h"

#include "statement/embedded.h"

namespace avouch::statement {
namespace {

constexpr StartingDocument kDocuments[] = {
    {"framework", "documents/secure-development.md", "How software is developed securely"},
    {"disclosure", "documents/disclosure.md", "How others report a vulnerability"},
    {"vulnerability-plan", "documents/vulnerability-plan.md", "How vulnerabilities are handled"},
    {"support", "documents/support-and-updates.md", "What is supported, and how updates arrive"},
    {"incident-plan", "documents/incident-plan.md", "What is done and told in an incident"},
    {"access-roles", "documents/access-roles.md", "Who may do what where software is built"},
};

}  // namespace

std::span<const StartingDocument> StartingDocuments() { return kDocuments; }

std::string_view TextOf(const StartingDocument& document) {
  return EmbeddedFile(document.path).value_or("");
}

}  // namespace avouch::statement
