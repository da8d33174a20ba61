// Everything a check may look at: facts by topic, the product, policy, tables,
// and the time of assessment. No clock, file or network lies behind any of it.
//
// Values only; any thread.

#pragma once

#include "base/time.h"
#include "model/automation.h"
#include "model/component.h"
#include "model/container.h"
#include "model/document.h"
#include "model/evidence.h"
#include "model/export.h"
#include "model/history.h"
#include "model/lifecycle.h"
#include "model/organisation.h"
#include "model/paper.h"
#include "model/pipeline.h"
#include "model/product.h"
#include "model/record.h"
#include "model/results.h"
#include "model/tree.h"

namespace avouch::claims {

struct Facts {
  model::Evidence<model::TreeFacts> tree;
  model::Evidence<model::PipelineFacts> pipelines;
  model::Evidence<model::ContainerFacts> containers;
  model::Evidence<model::ComponentFacts> components;
  model::Evidence<model::AutomationFacts> automation;
  model::Evidence<model::DocumentFacts> documents;
  model::Evidence<model::HistoryFacts> history;

  // What people and other systems say; each item carries its own id, grade and
  // date. Empty when nobody said anything.
  model::Organisation organisation;
  model::RecordFacts records;
  model::ExportFacts exports;
  model::ResultFacts results;
  model::PaperFacts papers;
  model::PublishedFacts published;
  std::vector<model::SignedKey> product_keys;  // Of avouch.yaml, as Organisation::signed_keys
};

}  // namespace avouch::claims
