// A CycloneDX of a whole distribution has 170 MB, its tree would have three gigabytes. So it
// is read as a stream, once: each component becomes its Part where it stands. What names
// components by their bom-ref (dependencies, compositions) may come before them; then its place
// is kept and it is read at the end.

#include <charconv>
#include <optional>

#include "formats/cyclonedx_read.h"
#include "formats/limits.h"
#include "syntax/json_reader.h"

namespace avouch::formats {
namespace {

using model::Inventory;
using model::kSubject;
using model::Part;
using syntax::JsonReader;
using syntax::Kind;

class Reader {
 public:
  explicit Reader(BytesView json) : bytes_(json), json_(json), builder_(json.size()) {}

  Result<Inventory> Read() {
    std::string_view key;
    if (json_.EnterMap())
      while (json_.NextKey(key)) TopLevel(key);
    AVOUCH_CHECK_OK(json_.Finish());
    for (const auto& [list, line, is_needs] : later_) {
      if (!is_needs) {
        ReadCompositions(list, builder_, sum_);
      } else if (auto status = ReadDependencies(list, line, builder_); !status && !failure_) {
        failure_ = std::move(status).error();
      }
    }
    if (failure_) return std::unexpected(*std::move(failure_));
    Inventory& out = builder_.inventory();
    out.whole = sum_.whole();
    out.format = "CycloneDX " + (version_.empty() ? "" : version_ + " ") + "JSON";
    if (version_.empty()) builder_.Note(0, "no specVersion");
    for (const auto& [at, ref] : inside_) builder_.NeedAt(at, ref);
    return builder_.Finish();
  }

 private:
  struct Later {
    BytesView list;
    std::uint32_t line = 0;
    bool needs = false;
  };

  void TopLevel(std::string_view key) {
    Inventory& out = builder_.inventory();
    if (key == "specVersion") {
      version_ = json_.Text();
    } else if (key == "serialNumber") {
      out.serial = json_.Text();
    } else if (key == "version") {
      out.revision = Number(json_.Scalar());
    } else if (key == "metadata") {
      Metadata();
    } else if (key == "components") {
      Components(SbomBuilder::kNobody, 0);
    } else if (key == "dependencies" || key == "compositions") {
      const auto line = json_.place().line;
      const std::size_t start = json_.offset();
      json_.Skip();
      later_.push_back({bytes_.substr(start, json_.offset() - start), line, key == "dependencies"});
    } else if (key == "services") {
      const auto line = json_.place().line;
      if (const auto count = ReadServices(json_, builder_, 0); count > 0)
        builder_.Note(line, "services are no parts: " + std::to_string(count));
    } else if (key == "signature") {
      out.signed_inside = json_.kind() == Kind::kMap;
      json_.Skip();
    } else {
      json_.Skip();
    }
  }

  static int Number(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && number > 0 ? number : 0;
  }

  void Metadata() {
    Inventory& out = builder_.inventory();
    std::string_view key;
    std::string supplier, producer;
    if (!json_.EnterMap()) return;
    while (json_.NextKey(key)) {
      if (key == "timestamp") {
        out.created = json_.Text();
      } else if (key == "component") {
        const auto line = json_.place().line;
        if (auto part = Component(kSubject, 0)) builder_.SetSubject(*std::move(part), line);
      } else if (key == "tools") {
        Tools();
      } else if (key == "authors") {
        if (json_.EnterList())
          while (json_.NextItem()) AddAuthor(Contact());
      } else if (key == "manufacturer") {
        AddAuthor(Contact());
      } else if (key == "manufacture") {
        producer = Organisation();
      } else if (key == "supplier") {
        supplier = Organisation();
      } else if (key == "lifecycles") {
        Lifecycles();
      } else {
        json_.Skip();
      }
    }
    if (out.subject.supplier.empty()) out.subject.supplier = supplier;
    if (out.subject.producer.empty()) out.subject.producer = producer;
  }

  void AddAuthor(std::string author) {
    if (!author.empty()) builder_.inventory().authors.push_back(std::move(author));
  }

  // {"name", "email"} or {"name", "url": [...], "contact": [...]}
  std::string Contact() {
    std::string name, address, url;
    std::string_view key;
    if (!json_.EnterMap()) return {};
    while (json_.NextKey(key)) {
      if (key == "name") {
        name = json_.Text();
      } else if (key == "email") {
        address = json_.Text();
      } else if (key == "url" && json_.kind() == Kind::kList) {
        if (json_.EnterList())
          while (json_.NextItem())
            if (const auto one = json_.Text(); url.empty()) url = one;
      } else {
        json_.Skip();
      }
    }
    return ContactText(name, address.empty() ? url : address);
  }

  std::string Organisation() {
    std::string name;
    std::string_view key;
    if (json_.kind() == Kind::kText) return std::string(json_.Text());
    if (json_.EnterMap())
      while (json_.NextKey(key)) {
        if (key == "name") {
          name = json_.Text();
        } else {
          json_.Skip();
        }
      }
    return name;
  }

  void Lifecycles() {
    std::string& context = builder_.inventory().context;
    std::string_view key;
    if (!json_.EnterList()) return;
    while (json_.NextItem()) {
      if (!json_.EnterMap()) continue;
      while (json_.NextKey(key)) {
        if (key != "phase" && key != "name") {
          json_.Skip();
          continue;
        }
        const auto text = json_.Text();
        if (!context.empty() && !text.empty()) context += ", ";
        context += text;
      }
    }
  }

  // [{"vendor", "name", "version"}] up to 1.4, {"components": [...], "services": [...]} since.
  void Tools() {
    std::string_view key;
    if (json_.kind() == Kind::kList) return ToolList();
    if (json_.EnterMap())
      while (json_.NextKey(key)) {
        if (key == "components" || key == "services") {
          ToolList();
        } else {
          json_.Skip();
        }
      }
  }

  void ToolList() {
    std::string_view key;
    if (!json_.EnterList()) return;
    while (json_.NextItem()) {
      std::string name, version;
      if (!json_.EnterMap()) continue;
      while (json_.NextKey(key)) {
        if (key == "name") {
          name = json_.Text();
        } else if (key == "version") {
          version = json_.Scalar();
        } else {
          json_.Skip();
        }
      }
      if (!version.empty()) name += " " + version;
      if (!name.empty()) builder_.inventory().tools.push_back(std::move(name));
    }
  }

  void Components(std::uint32_t outer, std::size_t depth) {
    if (depth > kMaxSbomNesting) {
      Fail({ErrorKind::kTooLarge, "components nested too deep", Where(), {}});
      return json_.Skip();
    }
    if (!json_.EnterList()) return;
    while (json_.NextItem()) {
      if (depth == 0) builder_.Expect(json_.offset());
      (void)Component(outer, depth);
    }
  }

  [[nodiscard]] std::string Where() const { return "line " + std::to_string(json_.place().line); }
  void Fail(Error error) {
    if (!failure_) failure_ = std::move(error);
  }

  // A component of a list goes to the builder, with those inside it behind it. That of the metadata
  // (outer == kSubject) is given back: whose parts are inside is known later.
  std::optional<Part> Component(std::uint32_t outer, std::size_t depth) {
    const auto line = json_.place().line;
    Part part;
    part.kind = model::PartKind::kOther;
    Facts facts;
    std::string_view key;
    if (!json_.EnterMap()) {
      builder_.Note(line, "a component that is no object");
      builder_.inventory().partial = true;
      return std::nullopt;
    }
    // What is inside may come before the name: it goes to the builder first, and is bound later.
    const std::size_t first_inside = waiting_.size();
    while (json_.NextKey(key)) Field(key, part, facts, depth);
    if (part.producer.empty()) part.producer = std::move(facts.author);
    part.licence = facts.licences.empty() ? "" : JoinLicences(facts.licences);
    for (const auto& [name, value] : facts.properties) TakeProperty(name, value, part);
    Settle(part);
    if (part.name.empty()) {
      builder_.Note(line, "a component without a name");
      builder_.inventory().partial = true;
    }
    std::uint32_t at = kSubject;
    std::optional<Part> back;
    if (outer == kSubject)
      back = std::move(part);
    else
      at = builder_.Add(std::move(part), line);
    for (std::size_t i = first_inside; i < waiting_.size() && at != SbomBuilder::kNobody; ++i)
      inside_.emplace_back(at, waiting_[i]);
    waiting_.resize(first_inside);
    if (depth > 0 && at < SbomBuilder::kNobody) waiting_.push_back(at);
    return back;
  }

  // What is judged when a component is whole.
  struct Facts {
    std::vector<SbomLicence> licences;
    std::vector<std::pair<std::string, std::string>> properties;
    std::string author;
  };

  void Field(std::string_view key, Part& part, Facts& facts, std::size_t depth) {
    const auto text = [&](std::string& to) {
      if (!to.empty()) builder_.Note(json_.place().line, "'" + std::string(key) + "' given twice");
      to = json_.Scalar();
    };
    if (key == "bom-ref") return text(part.id);
    if (key == "name") return text(part.name);
    if (key == "version") return text(part.version);
    if (key == "group") return text(part.group);
    if (key == "cpe") return text(part.cpe);
    if (key == "purl") {
      if (!part.purl.empty()) builder_.Note(json_.place().line, "'purl' given twice");
      return TakePurl(json_.Text(), part);
    }
    if (key == "type") return void(part.kind = PartKindOf(json_.Text()));
    if (key == "scope") return void(part.scope = ScopeOf(json_.Text()));
    if (key == "supplier") return void(part.supplier = Organisation());
    if (key == "manufacturer") return void(part.producer = Organisation());
    if (key == "publisher" || key == "author") return void(facts.author = json_.Text());
    if (key == "authors") return Authors(facts);
    if (key == "hashes") return Hashes(part);
    if (key == "licenses") return Licences(facts.licences);
    if (key == "externalReferences") return References(part);
    if (key == "properties") return Properties(facts);
    if (key == "evidence") return Evidence(part, facts);
    if (key == "components") return Components(SbomBuilder::kNobody, depth + 1);
    json_.Skip();
  }

  void Authors(Facts& facts) {
    if (!json_.EnterList()) return;
    while (json_.NextItem())
      if (std::string one = Contact(); facts.author.empty()) facts.author = std::move(one);
  }

  // Two texts of each map in a list, by their keys.
  template <class Take>
  void Pairs(std::string_view first, std::string_view second, const Take& take) {
    std::string_view key;
    if (!json_.EnterList()) return;
    while (json_.NextItem()) {
      std::string a, b;
      if (!json_.EnterMap()) continue;
      while (json_.NextKey(key)) {
        if (key == first) {
          a = json_.Scalar();
        } else if (key == second) {
          b = json_.Scalar();
        } else {
          json_.Skip();
        }
      }
      take(a, b);
    }
  }

  void Hashes(Part& part) {
    Pairs("alg", "content", [&](const std::string& algorithm, const std::string& hex) {
      if (!AddDigest(algorithm, hex, part))
        builder_.Note(json_.place().line, "a hash that is no hexadecimal text");
    });
  }

  void References(Part& part) {
    Pairs("type", "url",
          [&](const std::string& type, const std::string& url) { TakeReference(type, url, part); });
  }

  void Properties(Facts& facts) {
    Pairs("name", "value", [&](std::string& name, std::string& value) {
      if (!name.empty()) facts.properties.emplace_back(std::move(name), std::move(value));
    });
  }

  // [{"license": {"id" | "name"}} | {"expression"}]
  void Licences(std::vector<SbomLicence>& licences) {
    std::string_view key;
    if (!json_.EnterList()) return;
    while (json_.NextItem()) {
      SbomLicence one;
      if (!json_.EnterMap()) continue;
      while (json_.NextKey(key)) {
        if (key == "expression") {
          one.text = json_.Text();
        } else if (key == "acknowledgement") {
          one.concluded = json_.Text() == "concluded";
        } else if (key == "license") {
          Licence(one);
        } else {
          json_.Skip();
        }
      }
      if (!one.text.empty()) licences.push_back(std::move(one));
    }
  }

  void Licence(SbomLicence& one) {
    std::string_view key;
    std::string name;
    if (!json_.EnterMap()) return;
    while (json_.NextKey(key)) {
      if (key == "id") {
        one.text = json_.Text();
      } else if (key == "name") {
        name = json_.Text();
      } else if (key == "acknowledgement") {
        one.concluded = json_.Text() == "concluded";
      } else {
        json_.Skip();
      }
    }
    if (one.text.empty()) one.text = std::move(name);
  }

  void Evidence(Part& part, Facts& facts) {
    std::string_view key;
    if (!json_.EnterMap()) return;
    while (json_.NextKey(key)) {
      if (key == "occurrences") {
        Pairs("location", "line", [&](const std::string& path, const std::string& line) {
          if (!path.empty()) part.places.push_back({path, Number(line)});
        });
      } else if (key == "licenses") {
        const std::size_t before = facts.licences.size();
        Licences(facts.licences);
        for (std::size_t i = before; i < facts.licences.size(); ++i)
          facts.licences[i].concluded = true;
      } else {
        json_.Skip();
      }
    }
  }

  BytesView bytes_;
  JsonReader json_;
  SbomBuilder builder_;
  std::string version_;
  std::vector<Later> later_;
  CompositionSum sum_;
  std::vector<std::uint32_t> waiting_;  // Parts whose outer part is not with the builder yet
  std::vector<std::pair<std::uint32_t, std::uint32_t>> inside_;  // Outer part, part
  std::optional<Error> failure_;
};

}  // namespace

Result<Inventory> ReadCycloneDxJson(BytesView json) {
  if (json.size() > kMaxSbomBytes)
    return Fail(ErrorKind::kTooLarge,
                "an SBOM of more than " + std::to_string(kMaxSbomBytes) + " bytes");
  return Reader(json).Read();
}

}  // namespace avouch::formats
