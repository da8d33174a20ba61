#include "statement/said_facts.h"

#include "statement/canonical_value.h"

namespace avouch::statement {
namespace {

template <class T>
struct Document {
  std::string schema;
  T facts;

  AVOUCH_FIELDS(schema, facts)
};

std::string SchemaOf(std::string_view family) {
  return "urn:x-avouch:said:" + std::string(family) + ":v1";
}

}  // namespace

template <class T>
Result<Bytes> WriteSaid(const T& facts) {
  return WriteValue(Document<T>{SchemaOf(SaidFamily<T>()), facts});
}

template <class T>
Result<T> ReadSaid(BytesView json) {
  AVOUCH_TRY(Document<T> out, ReadValue<Document<T>>(json, SchemaOf(SaidFamily<T>())));
  return std::move(out.facts);
}

#define AVOUCH_SAID(Type, word)                  \
  template <>                                    \
  std::string_view SaidFamily<Type>() {          \
    return word;                                 \
  }                                              \
  template Result<Bytes> WriteSaid(const Type&); \
  template Result<Type> ReadSaid(BytesView);
AVOUCH_SAID(model::Organisation, "organisation")
AVOUCH_SAID(OrganisationDocuments, "documents")
AVOUCH_SAID(model::RecordFacts, "records")
AVOUCH_SAID(model::ExportFacts, "exports")
AVOUCH_SAID(model::ResultFacts, "results")
AVOUCH_SAID(model::PaperFacts, "papers")
AVOUCH_SAID(model::PublishedFacts, "published")
AVOUCH_SAID(ProductKeys, "product-keys")
AVOUCH_SAID(model::SignedFiles, "signatures")
#undef AVOUCH_SAID

}  // namespace avouch::statement
