#include "source/image.h"

#include <algorithm>
#include <utility>

#include "base/digest.h"
#include "base/path.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "source/limits.h"
#include "syntax/json.h"

namespace avouch::source {
namespace {

using syntax::Node;

constexpr std::string_view kSha256 = "sha256:";
constexpr int kNamedPlatforms = 8;
constexpr std::size_t kMaxChoices = 1'000;  // Descriptors of all indexes of one image; some 40 are
constexpr int kMaxIndexDepth = 4;  // An index of indexes; registries have one of each at most

Status Holds(std::string_view digest, BytesView bytes, const std::string& where) {
  if (!IsSha256(digest))
    return Fail(ErrorKind::kUnsupported, "a digest that is not checked here", where);
  if (!SameSha256(digest, crypto::Sha256Of(bytes)))
    return Fail(ErrorKind::kIntegrity, "other bytes than the digest it is named by", where);
  return {};
}

Result<Node> ReadJson(BytesView bytes, std::string_view what) {
  if (bytes.size() > kMaxImageJson)
    return Fail(ErrorKind::kTooLarge, "larger than any of its kind", std::string(what));
  auto node = syntax::ParseJson(bytes);
  if (!node) node.error().where = std::string(what) + ", " + node.error().where;
  return node;
}

std::string BlobName(std::string_view digest) {
  return "blobs/sha256/" + std::string(digest.substr(kSha256.size()));
}

// Attestations lie beside images, for a platform that is none; signatures, lists of parts and
// charts say what else they are.
bool NamesImage(const Node& descriptor) {
  if (descriptor["platform"]["os"].text() == "unknown") return false;
  if (!descriptor["artifactType"].text().empty()) return false;
  if (!descriptor["annotations"]["vnd.docker.reference.type"].text().empty()) return false;
  const std::string_view type = descriptor["mediaType"].text();
  return type.empty() || type.find("manifest") != type.npos || type.find("index") != type.npos;
}

// "linux/arm64/v8", or the start of its digest.
std::string PlatformOf(const Node& descriptor) {
  const Node& platform = descriptor["platform"];
  std::string out(platform["os"].text());
  for (const std::string_view key : {"architecture", "variant"})
    if (const auto part = platform[key].text(); !part.empty()) out += "/" + std::string(part);
  return out.empty() ? std::string(descriptor["digest"].text().substr(0, 19)) : out;
}

// The same of what a configuration says of its image.
std::string PlatformIn(const Node& config) {
  std::string out(config["os"].text());
  for (const std::string_view key : {"architecture", "variant"})
    if (const auto part = config[key].text(); !part.empty()) out += "/" + std::string(part);
  return out;
}

// "linux/arm64" is also what "linux/arm64/v8" is.
bool IsFor(std::string_view platform, std::string_view wanted) {
  return platform.starts_with(wanted) &&
         (platform.size() == wanted.size() || platform[wanted.size()] == '/');
}

std::string Joined(const std::vector<std::string>& platforms) {
  std::string out;
  for (std::size_t i = 0; i < platforms.size() && i < kNamedPlatforms; ++i)
    out += (i > 0 ? ", " : "") + platforms[i];
  if (platforms.size() > kNamedPlatforms)
    out += " and " + std::to_string(platforms.size() - kNamedPlatforms) + " more";
  return out;
}

std::unexpected<Error> NoneFor(std::string_view wanted, const std::vector<std::string>& there) {
  return Fail(ErrorKind::kNotFound, "no image for " + Printable(wanted) + " in it", {},
              there.empty() ? "an image" : "one of " + Printable(Joined(there)));
}

bool IsIndex(const Node& node) { return node["manifests"].is_list(); }

std::string NameOf(const Node& descriptor) {
  for (const std::string_view key :
       {"io.containerd.image.name", "org.opencontainers.image.ref.name"})
    if (const auto name = descriptor["annotations"][key].text(); !name.empty())
      return std::string(name);
  return {};
}

}  // namespace

bool IsImage(const std::string& path) {
  return os::KindOf(path) != os::FileKind::kFolder ||
         os::KindOf(path + "/oci-layout") == os::FileKind::kFile ||
         (os::KindOf(path + "/index.json") == os::FileKind::kFile &&
          os::KindOf(path + "/blobs/sha256") == os::FileKind::kFolder);
}

Result<Image> Image::Open(const std::string& path, std::string_view platform) {
  AVOUCH_TRY(auto blobs, ImageBlobs::Open(path));
  Image image(std::move(blobs));
  Status opened = Fail(ErrorKind::kMalformed, "neither an OCI layout nor what docker save writes");
  if (const auto index = image.blobs_.Find("index.json")) {
    opened = platform.empty() ? image.OpenIndex(*index, 0) : image.OpenFor(*index, platform);
  } else if (const auto manifest = image.blobs_.Find("manifest.json")) {
    opened = image.OpenDocker(*manifest);
    if (opened && !platform.empty() && !IsFor(image.platform_, platform))
      opened = NoneFor(platform, {image.platform_});
  }
  if (opened) return image;
  auto& where = opened.error().where;
  where = path + (where.empty() ? "" : ", " + where);
  return std::unexpected(std::move(opened.error()));
}

Result<BytesView> Image::Blob(const std::string& digest) {
  if (!IsSha256(digest))
    return Fail(ErrorKind::kUnsupported, "a digest that is not checked here", digest);
  AVOUCH_TRY(const BytesView bytes, blobs_.Find(BlobName(digest)));
  AVOUCH_CHECK_OK(Holds(digest, bytes, digest));
  return bytes;
}

Status Image::OpenIndex(BytesView index, int depth) {
  AVOUCH_TRY(const Node root, ReadJson(index, "index.json"));
  const Node* first = nullptr;
  std::string others;
  int more = 0;
  for (const Node& descriptor : root["manifests"].items()) {
    if (!NamesImage(descriptor)) continue;
    if (first == nullptr) {
      first = &descriptor;
    } else if (more++ < kNamedPlatforms) {
      others += (others.empty() ? "" : ", ") + PlatformOf(descriptor);
    }
  }
  if (first == nullptr) return Fail(ErrorKind::kMalformed, "an index that names no image");
  if (more > kNamedPlatforms) others += " and " + std::to_string(more - kNamedPlatforms) + " more";
  if (more > 0)
    notes_.push_back("of " + Count("image", more + 1) + " of this index that for " +
                     PlatformOf(*first) + " is read, not " + others);
  if (name_.empty()) name_ = NameOf(*first);
  const std::string digest((*first)["digest"].text());
  AVOUCH_TRY(const BytesView bytes, Blob(digest));
  if (bytes.size() > kMaxImageJson)
    return Fail(ErrorKind::kTooLarge, "a manifest too large", digest);
  AVOUCH_TRY(const Node next, ReadJson(bytes, digest));
  if (!IsIndex(next)) return OpenManifest(digest);
  if (depth == kMaxIndexDepth) return Fail(ErrorKind::kTooLarge, "indexes in indexes", digest);
  return OpenIndex(bytes, depth + 1);
}

// What there is to choose from: each manifest with the platform that its index states, else that
// its configuration says. Blobs are read only where the index does not say enough.
Status Image::Collect(BytesView index, int depth, const std::string& name, Choices& out) {
  if (depth > kMaxIndexDepth) return Fail(ErrorKind::kTooLarge, "indexes in indexes");
  AVOUCH_TRY(const Node root, ReadJson(index, "index.json"));
  for (const Node& descriptor : root["manifests"].items()) {
    if (!NamesImage(descriptor)) continue;
    if (++out.looked_at > kMaxChoices)
      return Fail(ErrorKind::kTooLarge, "more images than are chosen from");
    const std::string digest(descriptor["digest"].text()), own = NameOf(descriptor);
    const std::string& named = own.empty() ? name : own;
    const std::string_view type = descriptor["mediaType"].text();
    const bool index_in_it = type.find("index") != type.npos || type.find("list") != type.npos;
    if (!descriptor["platform"]["os"].text().empty() && !index_in_it) {
      out.all.push_back({PlatformOf(descriptor), digest, named});
      continue;
    }
    AVOUCH_TRY(const BytesView bytes, Blob(digest));
    AVOUCH_TRY(const Node next, ReadJson(bytes, digest));
    if (IsIndex(next)) {
      AVOUCH_CHECK_OK(Collect(bytes, depth + 1, named, out));
      continue;
    }
    AVOUCH_TRY(const BytesView config, Blob(std::string(next["config"]["digest"].text())));
    AVOUCH_TRY(const Node says, ReadJson(config, "image configuration"));
    out.all.push_back({PlatformIn(says), digest, named});
  }
  return {};
}

Status Image::OpenFor(BytesView index, std::string_view platform) {
  Choices choices;
  AVOUCH_CHECK_OK(Collect(index, 0, {}, choices));
  const Choice* chosen = nullptr;
  std::vector<std::string> all, others;
  for (const Choice& one : choices.all) {
    all.push_back(one.platform);
    if (!IsFor(one.platform, platform)) continue;
    if (chosen == nullptr || (one.platform == platform && chosen->platform != platform)) {
      if (chosen != nullptr) others.push_back(chosen->platform);
      chosen = &one;
    } else {
      others.push_back(one.platform);
    }
  }
  if (chosen == nullptr) return NoneFor(platform, all);
  if (!others.empty() && chosen->platform != platform)
    notes_.push_back("of " + Count("image", static_cast<long long>(others.size()) + 1) + " for " +
                     std::string(platform) + " that for " + chosen->platform + " is read, not " +
                     Joined(others));
  name_ = chosen->name;
  return OpenManifest(chosen->digest);
}

Status Image::OpenManifest(const std::string& digest) {
  AVOUCH_TRY(const BytesView bytes, Blob(digest));
  AVOUCH_TRY(const Node manifest, ReadJson(bytes, digest));
  digest_ = digest;
  config_digest_ = manifest["config"]["digest"].text();
  if (manifest["layers"].size() > kMaxImageLayers)
    return Fail(ErrorKind::kTooLarge, "more layers than an image has", digest);
  for (const Node& layer : manifest["layers"].items()) {
    const std::string name(layer["digest"].text());
    if (!IsSha256(name)) return Fail(ErrorKind::kUnsupported, "a layer without SHA-256", digest);
    layers_.push_back({BlobName(name), name, "", std::string(layer["mediaType"].text()), true});
  }
  AVOUCH_TRY(const BytesView config, Blob(config_digest_));
  return OpenConfig(config);
}

Status Image::OpenConfig(BytesView json) {
  AVOUCH_TRY(const Node config, ReadJson(json, "image configuration"));
  architecture_ = config["architecture"].text();
  platform_ = PlatformIn(config);
  const Node& ids = config["rootfs"]["diff_ids"];
  if (ids.size() != layers_.size()) {
    notes_.emplace_back("the configuration names " + std::to_string(ids.size()) +
                        " layers, the manifest " + std::to_string(layers_.size()));
    return {};
  }
  for (std::size_t i = 0; i < layers_.size(); ++i) layers_[i].diff_id = ids.items()[i].text();
  return {};
}

// [{"Config": "HEX.json", "RepoTags": [...], "Layers": ["ID/layer.tar", ...]}]
Status Image::OpenDocker(BytesView json) {
  AVOUCH_TRY(const Node root, ReadJson(json, "manifest.json"));
  if (!root.is_list() || root.empty())
    return Fail(ErrorKind::kMalformed, "names no image", "manifest.json");
  if (root.size() > 1)
    notes_.push_back("the first of " + Count("image", static_cast<long long>(root.size())) +
                     " of this archive is read");
  const Node& image = root.items()[0];
  if (image["Layers"].size() > kMaxImageLayers)
    return Fail(ErrorKind::kTooLarge, "more layers than an image has", "manifest.json");
  if (!image["RepoTags"].empty()) name_ = image["RepoTags"].items()[0].text();
  for (const Node& layer : image["Layers"].items())
    layers_.push_back({ResolvePath("", layer.text()), "", "", "", false});
  const std::string name = ResolvePath("", image["Config"].text());
  AVOUCH_TRY(const BytesView config, blobs_.Find(name));
  // Named by its digest, "HEX.json" or "sha256:HEX", by all but some builders.
  std::string_view hex = PathName(name);
  if (hex.ends_with(".json")) hex.remove_suffix(5);
  if (hex.starts_with(kSha256)) hex.remove_prefix(kSha256.size());
  const std::string digest = std::string(kSha256) + std::string(hex);
  if (IsSha256(digest)) {
    config_digest_ = digest;
    AVOUCH_CHECK_OK(Holds(config_digest_, config, name));
  } else {
    notes_.push_back("its configuration is named by no digest: " + name);
  }
  AVOUCH_CHECK_OK(OpenConfig(config));
  for (auto& layer : layers_) {
    const std::string_view file = PathName(layer.member);
    layer.by_digest = layer.member == "blobs/sha256/" + std::string(file);
    layer.digest = layer.by_digest ? std::string(kSha256) + std::string(file) : layer.diff_id;
  }
  return {};
}

Result<LayerStream> Image::OpenLayer(const ImageLayer& layer) {
  if (!IsSha256(layer.digest))
    return Fail(ErrorKind::kUnsupported, "a digest that is not checked here", layer.member);
  AVOUCH_TRY(MemberBytes bytes, blobs_.OpenMember(layer.member));
  // What is held is checked before anybody reads it; a stream, while it is read.
  const bool now = bytes.stream == nullptr && layer.by_digest;
  if (now) AVOUCH_CHECK_OK(Holds(layer.digest, bytes.held, layer.member));
  return LayerStream::Open(std::move(bytes),
                           {layer.by_digest ? layer.digest : std::string(), layer.diff_id});
}

}  // namespace avouch::source
