#include "statement/key_list.h"

#include "base/text.h"
#include "base/time.h"
#include "statement/codec.h"
#include "statement/organisation_file.h"
#include "syntax/json.h"

namespace avouch::statement {

Result<model::Organisation> ReadKeyList(BytesView json) {
  AVOUCH_TRY(syntax::Node node, syntax::ParseJson(json, {.allow_bom = false}));
  model::Organisation out;
  out.present = true;
  const syntax::Node& organisation = node["organisation"];
  AVOUCH_CHECK_OK(Decode(organisation["name"], out.name));
  AVOUCH_CHECK_OK(Decode(organisation["company-number"], out.company_number));
  AVOUCH_CHECK_OK(Decode(organisation["country"], out.country));
  for (const auto& one : node["people"].items()) {
    model::PersonEntry person;
    AVOUCH_CHECK_OK(Decode(one["id"], person.id));
    AVOUCH_CHECK_OK(Decode(one["keys"], person.keys));
    AVOUCH_CHECK_OK(Decode(one["roles"], person.roles));
    AVOUCH_CHECK_OK(Decode(one["since"], person.since));
    AVOUCH_CHECK_OK(Decode(one["until"], person.until));
    for (const auto* day : {&person.since, &person.until})
      if (!day->empty() && !ParseDate(*day))
        return Fail(ErrorKind::kMalformed, "a day that there is not", person.id);
    bool text = IsUtf8(person.id);
    for (const auto* list : {&person.keys, &person.roles})
      for (const auto& word : *list) text = text && IsUtf8(word);
    if (!text) return Fail(ErrorKind::kMalformed, "an id, key or role that is no text");
    if (out.Find(person.id) != nullptr)
      return Fail(ErrorKind::kMalformed, "a person listed twice", person.id);
    out.people.push_back(std::move(person));
  }
  AVOUCH_TRY(Bytes again, CanonicalFirst(out));
  if (again != json) return Fail(ErrorKind::kMalformed, "not the bytes of a list of keys");
  return out;
}

}  // namespace avouch::statement
