// Tar archives and images of them for tests, honest or not. Tests only.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "crypto/hash.h"

namespace avouch::testing {

struct TarFile {
  std::string path;
  Bytes body = {};
  char type = '0';
  std::string link = {};
  int mode = 0644;
  std::string size = {};  // The field as written, instead of the body's
};

inline Bytes TarEntryOf(const TarFile& file) {
  Bytes header(512, '\0');
  const auto put = [&](std::size_t at, const std::string& text) {
    header.replace(at, text.size(), text);
  };
  const auto octal = [](std::uint64_t value, std::size_t digits) {
    std::string out(digits, '0');
    for (; digits > 0; value >>= 3) out[--digits] = static_cast<char>('0' + (value & 7));
    return out;
  };
  put(0, file.path.substr(0, 100));
  put(100, octal(static_cast<std::uint64_t>(file.mode), 7));
  put(124, file.size.empty() ? octal(file.body.size(), 11) : file.size);
  put(148, "        ");
  header[156] = file.type;
  put(157, file.link.substr(0, 100));
  put(257, std::string("ustar\0", 6) + "00");
  std::uint64_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put(148, octal(sum, 6) + std::string(1, '\0') + " ");
  Bytes body = file.body;
  body.resize((body.size() + 511) / 512 * 512);
  return header + body;
}

inline Bytes TarOf(const std::vector<TarFile>& files) {
  Bytes out;
  for (const auto& file : files) out += TarEntryOf(file);
  return out + Bytes(1024, '\0');
}

// "LENGTH key=value\n", the length counting itself.
inline std::string PaxRecord(const std::string& key, const std::string& value) {
  const std::size_t rest = key.size() + value.size() + 3;
  std::size_t length = rest + 1;
  while (std::to_string(length).size() + rest != length) ++length;
  return std::to_string(length) + " " + key + "=" + value + "\n";
}

// A tar of an OCI layout of these layers, each as stored ("a layer of other bytes": `damaged`).
inline Bytes OciImage(const std::vector<Bytes>& layers, std::size_t damaged = SIZE_MAX) {
  std::vector<TarFile> files;
  const auto add = [&files](const Bytes& bytes, bool damage = false) {
    const std::string hex = crypto::Sha256Of(bytes).hex();
    files.push_back({"blobs/sha256/" + hex, damage ? bytes + "!" : bytes});
    return "sha256:" + hex;
  };
  std::string list, ids;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const std::string digest = add(layers[i], i == damaged);
    list += (i > 0 ? "," : "") + ("{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\","
                                  "\"digest\":\"" +
                                  digest + "\"}");
    ids += (i > 0 ? ",\"" : "\"") + digest + "\"";
  }
  const std::string config = add(
      "{\"architecture\":\"amd64\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + ids + "]}}");
  const std::string manifest =
      add("{\"config\":{\"digest\":\"" + config + "\"},\"layers\":[" + list + "]}");
  files.push_back({"oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}"});
  files.push_back(
      {"index.json",
       "{\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
       "\"digest\":\"" +
           manifest + "\",\"annotations\":{\"org.opencontainers.image.ref.name\":\"tea:4.2\"}}]}"});
  return TarOf(files);
}

// What docker save wrote before it wrote OCI layouts too.
inline Bytes DockerArchive(const std::vector<Bytes>& layers, const std::string& config_name = {}) {
  std::vector<TarFile> files;
  std::string list, ids;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const std::string name = "layer" + std::to_string(i) + "/layer.tar";
    files.push_back({name, layers[i]});
    list += (i > 0 ? ",\"" : "\"") + name + "\"";
    ids += (i > 0 ? ",\"sha256:" : "\"sha256:") + crypto::Sha256Of(layers[i]).hex() + "\"";
  }
  const Bytes config = "{\"architecture\":\"arm64\",\"rootfs\":{\"diff_ids\":[" + ids + "]}}";
  const std::string name =
      config_name.empty() ? crypto::Sha256Of(config).hex() + ".json" : config_name;
  files.push_back({name, config});
  files.push_back({"manifest.json", "[{\"Config\":\"" + name +
                                        "\",\"RepoTags\":[\"tea:1\"],\"Layers\":[" + list + "]}]"});
  return TarOf(files);
}

}  // namespace avouch::testing
