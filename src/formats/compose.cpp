#include "formats/compose.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/credentials.h"
#include "formats/github_workflow.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// Settings that let anybody in.
struct OpenDoor {
  std::string_view key, value;  // An empty value stands for yes, true and 1
};
constexpr OpenDoor kOpenDoors[] = {
    {"POSTGRES_HOST_AUTH_METHOD", "trust"},
    {"MYSQL_ALLOW_EMPTY_PASSWORD", ""},
    {"MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", ""},
    {"ALLOW_EMPTY_PASSWORD", ""},
    {"ALLOW_ANONYMOUS_LOGIN", ""},
    {"xpack.security.enabled", "false"},
    {"GF_AUTH_ANONYMOUS_ENABLED", "true"},
};

bool IsYes(std::string_view value) {
  const std::string low = Lower(value);
  return low == "yes" || low == "true" || low == "1" || low == "on";
}

// "name" of a user or a database, under which a password is easily guessed.
bool IsNameKey(std::string_view key) {
  const std::string low = Lower(key);
  for (const std::string_view end : {"user", "username", "_db", "database", "_name", "login"})
    if (low.ends_with(end)) return true;
  return false;
}

class Reader {
 public:
  explicit Reader(const Path& path) : path_(path) { out_.path = path; }

  Result<model::Compose> Read(const Node& root, const std::vector<syntax::Problem>& problems) {
    if (!root.is_map()) return FailAt(path_, 1, "not a YAML map");
    const Node& services = root["services"];
    if (!services.present() && root["include"].present())
      notes_.Add(root["include"].line(), "only includes other files");
    else if (!services.is_map() && !services.is_null())
      return FailAt(path_, static_cast<int>(services.line()), "'services' is not a map");
    else if (!services.present() && !HasOnlyParts(root))
      return FailAt(path_, 1, "no 'services'");
    for (const auto& problem : problems) notes_.Add(problem.place.line, problem.what);
    if (services.present() && root["include"].present())
      notes_.Add(root["include"].line(), "includes other files");
    for (const auto& [key, place, value] : services.entries()) OneService(key, place, value);
    MarkBuilt();
    out_.notes = notes_.Take();
    return std::move(out_);
  }

 private:
  // A file with volumes or networks alone is a part of others.
  static bool HasOnlyParts(const Node& root) {
    for (const auto& [key, place, value] : root.entries())
      if (key != "volumes" && key != "networks" && key != "secrets" && key != "configs" &&
          key != "version" && key != "name" && !key.starts_with("x-"))
        return false;
    return !root.empty();
  }

  void OneService(std::string_view name, syntax::Place place, const Node& node) {
    model::Service service;
    service.name = name;
    service.place = PlaceOf(path_, place.line);
    if (const Node& image = node["image"]; image.is_scalar()) {
      const std::string written = image.AsText();
      service.image = ReadImage(WithDefaults(written), PlaceOf(path_, image.line()));
      service.image->text = written;
    }
    Build(node["build"], service);
    for (const Node& port : node["ports"].items()) service.ports.push_back(Port(port));
    service.mounts_source = !service.build_context.empty() && MountsSource(node);
    Environment(node["environment"], service);
    if (const Node& file = node["env_file"]; file.present())
      notes_.Add(file.line(), service.name + " takes settings from a file");
    if (const Node& base = node["extends"]; base.present())
      notes_.Add(base.line(), service.name + " extends another service");
    out_.services.push_back(std::move(service));
  }

  void Build(const Node& build, model::Service& service) {
    if (build.is_scalar()) service.build_context = WithDefaults(build.AsText());
    if (!build.is_map()) return;
    service.build_context = WithDefaults(ScalarText(build["context"]));
    service.dockerfile = WithDefaults(ScalarText(build["dockerfile"]));
    if (service.build_context.empty()) service.build_context = ".";
    if (build["dockerfile_inline"].present())
      notes_.Add(build["dockerfile_inline"].line(),
                 service.name + " has its Dockerfile inside; not read");
    Environment(build["args"], service);
  }

  // "./:/app", {type: bind, source: .}: what runs is the working copy of whoever
  // starts it; "develop:" says as much.
  static bool MountsSource(const Node& node) {
    if (node["develop"].present()) return true;
    for (const Node& volume : node["volumes"].items()) {
      std::string source = volume.is_map() ? ScalarText(volume["source"]) : ScalarText(volume);
      if (!volume.is_map()) {
        if (source.find(':') == std::string::npos) continue;  // A folder of the container alone
        source = source.substr(0, source.find(':'));
      }
      for (const std::string_view own : {".", "./", "..", "../", "$PWD", "${PWD}"})
        if (source == own) return true;
    }
    return false;
  }

  // "8080:80", or {host_ip, published, target} as one.
  static std::string Port(const Node& port) {
    if (!port.is_map()) return WithDefaults(ScalarText(port));
    std::string out;
    for (const std::string_view key : {"host_ip", "published", "target"})
      if (port[key].is_scalar()) out += (out.empty() ? "" : ":") + WithDefaults(port[key].AsText());
    return out;
  }

  void Environment(const Node& node, model::Service& service) {
    std::vector<model::Setting> settings;
    for (const auto& [key, place, value] : node.entries())
      if (value.is_scalar())
        settings.push_back(
            {std::string(key), WithDefaults(value.AsText()), PlaceOf(path_, place.line)});
    for (const Node& item : node.items()) {
      const std::string text = ScalarText(item);
      const std::size_t equals = text.find('=');
      if (equals == std::string::npos) continue;  // Passed through from whoever runs it.
      settings.push_back({text.substr(0, equals), WithDefaults(text.substr(equals + 1)),
                          PlaceOf(path_, item.line())});
    }
    std::vector<std::string> names = {service.name};
    for (const auto& setting : settings)
      if (IsNameKey(setting.key) && !setting.value.empty()) names.push_back(setting.value);
    for (const auto& setting : settings) {
      if (auto credential = CredentialOf(setting, service.name, names))
        service.credentials.push_back(std::move(*credential));
      for (const auto& door : kOpenDoors)
        if (setting.key == door.key &&
            (door.value.empty() ? IsYes(setting.value) : setting.value == door.value))
          notes_.Add(static_cast<std::uint32_t>(setting.place.line),
                     service.name + " lets anybody in: " + setting.key + "=" + setting.value);
    }
  }

  // An image that one of the services is built as comes from here, whoever uses it.
  void MarkBuilt() {
    std::set<std::string> built;
    for (const auto& service : out_.services)
      if (!service.build_context.empty() && service.image) built.insert(service.image->name);
    for (auto& service : out_.services)
      if (service.image && built.contains(service.image->name))
        service.image->pin = model::Pin::kLocal;
  }

  const Path& path_;
  model::Compose out_;
  Notes notes_;
};

}  // namespace

bool IsCompose(const Path& path) {
  std::string_view name = path.name();
  if (path.extension() != "yml" && path.extension() != "yaml") return false;
  name = name.substr(0, name.rfind('.'));
  return name == "compose" || name.starts_with("compose.") || name.starts_with("compose-") ||
         name.starts_with("docker-compose") || name.ends_with("docker-compose") ||
         name.starts_with("podman-compose");
}

Result<model::Compose> ReadCompose(const Path& path, BytesView bytes) {
  std::vector<syntax::Problem> problems;
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes, &problems));
  return Reader(path).Read(root, problems);
}

std::string WithDefaults(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with("$$")) {
      out += '$';
      at += 2;
      continue;
    }
    if (text.substr(at).starts_with("${")) {
      // Defaults nest: "${A:-${B:-x}}". Count the braces, then look inside.
      std::size_t end = at + 2;
      for (int depth = 1; end < text.size() && depth > 0; ++end) {
        if (text.substr(end).starts_with("${")) ++depth;
        if (text[end] == '}') --depth;
      }
      const std::string_view whole = text.substr(at, end - at);
      const std::size_t name = whole.find_first_of(":-?+}", 2);
      std::string_view rest = name == whole.npos ? std::string_view() : whole.substr(name);
      if (rest.starts_with(":")) rest.remove_prefix(1);
      if (rest.starts_with("-") && whole.ends_with('}') && whole.size() <= kMaxExpanded) {
        rest = rest.substr(1, rest.size() - 2);
        // One level more is enough for people; deeper ones stay as written.
        const bool nested = rest.starts_with("${") && rest.find(":-") != rest.npos;
        out += nested ? rest.substr(rest.find(":-") + 2, rest.size() - rest.find(":-") - 3) : rest;
      } else {
        out += whole;
      }
      at = end;
      continue;
    }
    out += text[at++];
  }
  return out;
}

bool IsLoopbackPort(std::string_view port) {
  return port.starts_with("127.") || port.starts_with("localhost:") || port.starts_with("[::1]:") ||
         port.starts_with("::1:");
}

}  // namespace avouch::formats
