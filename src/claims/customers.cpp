// Claims about what customers are given and told: 3.1, 3.2, 4.1, 4.3.
//
// Parts found in a document are computed; that they are true and good enough
// its approver says. So these leave the claims open, and say what is missing.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/published.h"

namespace avouch::claims {
namespace {

using model::Document;
using model::DocumentKind;
using model::DocumentPart;
using model::Reach;

const DocumentPart* FindPart(const Document& document, std::string_view id) {
  for (const auto& part : document.parts)
    if (part.id == id) return &part;
  return nullptr;
}

template <class Visit>
void EachOf(const Inputs& in, DocumentKind kind, Visit visit) {
  for (const auto& document : in.facts.documents.value.documents)
    if (document.kind == kind) visit(document);
}

// Text left from a template contradicts that the document is one.
void Leftovers(const Document& document, Examination& examination) {
  for (const auto& leftover : document.leftovers)
    examination.Bad(leftover.place, "left from a template: " + leftover.text, Reach::kRelease,
                    "write what belongs there", 5);
}

struct Asked {
  std::string_view id, words;
};

// Where a text of `purpose` outside the tree has the part: the organisation's paper, or
// a page that was seen of late; empty if none has. That somebody answers for the text
// and that customers read it are other checks'.
std::string Elsewhere(const Inputs& in, std::string_view purpose, std::string_view part) {
  for (const auto& paper : in.facts.papers.papers)
    if (paper.purpose == purpose && std::ranges::find(paper.parts, part) != paper.parts.end())
      return paper.path.bytes;
  for (const auto* page : PagesFor(in, purpose))
    if (IsFresh(in, *page) && page->status == 200 &&
        std::ranges::find(page->parts, part) != page->parts.end())
      return page->url;
  return {};
}

bool IsElsewhere(const Inputs& in, std::string_view purpose) {
  return PaperFor(in, purpose) != nullptr || !PagesFor(in, purpose).empty();
}

// Each part asked for is good when any document of the kind has it, or a text of
// `purpose` outside the tree.
void Parts(const Inputs& in, Examination& examination, std::initializer_list<DocumentKind> kinds,
           std::string_view purpose, std::initializer_list<Asked> asked) {
  bool any = IsElsewhere(in, purpose);
  for (DocumentKind kind : kinds) EachOf(in, kind, [&](const Document&) { any = true; });
  if (!any) return;
  for (const Asked& part : asked) {
    const DocumentPart* found = nullptr;
    for (DocumentKind kind : kinds)
      EachOf(in, kind, [&](const Document& document) {
        if (found == nullptr) found = FindPart(document, part.id);
      });
    const std::string where = found == nullptr ? Elsewhere(in, purpose, part.id) : std::string();
    if (!where.empty()) {
      examination.Good();
      examination.Witness(std::string(part.words) + ": in " + where);
      continue;
    }
    if (found == nullptr) {
      examination.Missing("in the document: " + std::string(part.words));
      continue;
    }
    examination.Good();
    examination.Witness(std::string(part.words) + ": \"" + found->text + "\"", found->place);
  }
}

// A summary that points at evidence is none: what is wrong with it is listed, and
// what it says is not believed.
void Insights(const Inputs& in, Examination& examination) {
  for (const auto& file : in.facts.documents.value.insights) {
    if (auto end = ParseTime(file.expires); end && *end < in.time)
      examination.Bad({file.path, 0}, "Security Insights expired on " + ToString(DateOf(*end)),
                      Reach::kRelease, "review it, and write a new date", 5, Weight::kListed);
    if (file.problems.empty()) continue;
    const auto more = static_cast<long long>(file.problems.size()) - 1;
    examination.Bad(file.problems[0].place,
                    file.problems[0].text + (more > 0 ? ", and " + Thousands(more) + " more" : ""),
                    Reach::kRelease, "write what belongs there", 5, Weight::kListed);
  }
}

}  // namespace

void ExamineReleaseSigning(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  examination.Uses("containers");
  examination.Uses("history");
  for (const auto& recipe : in.facts.containers.value.recipes)
    for (const auto& place : recipe.signs)
      examination.Witness("the release recipe signs; no release was fetched", place);
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps)
        for (const auto& deed : step.deeds)
          // What a test signs with a throwaway key is no release.
          if (deed.kind == model::DeedKind::kSign &&
              in.reach.OfJob(pipeline.path, job.id) != Reach::kDevelopment)
            examination.Witness("the build signs (" + deed.tool + "); no release was fetched",
                                deed.place);
  long long tags = 0, releases = 0;
  for (const auto& release : in.facts.history.value.releases) {
    if (release.prerelease) continue;
    ++releases;
    tags += release.signature != model::SignatureKind::kNone;
  }
  if (tags > 0)
    examination.Witness(Thousands(tags) + " of " + Count("release tag", releases) +
                        " carry a signature");
  // Where nobody can look, somebody says how customers do: with which key, by which
  // command, and where they get the key other than beside what it signs.
  ExaminePublished(
      in, examination, "verification",
      {{"key", "the key"}, {"command", "the command"}, {"where-the-key-is", "where the key is"}},
      "a published release, its signature and its key, fetched as a customer would; "
      "or how customers verify it, in a document for 'verification'");
}

void ExaminePolicyParts(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  bool any = IsElsewhere(in, "disclosure"), dead = false;
  EachOf(in, DocumentKind::kSecurityPolicy, [&](const Document& document) {
    any = true;
    Leftovers(document, examination);
    for (const auto& link : document.links)
      if (link.broken) {
        dead = true;
        examination.Bad(link.place, "leads nowhere: " + link.target, Reach::kRelease,
                        "mend the link", 2, Weight::kListed);
      }
  });
  if (!any) {
    examination.Missing("a policy in this tree (SECURITY.md) or a declared page");
    return;
  }
  std::set<std::string> elsewhere;
  EachOf(in, DocumentKind::kSecurityPolicy, [&](const Document& document) {
    if (const DocumentPart* part = FindPart(document, "policy-elsewhere"))
      elsewhere.insert(part->text);
  });
  Parts(in, examination, {DocumentKind::kSecurityPolicy}, "disclosure",
        {{"how-to-report", "how to report"},
         {"what-to-expect", "what to expect after reporting"},
         {"time-frame", "when to expect it"}});
  bool scope = false;
  EachOf(in, DocumentKind::kSecurityPolicy, [&](const Document& document) {
    for (std::string_view id : {"scope", "supported-versions"})
      if (const DocumentPart* part = FindPart(document, id); part != nullptr && !scope) {
        scope = true;
        examination.Good();
        examination.Witness("what it covers: \"" + part->text + "\"", part->place);
      }
  });
  for (std::string_view id : {"scope", "supported-versions"})
    if (const std::string where = Elsewhere(in, "disclosure", id); !where.empty() && !scope) {
      scope = true;
      examination.Good();
      examination.Witness("what it covers: in " + where);
    }
  if (!scope) examination.Missing("in the document: its scope, or the versions it covers");
  bool seen = std::ranges::any_of(PagesFor(in, "disclosure"), [&](const auto* page) {
    return IsFresh(in, *page) && page->status == 200 && !page->parts.empty();
  });
  if (!elsewhere.empty() && !seen)
    examination.Missing("the page the policy points to: " + *elsewhere.begin(),
                        model::Where::kPublished);
  if (!examination.findings().empty()) {
    examination.Headline(dead && !examination.findings()[0].decides
                             ? "the security policy points to something that is not there"
                             : "the security policy still holds text of a template");
    examination.Remedy("write what belongs there", 10);
  }
}

void ExamineSecurityTxt(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  for (const auto& file : in.facts.documents.value.security_txt) {
    Reach reach = file.served ? Reach::kRelease : Reach::kUnknown;
    bool good = true;
    auto bad = [&](std::string text, std::string fix) {
      good = false;
      examination.Bad({file.path, 0}, std::move(text), reach, std::move(fix), 5);
    };
    if (file.contacts.empty()) bad("no Contact", "add Contact:");
    if (file.expires.empty())
      bad("no Expires", "add Expires: within a year");
    else if (!file.expires_valid)
      bad("Expires is no date and time: " + file.expires, "write it as 2027-01-31T00:00:00Z");
    else if (file.expires_at < in.time)
      bad("expired on " + ToString(DateOf(file.expires_at)), "renew Expires");
    if (!good) continue;
    examination.Good();
    examination.Witness("security.txt is valid until " + ToHumanDate(file.expires_at),
                        {file.path, 0});
  }
  if (!examination.findings().empty()) {
    examination.Headline("security.txt is not one that a reporter may rely on");
    examination.Remedy("mend it; RFC 9116 asks for Contact and an Expires in the future", 5);
    examination.FixCommand("avouch fix 3.2.1");
  }
}

void ExaminePrivateChannel(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  bool decides = false;
  EachOf(in, DocumentKind::kSecurityPolicy, [&](const Document& document) {
    const DocumentPart* channel = FindPart(document, "private-channel");
    if (const DocumentPart* tracker = FindPart(document, "public-tracker"); tracker != nullptr) {
      if (channel == nullptr) {
        decides = true;
        examination.Bad(tracker->place,
                        "sends vulnerabilities to a public place: \"" + tracker->text + "\"",
                        Reach::kRelease, "name a private address or form", 10);
      } else {
        examination.Bad(tracker->place, "names a public place too: \"" + tracker->text + "\"",
                        Reach::kRelease, "say that it is not for vulnerabilities", 5,
                        Weight::kListed);
        examination.Missing("that the public place is not meant for vulnerabilities");
      }
    }
    if (channel != nullptr) {
      examination.Good();
      examination.Witness(document.path.bytes + " gives a private channel: \"" + channel->text +
                              "\"; not exercised",
                          channel->place);
    }
  });
  const bool in_tree = examination.of() > 0;
  const std::string channel = Elsewhere(in, "disclosure", "private-channel"),
                    tracker = Elsewhere(in, "disclosure", "public-tracker");
  if (!in_tree && !tracker.empty() && channel.empty()) {
    decides = true;
    examination.Bad({Path(tracker), 0}, "sends vulnerabilities to a public place", Reach::kRelease,
                    "name a private address or form", 10);
  } else if (!in_tree && !channel.empty()) {
    examination.Good();
    examination.Witness(channel + " gives a private channel; not exercised");
    if (!tracker.empty())
      examination.Missing("that the public place in " + tracker +
                          " is not meant for vulnerabilities");
  }
  if (!examination.findings().empty()) {
    examination.Headline(decides ? "the policy sends vulnerabilities to a public place"
                                 : "the policy names a public place beside its private channel");
    examination.Remedy("name a private address or form", 10);
  }
}

void ExamineAssertions(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  examination.Uses("automation");
  examination.Uses("pipelines");
  auto has_tool = [&](std::string_view name) {
    for (const auto& tool : in.facts.automation.value.tools)
      if (tool.name == name) return true;
    return false;
  };
  auto has_scan = [&](std::string_view tool) {
    for (const auto& pipeline : in.facts.pipelines.value.pipelines)
      for (const auto& job : pipeline.jobs)
        for (const auto& step : job.steps)
          for (const auto& deed : step.deeds)
            if (deed.tool.find(tool) != std::string::npos) return true;
    return false;
  };
  for (const auto& document : in.facts.documents.value.documents)
    for (const auto& assertion : document.assertions) {
      bool holds = true;
      if (assertion.id == "dependabot-runs")
        holds = has_tool("dependabot");
      else if (assertion.id == "renovate-runs")
        holds = has_tool("renovate");
      else if (assertion.id == "codeql-runs")
        holds = has_scan("codeql");
      else
        continue;
      // The forge can run these by its own settings, so the tree alone cannot
      // contradict the sentence: it is shown, and decides nothing.
      if (holds) {
        examination.Good();
        continue;
      }
      std::string instead;
      if (assertion.id != "codeql-runs" && !in.facts.automation.value.tools.empty())
        instead = "; " + in.facts.automation.value.tools[0].name + " does (" +
                  in.facts.automation.value.tools[0].path.bytes + ")";
      examination.Bad(assertion.place,
                      "\"" + assertion.text + "\": no file in this tree sets it up" + instead,
                      Reach::kRelease, "add it, or change the sentence", 10, Weight::kListed);
    }
  const bool sentences = !examination.findings().empty();
  Insights(in, examination);
  if (sentences) {
    examination.Headline(
        "a document says something of this repository that the tree does not show");
    examination.Remedy("make it so, or change the sentence", 10);
  } else if (!examination.findings().empty()) {
    examination.Headline("Security Insights has lapsed, or holds what nobody filled in");
    examination.Remedy("review it, and write a new date", 10);
  }
}

void ExamineSupportDates(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  std::set<std::string> undated, dated;  // A version may have its date in another document
  bool rule = false;
  auto see = [&](const std::vector<model::SupportRow>& rows) {
    for (const auto& row : rows) {
      auto until = ParseTime(row.until);
      // A row of a date alone does not say that a version still is supported; while its
      // day is to come, it says until when.
      const bool only_a_date = !row.supported && until && in.time < AddDays(*until, 1) &&
                               row.words.find_first_of("0123456789") != row.words.npos;
      if (!row.supported && !only_a_date) continue;
      if (!until) {
        undated.insert(row.version);
        continue;
      }
      dated.insert(row.version);
      if (AddDays(*until, 1) <= in.time) {
        examination.Bad(row.place,
                        row.version + " is called supported; its date " + row.until + " has passed",
                        Reach::kRelease, "say that it is no longer supported, or until when", 10);
        continue;
      }
      examination.Good();
      examination.Witness(row.version + " is supported until " + row.until, row.place);
    }
  };
  for (const auto& document : in.facts.documents.value.documents) {
    if (const DocumentPart* part = FindPart(document, "rule")) {
      rule = true;
      examination.Good();
      examination.Witness("a rule from which dates follow: \"" + part->text + "\"", part->place);
    }
    see(document.support);
  }
  for (const auto& paper : in.facts.papers.papers)
    if (paper.purpose == "support" && !paper.in_product) see(paper.support);
  if (const std::string where = Elsewhere(in, "support", "rule"); !rule && !where.empty()) {
    rule = true;
    examination.Good();
    examination.Witness("a rule from which dates follow: in " + where);
  }
  std::erase_if(undated, [&](const auto& version) { return dated.contains(version); });
  if (!undated.empty() && !rule)
    examination.Missing("a date, or a rule, for " + *undated.begin() +
                        (undated.size() > 1 ? " and others called supported" : ""));
  if (!examination.findings().empty()) {
    examination.Headline("a version is called supported past its own date");
    examination.Remedy("bring the table up to date", 10);
  }
}

void ExamineUpdatePolicy(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  Parts(in, examination,
        {DocumentKind::kSupportPolicy, DocumentKind::kSecurityPolicy, DocumentKind::kReadme},
        "support",
        {{"update-frequency", "how often updates come"},
         {"how-updates-arrive", "how they arrive"},
         {"how-one-is-told", "how one is told"}});
}

void ExamineIncidentPlan(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  EachOf(in, DocumentKind::kIncidentPlan,
         [&](const Document& document) { Leftovers(document, examination); });
  Parts(in, examination, {DocumentKind::kIncidentPlan}, "incident-plan",
        {{"roles", "roles and named contacts"},
         {"response", "response"},
         {"containment", "containment"},
         {"communication", "communication"},
         {"eradication", "eradication"},
         {"recovery", "recovery"},
         {"review", "review afterwards"}});
  if (!examination.findings().empty()) {
    examination.Headline("the incident plan still holds text of a template");
    examination.Remedy("name the people and the dates", 20);
  }
}

}  // namespace avouch::claims
