// A container image on disk: which layers, in which order, and that they are what its
// manifest names.
//
// Spec: OCI Image Layout 1.1 and Image Manifest 1.1; docker save's manifest.json. Where an
// archive is both, OCI's index is read, since it has a digest for everything. One thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "source/image_blobs.h"
#include "source/layer_stream.h"

namespace avouch::source {

// A file (which then is a tar, or nothing), or a folder with an OCI layout in it.
[[nodiscard]] bool IsImage(const std::string& path);

struct ImageLayer {
  std::string member;   // Where it lies in the archive
  std::string digest;   // "sha256:…" of the bytes as stored, as the manifest names it; of docker
                        // save's plain tar, the one the configuration names
  std::string diff_id;  // "sha256:…" of the unpacked tar, as the configuration names it
  std::string media_type;
  bool by_digest = false;  // `digest` is of the bytes as stored, not of what they unpack to
};

class Image {
 public:
  // Reads and checks everything but the layers. Of several images the first that is one for
  // a platform is taken (attestations, signatures and lists beside them are none); notes() says
  // for which platform it is and which there are besides. With `platform`, "linux/arm64", the one
  // for it is taken, in this index or one inside it, of several of its variants the first.
  // Fails as ImageBlobs::Open does; kMalformed (neither form), kIntegrity (a manifest or
  // configuration with other bytes than its digest), kTooLarge, kNotFound (none for `platform`).
  [[nodiscard]] static Result<Image> Open(const std::string& path, std::string_view platform = {});

  [[nodiscard]] const std::vector<ImageLayer>& layers() const { return layers_; }
  [[nodiscard]] const std::string& digest() const { return digest_; }  // Of the manifest, or empty
  [[nodiscard]] const std::string& config_digest() const { return config_digest_; }
  [[nodiscard]] const std::string& name() const { return name_; }  // "tea:4.2", or empty
  [[nodiscard]] const std::string& architecture() const { return architecture_; }
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

  // A layer to read once; LayerStream::Finish tells whether it was what its digests name. A
  // stream ends with the next call.
  // Fails with kNotFound (not here), kIntegrity, kUnsupported (a digest of another kind, or
  // none that could be checked; zstd, and nothing unpacks it), kTooLarge.
  [[nodiscard]] Result<LayerStream> OpenLayer(const ImageLayer& layer);

 private:
  explicit Image(ImageBlobs blobs) : blobs_(std::move(blobs)) {}
  struct Choice {
    std::string platform, digest, name;  // Of a manifest; name as the index has it, or ""
  };
  struct Choices {
    std::vector<Choice> all;
    std::size_t looked_at = 0;  // Descriptors, also of indexes that name nothing
  };
  [[nodiscard]] Status OpenIndex(BytesView index, int depth);
  [[nodiscard]] Status OpenFor(BytesView index, std::string_view platform);
  [[nodiscard]] Status Collect(BytesView index, int depth, const std::string& name, Choices& out);
  [[nodiscard]] Status OpenManifest(const std::string& digest);
  [[nodiscard]] Status OpenDocker(BytesView json);
  [[nodiscard]] Status OpenConfig(BytesView json);
  [[nodiscard]] Result<BytesView> Blob(const std::string& digest);

  ImageBlobs blobs_;
  std::vector<ImageLayer> layers_;
  std::string digest_, config_digest_, name_, architecture_, platform_;
  std::vector<std::string> notes_;
};

}  // namespace avouch::source
