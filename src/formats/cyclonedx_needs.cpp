// What names components by their bom-ref, in JSON: dependencies, compositions, and the services
// that some of the names are.

#include <string>
#include <vector>

#include "formats/cyclonedx_read.h"
#include "formats/limits.h"
#include "syntax/json_reader.h"

namespace avouch::formats {

using syntax::JsonReader;

Status ReadDependencies(BytesView list, std::uint32_t first_line, SbomBuilder& builder) {
  JsonReader json(list);
  std::string_view key;
  std::string ref;
  std::vector<std::string> needs;  // Of one whose ref comes behind them
  if (!json.EnterList()) return {};
  while (json.NextItem()) {
    const std::uint32_t line = first_line + json.place().line - 1;
    builder.inventory().edges_known = true;
    ref.clear();
    needs.clear();
    std::uint32_t whose = SbomBuilder::kNobody;
    bool any = false;
    if (!json.EnterMap()) continue;
    while (json.NextKey(key)) {
      if (key == "ref") {
        ref = json.Text();
        whose = builder.FindInOrder(ref);
      } else if (key == "dependsOn" && json.EnterList()) {
        while (json.NextItem()) {
          const std::string_view to = json.Text();
          any = true;
          if (ref.empty()) {
            needs.emplace_back(to);
          } else {
            builder.NeedOf(whose, ref, to, line);
          }
        }
      } else if (key != "dependsOn") {
        json.Skip();
      }
    }
    for (const auto& to : needs) builder.NeedOf(whose, ref, to, line);
    if (!any) builder.NoNeeds(ref, line);
    if (builder.inventory().needs.size() > kMaxSbomNeeds)
      return Fail(ErrorKind::kTooLarge, "too many dependencies", "line " + std::to_string(line));
  }
  return {};
}

void ReadCompositions(BytesView list, const SbomBuilder& builder, CompositionSum& sum) {
  JsonReader json(list);
  std::string_view key;
  if (!json.EnterList()) return;
  while (json.NextItem()) {
    std::string aggregate;
    bool named = false, subject = false;
    if (!json.EnterMap()) continue;
    while (json.NextKey(key)) {
      if (key == "aggregate") {
        aggregate = json.Text();
      } else if (key == "assemblies" && json.EnterList()) {
        while (json.NextItem()) {
          named = true;
          subject = builder.Find(json.Text()) == model::kSubject || subject;
        }
      } else if (key == "dependencies" || key == "vulnerabilities") {
        named = true;
        json.Skip();
      } else if (key != "assemblies") {
        json.Skip();
      }
    }
    sum.Take(aggregate, subject || !named);
  }
}

std::size_t ReadServices(JsonReader& json, SbomBuilder& builder, std::size_t depth) {
  std::size_t count = 0;
  std::string_view key;
  if (depth > kMaxSbomNesting) return json.Skip(), count;
  if (!json.EnterList()) return count;
  while (json.NextItem()) {
    ++count;
    if (!json.EnterMap()) continue;
    while (json.NextKey(key)) {
      if (key == "bom-ref") {
        builder.KnowNoPart(json.Text());
      } else if (key == "services") {
        count += ReadServices(json, builder, depth + 1);
      } else {
        json.Skip();
      }
    }
  }
  return count;
}

}  // namespace avouch::formats
