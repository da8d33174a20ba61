#include "report/html.h"

#include <algorithm>

#include "base/text.h"
#include "report/explain.h"
#include "report/html_claim.h"
#include "report/html_node.h"
#include "report/html_style.h"
#include "report/only_said.h"
#include "report/source_lines.h"
#include "report/summary.h"

namespace avouch::report {
namespace {

constexpr std::size_t kMostLeftOut = 200;   // Of one reason, by name
constexpr std::size_t kMostPlacesSaid = 6;  // Files beside one true thing

Html Classed(Tag tag, const char* name, std::vector<Html> children = {}) {
  return Html(tag, {{"class", name}}, std::move(children));
}

Html Section(const char* id, const char* heading, std::vector<Html> children) {
  Html out("section", {{"id", id}}, {Html("h2", {}, {heading})});
  for (auto& child : children) out.Add(std::move(child));
  return out;
}

// Links to claims, between blanks.
void AddClaimLinks(Html& into, const Numbers& claims) {
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (i > 0) into.Add(" ");
    into.Add(Html::LinkTo(ClaimId(claims[i]), {claims[i]}));
  }
}

Html Head(const Material& material) {
  const auto& a = material.assessment;
  const auto& product = a.subject.product;
  std::string who = product.organisation_name.empty() ? "" : " by " + product.organisation_name;
  std::string line = "Commit " + ShortCommit(a.subject.commit) + " of " +
                     ToHumanDate(a.subject.commit_date) + " · assessed as of " +
                     ToHumanDate(a.time) + " · " + Count("file", a.files) + ", " +
                     Count("commit", a.commits) + ", " + Count("tag", a.tags);
  Html page = Classed("div", "page");
  page.Add(Html("p", {}, {CodeTitle(material.catalogue)}));
  page.Add(Html("h1", {}, {SubjectTitle(a) + who}));
  page.Add(Html("p", {}, {line}));
  for (const auto& source : SourceLines(a)) page.Add(Html("p", {}, {source}));
  return Classed("header", "band", {std::move(page)});
}

std::string WhatToDo(const Material& material, const std::vector<Issue>& issues,
                     const Counts& counts) {
  std::string out;
  if (!issues.empty())
    out =
        "To do first: read what is worth fixing, below; each line shows its place and the way to "
        "mend it. ";
  if (counts.open > 0)
    out += "Then see where the other " + Count("answer", counts.open) + " would be found. ";
  if (!material.assessment.subject.product.configured)
    out += "Open means not shown here, never not done.";
  return out;
}

Html Lead(const Material& material, const std::vector<Issue>& issues, const Counts& counts) {
  const auto& a = material.assessment;
  Html out = Classed("div", "lead");
  out.Add(Html(
      "p", {},
      {"This page compares " + SubjectName(a) + " with the " + Count("claim", counts.all) +
       " of the " + material.catalogue.code.title + ", as a computer can see them in one commit" +
       (a.subject.sources.empty() ? "; anyone with that commit can compute it again. "
                                  : " of each source; anyone with those commits can "
                                    "compute it again. ") +
       WhoseAnswers(a)}));
  out.Add(Html("p", {},
               {WhatIsTrue(issues) + " Of the claims, " +
                (counts.met == 0 ? std::string("none is")
                                 : NumberWord(counts.met) + (counts.met == 1 ? " is" : " are")) +
                " shown to be met, " +
                (counts.not_met == 0 ? std::string("none") : NumberWord(counts.not_met)) +
                (counts.not_met <= 1 ? " is" : " are") + " contradicted by something here, and " +
                NumberWord(counts.open) + (counts.open == 1 ? " is" : " are") + " open."}));
  out.Add(Html("p", {}, {WhatToDo(material, issues, counts)}));
  return out;
}

Html Tile(const char* kind, long long number, std::string_view target, const char* words) {
  Html value("strong", {});
  if (number > 0)
    value.Add(Html::LinkTo(target, {Thousands(number)}));
  else
    value.Add("0");
  return Classed("li", kind, {std::move(value), words});
}

std::string FirstWith(const model::Assessment& assessment, model::Verdict verdict) {
  for (const auto& claim : assessment.claims)
    if (claim.verdict == verdict) return ClaimId(claim.claim);
  return "claims";
}

Html Tiles(const Material& material, const Counts& counts) {
  const auto& a = material.assessment;
  return Classed(
      "ul", "tiles",
      {Tile("met", counts.met, FirstWith(a, model::Verdict::kMet), "✓ met"),
       Tile("not-met", counts.not_met, FirstWith(a, model::Verdict::kNotMet), "✗ not met"),
       Tile("open", counts.open, "not-seen", "? open: not shown here"),
       Tile("not-applicable", counts.out, "rules", "– not applicable")});
}

Html IssueItem(const Issue& issue) {
  const auto& check = *issue.check;
  Html item("li", {{"class", issue.decides ? "decides" : "listed"}});
  item.Add(Html("h3", {}, {Capital(HeadlineOf(check))}));
  Html meta = Classed("p", "meta", {issue.claims.size() == 1 ? "Claim " : "Claims "});
  AddClaimLinks(meta, issue.claims);
  meta.Add(issue.decides ? " · contradicts the claim · " : " · decides nothing by itself · ");
  if (std::string reach = SharedReach(check); !reach.empty()) meta.Add(reach + " · ");
  meta.Add(check.minutes > 0 ? "about " + EffortWords(check.minutes) + ", our guess"
                             : std::string("needs a decision"));
  item.Add(std::move(meta));
  item.Add(PlaceList(check, kMostPlacesInPage));
  if (!check.remedy.empty() || !check.fix_command.empty()) {
    Html todo = Classed("p", "do", {Html("strong", {}, {"Do: "}), check.remedy});
    if (!check.fix_command.empty()) {
      todo.Add(check.remedy.empty() ? "for a patch: " : " · for a patch: ");
      todo.Add(Html("code", {}, {check.fix_command}));
    }
    item.Add(std::move(todo));
  }
  return item;
}

Html WorthFixing(const std::vector<Issue>& issues) {
  if (issues.empty())
    return Section("fix", "Worth fixing",
                   {Html("p", {},
                         {"Nothing that needs fixing was seen in this commit. That is no proof "
                          "that there is nothing."})});
  Html list = Classed("ol", "issues");
  for (const auto& issue : issues) list.Add(IssueItem(issue));
  return Section("fix", "Worth fixing",
                 {Html("p", {}, {"True of this commit, whoever you are. Each shows its place."}),
                  std::move(list)});
}

Html Since(const Comparison& since) {
  Html list = Classed("ul", "places");
  for (std::size_t i = 0; i < since.fresh.size() && i < kMostPlacesInPage; ++i)
    list.Add(Html("li", {},
                  {Html("code", {}, {PlaceText(since.fresh[i].place)}),
                   Html("code", {}, {since.fresh[i].text})}));
  Html loosened("ul", {});
  for (const auto& rule : since.loosened) loosened.Add(Html("li", {}, {"Rule loosened: " + rule}));
  std::string line = Count("new finding", static_cast<long long>(since.fresh.size())) + ", " +
                     Count("finding", static_cast<long long>(since.gone.size())) + " gone, since " +
                     ShortCommit(since.base) + ", the common ancestor.";
  return Section("since", "What this change brings",
                 {Html("p", {}, {line}), std::move(list), std::move(loosened)});
}

Html Rules(const std::vector<std::string>& rules) {
  Html list("ul", {});
  for (const auto& rule : rules) list.Add(Html("li", {}, {Capital(rule)}));
  return Section(
      "rules", "Rules changed, or claims left out",
      {Html("p", {}, {"The assessed party set these, in avouch.yaml. Judge for yourself."}),
       std::move(list)});
}

Html Here(const Material& material) {
  Html list = Classed("ul", "held");
  for (const auto& held : AlreadyHere(material.assessment)) {
    Html claims("span", {}), text("span", {});
    AddClaimLinks(claims, held.claims);
    for (std::size_t i = 0; i < held.said.size() && i < kMostPlacesInPage; ++i) {
      if (i > 0) text.Add(" · ");
      text.Add(held.said[i].text);
      if (held.said[i].places.empty()) continue;
      text.Add(" ");
      text.Add(Html("code", {}, {PlacesText(held.said[i].places, kMostPlacesSaid)}));
    }
    list.Add(Html("li", {}, {std::move(claims), std::move(text)}));
  }
  std::string assumed = Join(material.assessment.assumptions, "; ");
  std::vector<Html> parts = {Html("p", {},
                                  {"Found in this commit; anyone with it can compute it again." +
                                   (assumed.empty() ? "" : " " + Capital(assumed) + ".")})};
  if (list.empty())
    parts = {Html("p", {}, {"Nothing yet."})};
  else
    parts.push_back(std::move(list));
  return Section("here", "Already here", std::move(parts));
}

Html NotSeenTable(const Material& material) {
  Html body("tbody", {});
  for (const auto& row : NotSeenByPlace(material.assessment)) {
    Html claims("td", {});
    AddClaimLinks(claims, row.claims);
    body.Add(
        Html("tr", {},
             {Html("th", {{"scope", "row"}}, {Capital(std::string(WhereName(row.where)))}),
              std::move(claims), Html("td", {}, {Capital(std::string(WhereToLook(row.where)))})}));
  }
  if (body.empty())
    return Section("not-seen", "Where the rest would be", {Html("p", {}, {"No claim is open."})});
  Html head(
      "thead", {},
      {Html("tr", {},
            {Html("th", {{"scope", "col"}}, {"Where"}), Html("th", {{"scope", "col"}}, {"Claims"}),
             Html("th", {{"scope", "col"}}, {"What it would be"})})});
  return Section("not-seen", "Where the rest would be",
                 {Html("p", {},
                       {material.assessment.subject.product.configured
                            ? std::string("Open means not shown here; it does not mean not done.")
                            : WhyAFirstRunLooksLikeThis()}),
                  Html("table", {{"class", "stack"}}, {std::move(head), std::move(body)})});
}

Html Glance(const Material& material) {
  std::size_t most = 0;
  for (const auto& theme : material.catalogue.themes)
    for (const auto& principle : theme.principles) most = std::max(most, principle.claims.size());
  Html head("tr", {}, {Html("td", {})});
  for (std::size_t i = 1; i <= most; ++i)
    head.Add(Html("th", {{"scope", "col"}}, {std::to_string(i)}));
  head.Add(Html("th", {{"scope", "col"}, {"class", "name"}}, {"Principle, in short"}));
  Html body("tbody", {});
  for (const auto& theme : material.catalogue.themes)
    for (const auto& principle : theme.principles) {
      Html row("tr", {},
               {Html("th", {{"scope", "row"}},
                     {Html::LinkTo("principle-" + principle.number, {principle.number})})});
      for (std::size_t i = 0; i < most; ++i) {
        const auto* answer = i < principle.claims.size()
                                 ? FindAnswer(material.assessment, principle.claims[i].number)
                                 : nullptr;
        Html cell("td", {});
        if (answer != nullptr) {
          std::string word = answer->verdict == model::Verdict::kNotMet ? "NOT"
                             : answer->verdict == model::Verdict::kNotApplicable
                                 ? "n/a"
                                 : VerdictWord(answer->verdict);
          Html link = Html::LinkTo(ClaimId(answer->claim), {word});
          link.Set("class", VerdictClass(answer->verdict));
          link.Set("aria-label", answer->claim + " " + VerdictWord(answer->verdict));
          cell.Add(std::move(link));
        }
        row.Add(std::move(cell));
      }
      row.Add(Html("td", {{"class", "name"}}, {Capital(principle.name)}));
      body.Add(std::move(row));
    }
  return Html("table", {{"class", "glance"}},
              {Html("caption", {},
                    {"Every claim at a glance. A principle is met only when all its claims are."}),
               Html("thead", {}, {std::move(head)}), std::move(body)});
}

Html Claims(const Material& material) {
  Html out = Section("claims", "Claim by claim", {Glance(material)});
  for (const auto& theme : material.catalogue.themes) {
    out.Add(Html("h3", {}, {"Theme " + theme.number + ": " + theme.name}));
    for (const auto& principle : theme.principles) {
      Html heading("h4", {{"class", "principle"}, {"id", "principle-" + principle.number}},
                   {Html("span", {}, {"Principle " + principle.number})});
      for (const auto& answer : material.assessment.principles)
        if (answer.principle == principle.number) heading.Add(VerdictTag(answer.verdict));
      out.Add(std::move(heading));
      out.Add(Html("blockquote", {}, {principle.text}));
      for (const auto& claim : principle.claims)
        if (const auto* answer = FindAnswer(material.assessment, claim.number))
          out.Add(ClaimSection(material, claim, *answer));
    }
  }
  return out;
}

Html Repeat(const Material& material) {
  const auto& a = material.assessment;
  Html digests("tbody", {});
  auto row = [&](const std::string& what, const std::string& value) {
    digests.Add(Html(
        "tr", {},
        {Html("th", {{"scope", "row"}}, {what}), Html("td", {}, {Html("code", {}, {value})})}));
  };
  row("Commit", a.subject.commit);
  for (const auto& source : a.subject.sources)
    row("Source " + source.name, source.left.empty() ? source.commit : "not read: " + source.left);
  row("Catalogue", a.catalogue);
  row("Arguments", a.arguments);
  row("Dated tables", a.tables);
  if (!a.subject.refs.empty()) row("Branches and tags", a.subject.refs);
  for (const auto& observation : a.observations)
    row("Evidence: " + observation.family + " (" + Thousands(observation.read) + " of " +
            Thousands(observation.seen) + " read)",
        observation.id.hex());
  row("Program", a.program);
  return Section("repeat", "How to repeat it",
                 {Html("p", {},
                       {a.subject.sources.empty()
                            ? "With the repository at hand and nothing else, this gives the same "
                              "answer, to the byte:"
                            : "With the repositories at hand, side by side and each at its commit "
                              "below, and nothing else, this gives the same answer, to the byte:"}),
                  Html("pre", {},
                       {Html("code", {},
                             {"avouch check --commit " + a.subject.commit + " --at " +
                              ToString(a.time) + " --format json"})}),
                  Html("table", {{"class", "stack wide"}},
                       {Html("caption", {},
                             {"What the answer rests on, by SHA-256 (the commit by git's own id)"}),
                        std::move(digests)})});
}

Html LeftOut(const Material& material) {
  auto groups = LeftOutByReason(material.assessment);
  Html out = Section("left-out", "What was left out", {});
  if (groups.empty()) out.Add(Html("p", {}, {"Nothing; nothing was unreadable."}));
  for (const auto& group : groups) {
    Html list("ul", {});
    for (std::size_t i = 0; i < group.items.size() && i < kMostLeftOut; ++i)
      list.Add(Html("li", {}, {Html("code", {}, {group.items[i]->path.bytes})}));
    if (group.items.size() > kMostLeftOut)
      list.Add(Html("li", {},
                    {"and " + Thousands(static_cast<long long>(group.items.size() - kMostLeftOut)) +
                     " more; the JSON report lists all"}));
    out.Add(Html("details", {}, {Html("summary", {}, {LeftOutWords(group)}), std::move(list)}));
  }
  return out;
}

Html Navigation(bool rules, bool said) {
  Html list("ul", {});
  auto link = [&](const char* id, const char* words) {
    list.Add(Html("li", {}, {Html::LinkTo(id, {words})}));
  };
  link("fix", "Worth fixing");
  if (rules) link("rules", "Rules changed");
  link("here", "Already here");
  link("not-seen", "Where the rest would be");
  if (said) link("said", "Only said");
  link("claims", "Claim by claim");
  link("repeat", "How to repeat it");
  link("left-out", "Left out");
  return Html("nav", {{"aria-label", "On this page"}}, {Classed("div", "page", {std::move(list)})});
}

}  // namespace

std::string CheckHtml(const Material& material, const Options&) {
  const auto& a = material.assessment;
  auto issues = Issues(a);
  auto rules = ChangedRules(a);
  const bool said = material.only_said != nullptr && !material.only_said->empty();
  Counts counts = CountVerdicts(a);
  Html skip = Html::LinkTo("main", {"Skip to the answer"});
  skip.Set("class", "skip");
  Html main("main", {{"class", "page"}, {"id", "main"}},
            {Lead(material, issues, counts), Tiles(material, counts)});
  if (!rules.empty()) main.Add(Rules(rules));
  if (material.since != nullptr) main.Add(Since(*material.since));
  main.Add(WorthFixing(issues));
  main.Add(Here(material));
  main.Add(NotSeenTable(material));
  if (said) main.Add(OnlySaidSection(*material.only_said));
  main.Add(Claims(material));
  main.Add(Repeat(material));
  main.Add(LeftOut(material));
  Html about = Classed(
      "div", "page",
      {Html("p", {},
            {"Made by " + a.program +
             (a.subject.sources.empty() ? ", offline, from one commit. "
                                        : ", offline, from one commit of each source. ") +
             "The Code's principles are quoted; "
             "the claims are in the catalogue's own words. " +
             material.catalogue.code.attribution}),
       Html("p", {},
            {"The Code is binary: a claim is met or it is not. Nothing here grades, ranks or "
             "seals anything, and this page is no statement of the Code's authors."})});
  return Document(SubjectTitle(a) + ": " + CodeTitle(material.catalogue), kStyle,
                  {std::move(skip), Head(material), Navigation(!rules.empty(), said),
                   std::move(main), Html("footer", {}, {std::move(about)})});
}

}  // namespace avouch::report
