#include "claims/tools.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace avouch::claims {
namespace {

using model::Reach;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "3.12.4-slim" with 2 parts is "3.12"; "18-alpine" with 1 is "18"; "" if no number leads.
std::string LeadingVersion(std::string_view text, int parts) {
  if (text.starts_with('v')) text.remove_prefix(1);
  std::size_t i = 0;
  int seen = 0;
  while (i < text.size() && (IsDigit(text[i]) || (text[i] == '.' && i > 0))) {
    if (text[i] == '.' && ++seen == parts) break;
    ++i;
  }
  std::string_view out = text.substr(0, i);
  while (out.ends_with('.')) out.remove_suffix(1);
  return std::string(out);
}

// How an image's or a set-up action's version names a cycle of the table.
struct ProductRow {
  std::string_view name;  // Last part of the image's name, or the tool's
  std::string_view product;
  int parts;  // Numbers that name a cycle: 3.12 has two, node 18 one
};
constexpr ProductRow kImages[] = {
    {"python", "python", 2},
    {"node", "node", 1},
    {"golang", "go", 2},
    {"ruby", "ruby", 2},
    {"php", "php", 2},
    {"debian", "debian", 1},
    {"ubuntu", "ubuntu", 2},
    {"alpine", "alpine", 2},
    {"centos", "centos", 1},
    {"postgres", "postgresql", 1},
    {"rockylinux", "rocky-linux", 1},
    {"almalinux", "almalinux", 1},
    {"fedora", "fedora", 1},
    {"eclipse-temurin", "temurin", 1},
    {"openjdk", "openjdk", 1},
    {"sdk", "dotnet", 1},
    {"aspnet", "dotnet", 1},
    {"runtime", "dotnet", 1},
    {"static-debian", "debian", 1},
    {"base-debian", "debian", 1},
    {"cc-debian", "debian", 1},
    {"elixir", "elixir", 2},
    {"rust", "rust", 2},
};

// Inputs of set-up actions that name a version.
struct SetupRow {
  std::string_view action, input, product;
  int parts;
};
constexpr SetupRow kSetups[] = {
    {"actions/setup-python", "python-version", "python", 2},
    {"actions/setup-node", "node-version", "node", 1},
    {"actions/setup-go", "go-version", "go", 2},
    {"ruby/setup-ruby", "ruby-version", "ruby", 2},
    {"shivammathur/setup-php", "php-version", "php", 2},
    {"actions/setup-dotnet", "dotnet-version", "dotnet", 1},
    {"erlef/setup-beam", "elixir-version", "elixir", 2},
    {"actions/setup-java", "java-version", "temurin", 1},
};

std::string_view LastPart(std::string_view name) { return name.substr(name.rfind('/') + 1); }

class Collector {
 public:
  void Image(const model::Reference& reference, Reach reach) {
    if (reference.kind != model::ReferenceKind::kImage || reference.pin == model::Pin::kLocal)
      return;
    std::string_view last = LastPart(reference.name);
    for (const auto& row : kImages) {
      std::string version;
      if (last == row.name) {
        version = TagOf(reference);
      } else if (row.name.ends_with("-debian") && last.starts_with(row.name)) {
        version = last.substr(row.name.size());
      } else {
        continue;
      }
      bool dotnet = row.product == "dotnet" && reference.name.find("dotnet") == std::string::npos;
      if (dotnet) continue;
      std::string cycle = LeadingVersion(version, row.parts);
      if (cycle.empty() && !version.empty() && version != "latest")
        cycle = version.substr(0, version.find('-'));  // "bookworm-slim"
      if (!cycle.empty()) Add(row.product, cycle, reference.text, reach, reference.place);
      Distribution(version, reference, reach);
      return;
    }
  }
  void Runner(std::string_view label, Reach reach, const model::Place& place) {
    if (label.find("${{") != label.npos) return;
    for (std::string_view family : {"ubuntu-", "windows-", "macos-"})
      if (label.starts_with(family) && !label.ends_with("-latest"))
        Add("github-runner", std::string(label), std::string(label), reach, place);
  }
  void Setup(const model::Step& step, const model::Job& job, Reach reach) {
    for (const auto& row : kSetups) {
      if (!step.uses || step.uses->name != row.action) continue;
      if (row.product == "temurin" && !IsTemurin(step)) continue;
      for (const auto& setting : step.with) {
        if (setting.key != row.input) continue;
        std::string value = setting.value;
        if (value.find("${{") != value.npos) value = FromMatrix(value, job);
        value = ReplaceAll(value, "\n", ",");
        for (auto part : Split(value, ',')) {
          std::string cycle = LeadingVersion(Trim(part), row.parts);
          if (!cycle.empty())
            Add(row.product, cycle, std::string(row.product) + " " + std::string(Trim(part)), reach,
                setting.place);
        }
      }
    }
  }
  std::vector<ToolUse> Take() {
    std::vector<ToolUse> out;
    for (auto& [key, use] : uses_) out.push_back(std::move(use));
    return out;
  }

 private:
  // Each maker of a Java has ends of its own.
  static bool IsTemurin(const model::Step& step) {
    return std::any_of(step.with.begin(), step.with.end(), [](const auto& setting) {
      return setting.key == "distribution" && setting.value == "temurin";
    });
  }
  static std::string TagOf(const model::Reference& reference) {
    std::string_view text = reference.text;
    text = text.substr(0, text.find('@'));
    std::size_t colon = text.rfind(':');
    if (colon == text.npos || text.find('/', colon) != text.npos) return {};
    return std::string(text.substr(colon + 1));
  }
  // "18-bookworm-slim" says a distribution too.
  void Distribution(std::string_view tag, const model::Reference& reference, Reach reach) {
    for (auto part : Split(tag, '-')) {
      for (std::string_view name : {"stretch", "buster", "bullseye", "bookworm", "trixie"})
        if (part == name) Add("debian", std::string(name), reference.text, reach, reference.place);
      if (part.starts_with("alpine") && part.size() > 6)
        Add("alpine", LeadingVersion(part.substr(6), 2), reference.text, reach, reference.place);
    }
  }
  static std::string FromMatrix(std::string_view value, const model::Job& job) {
    std::size_t at = value.find("matrix.");
    if (at == value.npos) return {};
    std::string_view key = value.substr(at + 7);
    key = key.substr(0, key.find_first_of(" }"));
    for (const auto& axis : job.matrix)
      if (axis.key == key) return axis.value;
    return {};
  }
  void Add(std::string_view product, const std::string& cycle, const std::string& text, Reach reach,
           const model::Place& place) {
    if (cycle.empty()) return;
    std::string key = std::string(product) + "\n" + cycle + "\n" + place.path.bytes;
    auto [at, fresh] = uses_.emplace(key, ToolUse{std::string(product), cycle, text, reach, place});
    if (!fresh && reach == Reach::kRelease && at->second.reach != Reach::kRelease)
      at->second = {std::string(product), cycle, text, reach, place};
  }

  std::map<std::string, ToolUse> uses_;
};

bool Does(const model::Job& job, std::initializer_list<model::DeedKind> kinds) {
  for (const auto& step : job.steps)
    for (const auto& deed : step.deeds)
      // What Compose builds to run it, it runs where it is.
      if (deed.tool != "compose-up" &&
          std::find(kinds.begin(), kinds.end(), deed.kind) != kinds.end())
        return true;
  return false;
}

// Makes something that may be shipped, as far as its steps show.
bool Builds(const model::Job& job) {
  using enum model::DeedKind;
  if (Does(job, {kBuild, kBuildImage, kPublish, kDeploy, kSign})) return true;
  return std::any_of(job.steps.begin(), job.steps.end(), [](const auto& step) {
    return step.uses && step.uses->name == "actions/upload-artifact";
  });
}

}  // namespace

std::vector<ToolUse> ToolsUsed(const Inputs& in) {
  Collector collector;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs) {
      Reach reach = in.reach.OfJob(pipeline.path, job.id);
      // What a job tests on is tested against; only what publishes is built with it.
      bool publishes = in.reach.publishing.contains({pipeline.path, job.id});
      bool only_gate = in.reach.gates.contains({pipeline.path, job.id}) && !Builds(job);
      Reach runner = publishes ? Reach::kRelease
                     : !job.matrix.empty() || only_gate || Does(job, {model::DeedKind::kTest})
                         ? Reach::kDevelopment
                         : reach;
      for (const auto& label : job.runs_on)
        // On GitLab a label is a tag that its owner chose.
        if (pipeline.system == model::CiSystem::kGithubWorkflow)
          collector.Runner(label, runner, job.place);
      for (const auto& image : job.images) collector.Image(image, runner);
      for (const auto& step : job.steps) collector.Setup(step, job, runner);
    }
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles)
    for (const auto& stage : dockerfile.stages)
      collector.Image(stage.base, in.reach.OfStage(dockerfile, stage));
  return collector.Take();
}

Support SupportOf(const model::LifecycleTable& table, const ToolUse& tool, Time time) {
  for (const auto& row : table.rows) {
    bool same = row.product == tool.product &&
                (row.cycle == tool.cycle || std::find(row.aliases.begin(), row.aliases.end(),
                                                      tool.cycle) != row.aliases.end());
    if (!same) continue;
    Support support{SupportState::kSupported, row.ends, row.last.empty() ? row.ends : row.last};
    auto past = [&](const std::string& day) {
      auto date = ParseTime(day);
      return date && AddDays(*date, 1) <= time;  // Supported on its last day.
    };
    if (past(support.last))
      support.state = SupportState::kEnded;
    else if (past(row.ends))
      support.state = SupportState::kExtended;
    return support;
  }
  return {};
}

bool LooksLikeCredential(std::string_view key, std::string_view value) {
  std::string name = Lower(key);
  bool named = false;
  for (std::string_view word : {"password", "passwd", "secret", "token", "api_key", "apikey",
                                "access_key", "private_key", "client_secret"})
    named |= name.find(word) != name.npos;
  for (std::string_view word : {"_file", "_path", "_url", "_name", "_id", "_type", "_mode",
                                "_version", "_length", "_expir", "_ttl", "_endpoint", "_header"})
    named &= name.find(word) == name.npos;
  if (!named || value.size() < 12) return false;  // Short ones are throw-away values of tests.
  if (value.find_first_of("${}<>* \t\n/\\") != value.npos) return false;
  std::string low = Lower(value);
  for (std::string_view word :
       {"test",   "example", "dummy",    "changeme", "change_me", "placeholder", "password",
        "secret", "fake",    "sample",   "insecure", "localhost", "not-a",       "xxxx",
        "0000",   "1234",    "postgres", "ci-",      "dev-",      "mock"})
    if (low.find(word) != low.npos) return false;
  // A value that authenticates by itself mixes letters and digits.
  bool letter = false, digit = false;
  for (char c : value) letter |= (c | 32) >= 'a' && (c | 32) <= 'z', digit |= IsDigit(c);
  return letter && digit;
}

}  // namespace avouch::claims
