// An organisation's folder, read: its file, records, lists, papers and inbox,
// each with who stands by it.
//
// What is committed counts as committed; only inbox/ is read from disk, since
// exports stay out of git, and counts by the digests that are committed. Reads
// the folder and its git directories and nothing else. One thread.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/payload.h"
#include "app/versions.h"
#include "base/result.h"
#include "model/document.h"
#include "model/export.h"
#include "model/organisation.h"
#include "model/paper.h"
#include "model/record.h"
#include "source/commit.h"
#include "statement/product_list.h"
#include "trust/ring.h"

namespace avouch::app {

// The folder as it was opened: what of it may be read is known before anything
// in it is.
class OrganisationFolder {
 public:
  // Fails with kNotFound when the folder has no avouch.org.yaml at HEAD; with
  // kConfiguration when it is no git repository, since then nothing is signed.
  [[nodiscard]] static Result<std::unique_ptr<OrganisationFolder>> Open(const std::string& path);

  // Everything that Read opens.
  [[nodiscard]] std::vector<std::string> Paths() const;

  // Whether avouch.org.yaml, as committed, names this product: under repositories:
  // by its name or by `folder`, or in the lists under products:. In either case.
  [[nodiscard]] bool Names(const std::string& product, std::string_view folder) const;

  struct Reading {
    model::Organisation organisation;
    std::vector<statement::ListedProduct> products;  // Of the lists under products:
    model::RecordFacts records;
    model::ExportFacts exports;
    model::PaperFacts papers;
    std::vector<model::Document> documents;  // The same papers, as documents are read in a tree
    std::vector<model::LeftOut> left;
    std::vector<std::string> notes;  // For people only
    std::vector<Payload> payloads;   // Sorted by name
  };
  // Statements and exports dated after `at` are read all the same: what counts
  // is decided by the checks. Fails with kConfiguration on an organisation's
  // file that cannot be read; a bad record is refused alone and told.
  [[nodiscard]] Result<Reading> Read();

  // Who may sign, after Read: the accepted list of people.
  [[nodiscard]] const trust::Ring& ring() const { return *ring_; }

 private:
  explicit OrganisationFolder(git::Repository repository) : repository_(std::move(repository)) {}

  Result<Bytes> Content(const std::string& path) const;
  std::vector<trust::Beside> BesideOf(const std::string& path, BytesView bytes) const;
  std::vector<model::Said> SaidOf(const std::string& path, BytesView bytes);
  std::vector<statement::ListedProduct> Products(const model::ProductsRule& rule,
                                                 std::vector<model::LeftOut>& left) const;
  void ReadRecords(Reading& out);
  void ReadLists(Reading& out);
  void ReadInbox(Reading& out);
  void TakeUpstream(const Path& path, const Bytes& bytes, bool listed, Reading& out);
  void ReadPapers(Reading& out);
  void Keep(Reading& out, std::string_view kind, const std::string& name, BytesView bytes,
            std::string_view visibility);

  git::Repository repository_;
  std::string folder_;  // On disk, or empty for a bare repository
  std::unique_ptr<source::CommitTree> tree_;
  git::History history_;
  std::unique_ptr<VersionReader> versions_;
  std::unique_ptr<trust::Ring> ring_;
};

}  // namespace avouch::app
