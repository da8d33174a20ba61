#include "formats/gitlab_ci.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "formats/gitlab_parts.h"

namespace avouch::formats {
namespace {

using model::Job;
using model::Pin;
using model::Pipeline;
using model::ReferenceKind;

Pipeline Read(std::string_view text) {
  auto pipeline = ReadGitlabCi(".gitlab-ci.yml", text);
  EXPECT_TRUE(pipeline.has_value()) << ToString(pipeline.error());
  return pipeline ? std::move(*pipeline) : Pipeline();
}

const Job& Named(const Pipeline& pipeline, std::string_view id) {
  for (const auto& job : pipeline.jobs)
    if (job.id == id) return job;
  ADD_FAILURE() << "no job " << id;
  static const Job kNone;
  return kNone;
}

// "push, tag"
std::string Triggers(const Job& job) {
  std::vector<std::string> out;
  for (const auto& trigger : job.triggers) out.push_back(trigger.text);
  return Join(out, ", ");
}
std::string Needs(const Pipeline& pipeline, std::string_view id) {
  return Join(Named(pipeline, id).needs, " ");
}

// "test pytest 4, publish twine 5~": what, with what, on which line; ~ is tolerated.
std::string Deeds(const Job& job) {
  std::vector<std::string> out;
  for (const auto& step : job.steps)
    for (const auto& deed : step.deeds)
      if (deed.kind != model::DeedKind::kCall)
        out.push_back(std::string(model::Name(deed.kind)) + " " + deed.tool + " " +
                      std::to_string(deed.place.line) + (deed.tolerated ? "~" : ""));
  return Join(out, ", ");
}
std::string Images(const Job& job) {
  std::vector<std::string> out;
  for (const auto& image : job.images)
    out.push_back(image.text + " " + std::string(model::Name(image.pin)) + " " +
                  std::to_string(image.place.line));
  return Join(out, ", ");
}
bool HasNote(const Pipeline& pipeline, std::string_view part) {
  return std::any_of(pipeline.notes.begin(), pipeline.notes.end(),
                     [&](const auto& note) { return note.find(part) != std::string::npos; });
}

TEST(GitlabCi, OnlyTheRootsFileIsOne) {
  EXPECT_TRUE(IsGitlabCi(".gitlab-ci.yml"));
  EXPECT_FALSE(IsGitlabCi("sub/.gitlab-ci.yml"));
  EXPECT_FALSE(IsGitlabCi(".gitlab-ci.yaml"));
}

TEST(GitlabCi, WhatIsNoMapIsRefused) {
  for (std::string_view bad : {"", "- a", "text", "a: [", "a: *nothing"})
    EXPECT_FALSE(ReadGitlabCi(".gitlab-ci.yml", bad).has_value()) << bad;
}

TEST(GitlabCi, KeywordsAndHiddenJobsAreNoJobs) {
  const auto p = Read(
      "stages: [a]\nvariables: {A: b}\ndefault: {tags: [x]}\nworkflow: {}\ninclude: x.yml\n"
      "image: {name: y}\ncache: {key: z}\n.hidden: {script: [a]}\nlist: [a]\n"
      "one: {stage: a, script: [a]}\npages: {stage: a, script: [b]}\n");
  ASSERT_EQ(p.jobs.size(), 2u);
  EXPECT_EQ(p.jobs[0].id, "one");
  EXPECT_EQ(p.jobs[0].place.line, 10);
  EXPECT_EQ(Deeds(p.jobs[1]), "publish pages 11");
}

TEST(GitlabCi, DeedsComeFromScriptsOnTheirOwnLines) {
  const auto p = Read(
      "job:\n"
      "  before_script:\n"
      "    - cd app\n"
      "  script:\n"
      "    - pip install -r requirements.txt\n"
      "    - |\n"
      "      echo pytest\n"
      "      pytest -x\n"
      "    - \"make test || true\"\n"
      "    # - npm publish\n"
      "    - docker build -f Dockerfile .\n"
      "  after_script:\n"
      "    - go test ./...\n");
  EXPECT_EQ(Deeds(p.jobs[0]),
            "install pip 5, test pytest 8, test make 9~, build-image docker 11, test go 13~");
  ASSERT_EQ(p.jobs[0].steps.size(), 2u);
  const auto& deeds = p.jobs[0].steps[0].deeds;
  EXPECT_EQ(deeds[0].arguments, std::vector<std::string>{"app/requirements.txt"});
  EXPECT_EQ(deeds[4].arguments[0], "app/Dockerfile");
  EXPECT_TRUE(p.jobs[0].steps[1].continue_on_error);
}

TEST(GitlabCi, ScriptsOfOneTextOfListsInListsAndOfReferences) {
  const auto p = Read(
      ".setup:\n"
      "  script: [npm ci]\n"
      ".anchored: &lines\n"
      "  - npm test\n"
      "one: {script: cargo test}\n"
      "two:\n"
      "  script:\n"
      "    - !reference [.setup, script]\n"
      "    - *lines\n"
      "    - [[npm publish]]\n");
  EXPECT_EQ(Deeds(Named(p, "one")), "test cargo 5");
  EXPECT_EQ(Deeds(Named(p, "two")), "install npm 2, test npm 4, publish npm 10");
}

TEST(GitlabCi, AProgramInAVariableOfTheFileIsSeen) {
  const auto p = Read(
      "variables: {pip: pip3 --timeout 100, T: make}\n"
      "job: {script: ['$pip install x', '$T test', '$UNKNOWN test']}\n");
  ASSERT_EQ(p.jobs[0].steps[0].references.size(), 1u);
  EXPECT_EQ(p.jobs[0].steps[0].references[0].name, "x");
  EXPECT_EQ(Deeds(p.jobs[0]), "test make 2");
}

TEST(GitlabCi, ExtendsLaysMapsOverEachOtherAndReplacesLists) {
  const auto p = Read(
      ".a:\n"
      "  image: a:1\n"
      "  variables: {X: a, Y: a}\n"
      "  script: [make test]\n"
      ".b:\n"
      "  extends: .a\n"
      "  variables: {Y: b, Z: b}\n"
      "  tags: [b]\n"
      ".c:\n"
      "  image: c:1\n"
      "job:\n"
      "  extends: [.b, .c]\n"
      "  variables: {Z: job}\n");
  const Job& job = p.jobs[0];
  EXPECT_EQ(Images(job), "c:1 floating 10");
  EXPECT_EQ(Deeds(job), "test make 4");
  EXPECT_EQ(job.runs_on, std::vector<std::string>{"b"});
  std::string settings;
  for (const auto& setting : job.variables) settings += setting.key + "=" + setting.value + " ";
  EXPECT_EQ(settings, "Z=job Y=b X=a ");
}

TEST(GitlabCi, CirclesAndBombsOfExtendsAndReferencesEnd) {
  const auto circle = Read(
      "a: {extends: b, script: [!reference [b, script]]}\n"
      "b: {extends: [a, a], script: [!reference [a, script]]}\n");
  EXPECT_EQ(circle.jobs.size(), 2u);
  EXPECT_TRUE(HasNote(circle, "than is followed"));
  // Ten levels, each met thirty times by the one above.
  std::string wide = "l0: {script: [make test]}\n";
  for (int i = 1; i <= 10; ++i) {
    std::string list;
    for (int k = 0; k < 30; ++k) list += (k > 0 ? ", l" : "l") + std::to_string(i - 1);
    wide += "l" + std::to_string(i) + ": {extends: [" + list + "]}\n";
  }
  EXPECT_EQ(Deeds(Named(Read(wide), "l10")), "test make 1");
}

TEST(GitlabCi, WhatIsExtendedAndIsNotHereIsSaid) {
  const auto p = Read("job: {extends: .elsewhere, script: [!reference [.gone, script]]}\n");
  EXPECT_TRUE(HasNote(p, ".elsewhere"));
  EXPECT_TRUE(HasNote(p, ".gone"));
}

struct Occasion {
  std::string_view written, triggers;
};

TEST(GitlabCi, WhenAJobRuns) {
  const Occasion kRows[] = {
      {"{}", "push, tag"},
      {"{only: [tags]}", "tag"},
      {"{only: [main]}", "push to the default branch"},
      {"{only: [merge_requests]}", "merge request"},
      {"{only: [branches], except: [main]}", "push to other branches"},
      {"{except: [tags]}", "push"},
      {"{only: [schedules]}", "schedule"},
      {"{only: {refs: [main, merge_requests], changes: [x]}}",
       "push to the default branch, merge request"},
      {"{only: {variables: [$CI_COMMIT_TAG]}}", "tag"},
      {"{except: {variables: [$CI_COMMIT_TAG]}}", "push"},
      {"{rules: [{if: $CI_COMMIT_TAG}]}", "tag"},
      {"{rules: [{if: $CI_COMMIT_TAG, when: manual}]}", "by hand: tag"},
      {"{rules: [{if: $CI_PIPELINE_SOURCE == 'merge_request_event', when: manual}]}",
       "by hand: merge request"},
      {"{rules: [{if: $CI_PIPELINE_SOURCE == 'web'}]}", "web"},
      {"{rules: [{if: $CI_PIPELINE_SOURCE == 'trigger'}]}", "another program"},
      {"{rules: [{when: always}]}", "push, tag, merge request"},
      {"{when: manual}", "by hand: push, by hand: tag"},
  };
  for (const auto& row : kRows) {
    const auto p = Read("job: " + std::string(row.written).insert(1, "script: [a], ") + "\n");
    ASSERT_EQ(p.jobs.size(), 1u) << row.written;
    EXPECT_EQ(Triggers(p.jobs[0]), row.triggers) << row.written;
  }
}

TEST(GitlabCi, AJobThatNeverRunsIsNone) {
  const auto p = Read(
      "a: {script: [npm publish], when: never}\nb: {script: [a], rules: [{when: never}]}\n"
      "c: {script: [a], rules: []}\nd: {script: [a], rules: [{if: 'null'}]}\n");
  EXPECT_TRUE(p.jobs.empty());
  EXPECT_EQ(p.notes.size(), 4u);
}

TEST(GitlabCi, AWorkflowSaysWhichPipelinesThereAre) {
  const auto p = Read(
      "workflow:\n"
      "  rules:\n"
      "    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'\n"
      "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n"
      "      variables: {ON: 'yes'}\n"
      "variables: {ON: 'no'}\n"
      "plain: {script: [a]}\n"
      "tags: {script: [a], only: [tags]}\n"
      "on: {script: [a], rules: [{if: $ON == 'yes'}]}\n");
  EXPECT_EQ(Triggers(Named(p, "plain")), "push to the default branch, merge request");
  EXPECT_EQ(Triggers(Named(p, "on")), "push to the default branch, merge request");
  EXPECT_EQ(p.jobs.size(), 2u);
}

TEST(GitlabCi, WithoutNeedsAJobWaitsForAllOfEarlierStages) {
  const auto p = Read(
      "stages: [check, ship]\n"
      "publish: {stage: ship, script: [npm publish]}\n"
      "unit: {stage: check, script: [npm test]}\n"
      "lint: {stage: check, script: [npm run lint]}\n"
      "first: {stage: .pre, script: [a]}\n"
      "last: {stage: .post, script: [a]}\n");
  EXPECT_EQ(Needs(p, "publish"), "unit lint first");
  EXPECT_EQ(Needs(p, "unit"), "first");
  EXPECT_EQ(Needs(p, "last"), "publish unit lint first");
}

TEST(GitlabCi, TheUsualStagesAreAssumedAndTestIsTheUsualOne) {
  const auto p =
      Read("b: {stage: build, script: [a]}\nt: {script: [a]}\nd: {stage: deploy, script: [a]}\n");
  EXPECT_EQ(Needs(p, "d"), "b t");
  EXPECT_EQ(Needs(p, "t"), "b");
}

TEST(GitlabCi, AJobDoesNotWaitForWhatIsNotPartOfItsPipeline) {
  const auto p = Read(
      "proposed: {script: [pytest], rules: [{if: $CI_MERGE_REQUEST_IID}]}\n"
      "pushed: {script: [pytest], except: [tags]}\n"
      "each: {script: [pytest], rules: [{when: on_success}]}\n"
      "tagged: {stage: deploy, script: [twine upload x], only: [tags]}\n"
      "everywhere: {stage: deploy, script: [twine upload x]}\n");
  EXPECT_EQ(Needs(p, "tagged"), "each");
  EXPECT_EQ(Needs(p, "everywhere"), "each");
}

TEST(GitlabCi, NeedsAreTakenAtTheirWord) {
  const auto p = Read(
      "t: {script: [a]}\n"
      "m: {script: [a], only: [merge_requests]}\n"
      "none: {stage: deploy, script: [a], needs: []}\n"
      "some: {stage: deploy, script: [a], needs: [t, {job: m, optional: true}, {job: t},\n"
      "  {pipeline: x, job: y}, {project: z, job: y, ref: main}]}\n");
  EXPECT_EQ(Needs(p, "none"), "");
  EXPECT_EQ(Needs(p, "some"), "t");
}

TEST(GitlabCi, WhatGoesOnWhateverFailedSaysSo) {
  const auto p = Read(
      "a: {script: [a], when: always}\nb: {script: [a], when: on_failure}\n"
      "c: {script: [a], rules: [{if: $X}]}\nd: {script: [a]}\n");
  EXPECT_EQ(Named(p, "a").condition, "when: always");
  EXPECT_EQ(Named(p, "b").condition, "when: always");
  EXPECT_EQ(Named(p, "c").condition, "if: $X");
  EXPECT_EQ(Named(p, "d").condition, "");
}

TEST(GitlabCi, WhoseFailureIsLetPass) {
  const Occasion kRows[] = {{"{allow_failure: true}", "y"},
                            {"{allow_failure: false, when: manual}", "n"},
                            {"{when: manual}", "y"},
                            {"{rules: [{when: manual}]}", "n"},
                            {"{allow_failure: {exit_codes: 1}}", "y"},
                            {"{allow_failure: {exit_codes: [137, 255]}}", "n"},
                            {"{}", "n"}};
  for (const auto& row : kRows) {
    const auto p = Read("job: " + std::string(row.written).insert(1, "script: [a], ") + "\n");
    EXPECT_EQ(p.jobs[0].continue_on_error, row.triggers == "y") << row.written;
  }
}

TEST(GitlabCi, ImagesByNameMapDefaultAndVariable) {
  const auto p = Read(
      "variables:\n"
      "  REGISTRY: docker.io/library\n"
      "  PYTHON: {value: $REGISTRY/python:3.12, description: x}\n"
      "default:\n"
      "  image: alpine:3.22\n"
      "  services: [{name: 'postgres:16', alias: db}, 'redis@sha256:"
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef']\n"
      "plain: {script: [a]}\n"
      "map: {image: {name: $PYTHON, entrypoint: ['']}, services: [], script: [a]}\n"
      "own: {image: '$CI_REGISTRY_IMAGE/ci:1', services: [], script: [a]}\n"
      "tag: {image: 'x:$TAG', services: [], script: [a]}\n"
      "alone: {inherit: {default: [services]}, services: [], script: [a]}\n"
      "virtual: {image: macos-14-xcode-15, services: [], script: [a]}\n");
  EXPECT_EQ(Images(Named(p, "plain")),
            "alpine:3.22 floating 5, postgres:16 floating 6, redis@sha256:"
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef digest 6");
  EXPECT_EQ(Images(Named(p, "map")), "docker.io/library/python:3.12 floating 8");
  EXPECT_EQ(Images(Named(p, "own")), "$CI_REGISTRY_IMAGE/ci:1 floating 9");
  EXPECT_EQ(Images(Named(p, "tag")), "x:$TAG variable 10");
  EXPECT_EQ(Images(Named(p, "alone")), "");
  EXPECT_EQ(Images(Named(p, "virtual")), "");
}

TEST(GitlabCi, AMatrixNamesOneImageForEachValue) {
  const auto p = Read(
      "job:\n"
      "  parallel: {matrix: [{PY: ['3.12', '3.13'], OS: slim}, {PY: '3.14'}]}\n"
      "  image: python:$PY\n"
      "  script: [pytest]\n");
  EXPECT_EQ(Images(p.jobs[0]),
            "python:3.12 floating 3, python:3.13 floating 3, python:3.14 floating 3");
  ASSERT_EQ(p.jobs[0].matrix.size(), 2u);
  EXPECT_EQ(p.jobs[0].matrix[0].value, "3.12,3.13,3.14");
}

TEST(GitlabCi, VariablesThatGrowInEachOtherEnd) {
  std::string text = "variables:\n  A0: xxxxxxxxxx\n";
  for (int i = 1; i < 40; ++i) {
    std::string before = "$A" + std::to_string(i - 1);
    text += "  A" + std::to_string(i) + ": " + before + before + before + "\n";
  }
  const auto p = Read(
      text + "  SELF: x$SELF\njob: {image: $A39, script: [a]}\nb: {image: $SELF, script: [a]}\n");
  EXPECT_LT(Named(p, "job").images[0].text.size(), 100'000u);
}

struct Included {
  std::string_view written, name, version;
  ReferenceKind kind;
  Pin pin;
};

TEST(GitlabCi, IncludesOfAllKindsAndHowTheyArePinned) {
  using enum ReferenceKind;
  const Included kRows[] = {
      {"/ci/a.yml", "/ci/a.yml", "", kInclude, Pin::kLocal},
      {"{local: ci/*.yml}", "ci/*.yml", "", kInclude, Pin::kLocal},
      {"{local: '$WHERE.yml'}", "$WHERE.yml", "", kInclude, Pin::kVariable},
      {"https://h.example/a.yml", "https://h.example/a.yml", "", kInclude, Pin::kFloating},
      {"{remote: 'https://h.example/a.yml', integrity: sha256-L3/GAoKa}", "https://h.example/a.yml",
       "", kInclude, Pin::kDigest},
      {"{remote: 'https://h.example/-/raw/0123456789abcdef0123456789abcdef01234567/a.yml'}",
       "https://h.example/-/raw/0123456789abcdef0123456789abcdef01234567/a.yml", "", kInclude,
       Pin::kCommit},
      {"{project: g/p, file: /a.yml}", "g/p/a.yml", "", kReusableWorkflow, Pin::kFloating},
      {"{project: g/p, file: [a.yml, b.yml], ref: v1}", "g/p/a.yml", "v1", kReusableWorkflow,
       Pin::kFloating},
      {"{project: g/p, file: /a.yml, ref: 0123456789abcdef0123456789abcdef01234567}", "g/p/a.yml",
       "0123456789abcdef0123456789abcdef01234567", kReusableWorkflow, Pin::kCommit},
      {"{project: g/p, file: /a.yml, ref: $REF}", "g/p/a.yml", "$REF", kReusableWorkflow,
       Pin::kVariable},
      {"{component: $CI_SERVER_FQDN/g/p/c@1.2.3}", "$CI_SERVER_FQDN/g/p/c", "1.2.3", kInclude,
       Pin::kFloating},
      {"{component: h.example/g/p/c@~latest}", "h.example/g/p/c", "~latest", kInclude,
       Pin::kFloating},
      {"{component: h.example/g/p/c@0123456789abcdef0123456789abcdef01234567}", "h.example/g/p/c",
       "0123456789abcdef0123456789abcdef01234567", kInclude, Pin::kCommit},
      {"{template: Jobs/SAST.gitlab-ci.yml}", "template:Jobs/SAST.gitlab-ci.yml", "", kInclude,
       Pin::kFloating},
  };
  for (const auto& row : kRows)
    for (const std::string& form :
         {"include:\n  - " + std::string(row.written), "include: " + std::string(row.written)}) {
      const auto p = Read(form + "\njob: {script: [a]}\n");
      ASSERT_EQ(p.includes.size(), 1u) << form;
      EXPECT_EQ(p.includes[0].name, row.name) << form;
      EXPECT_EQ(p.includes[0].version, row.version) << form;
      EXPECT_EQ(p.includes[0].kind, row.kind) << form;
      EXPECT_EQ(p.includes[0].pin, row.pin) << form;
    }
}

TEST(GitlabCi, LocalIncludesAreNamedWithoutTheirSlash) {
  EXPECT_EQ(Join(*GitlabLocalIncludes("include: /a.yml\n"), " "), "a.yml");
  EXPECT_EQ(Join(*GitlabLocalIncludes("include: {local: a.yml}\n"), " "), "a.yml");
  EXPECT_EQ(Join(*GitlabLocalIncludes(
                     "include: [a.yml, {local: /b/**.yml}, {project: x, file: c}, 'https://d', "
                     "{local: $E}, {template: f}]\n"),
                 " "),
            "a.yml b/**.yml");
  EXPECT_FALSE(GitlabLocalIncludes("include: [").has_value());
}

TEST(GitlabCi, SeveralFilesAreOnePipelineAndJobsKeepTheirPlaces) {
  const GitlabFile files[] = {
      {"ci/base.yml",
       ".base:\n  image: base:1\n  before_script: [npm ci]\ntest:\n  extends: .base\n  script: "
       "[npm test]\n"},
      {"ci/more.yml", "spec: {inputs: {}}\n---\ntest:\n  stage: build\n  variables: {A: more}\n"},
      {".gitlab-ci.yml",
       "include: ci/*.yml\ntest:\n  variables: {A: root}\npublish:\n  extends: .base\n"
       "  stage: deploy\n  script:\n    - npm publish\n"}};
  auto p = ReadGitlabPipeline(files);
  ASSERT_TRUE(p.has_value()) << ToString(p.error());
  EXPECT_EQ(p->path.bytes, ".gitlab-ci.yml");
  ASSERT_EQ(p->jobs.size(), 2u);
  const Job& test = Named(*p, "test");
  EXPECT_EQ(test.place.path.bytes, ".gitlab-ci.yml");
  EXPECT_EQ(test.variables[0].value, "root");
  EXPECT_EQ(test.images[0].place.path.bytes, "ci/base.yml");
  EXPECT_EQ(test.steps[0].deeds[1].place.path.bytes, "ci/base.yml");
  const Job& publish = Named(*p, "publish");
  EXPECT_EQ(publish.needs, std::vector<std::string>{"test"});
  EXPECT_EQ(Deeds(publish), "install npm 3, publish npm 8");
  EXPECT_EQ(publish.steps[0].deeds.back().place.path.bytes, ".gitlab-ci.yml");
}

TEST(GitlabCi, AChildPipelineRunsWhenItIsCalled) {
  const GitlabFile file{
      "ci/child.yml",
      "a: {script: [make test], rules: [{if: $CI_PIPELINE_SOURCE == 'parent_pipeline'}]}\n"
      "b: {script: [a], rules: [{if: $CI_PIPELINE_SOURCE == 'push'}]}\n"};
  auto p = ReadGitlabPipeline({&file, 1}, true);
  ASSERT_TRUE(p.has_value());
  ASSERT_EQ(p->jobs.size(), 1u);
  EXPECT_EQ(p->jobs[0].id, "a");
  EXPECT_TRUE(p->jobs[0].triggers.empty());
  ASSERT_EQ(p->triggers.size(), 1u);
  EXPECT_EQ(p->triggers[0].event, model::Event::kCalled);
}

TEST(GitlabCi, WhatAJobStarts) {
  const auto p = Read(
      "child: {trigger: {include: /ci/child.yml, strategy: depend}}\n"
      "loose: {trigger: {include: [{local: ci/child.yml}, {local: b.yml}]}}\n"
      "far: {trigger: {include: [{project: g/p, file: /x.yml, ref: main}]}}\n"
      "other: {trigger: g/other}\n");
  EXPECT_EQ(Named(p, "child").calls->text, "ci/child.yml");
  EXPECT_EQ(Named(p, "child").calls->pin, Pin::kLocal);
  EXPECT_FALSE(Named(p, "child").continue_on_error);
  EXPECT_TRUE(Named(p, "loose").continue_on_error);
  EXPECT_EQ(Named(p, "far").calls->name, "g/p/x.yml");
  EXPECT_EQ(Named(p, "far").calls->pin, Pin::kFloating);
  EXPECT_FALSE(Named(p, "other").calls.has_value());
  EXPECT_TRUE(HasNote(p, "several files"));
  EXPECT_TRUE(HasNote(p, "another project"));
}

TEST(GitlabCi, EnvironmentsAndWhatIsSentToThem) {
  const auto p = Read(
      "live: {environment: production, script: ['rsync -a x/ web@h.example:/srv', 'ssh "
      "web@h.example up']}\n"
      "review: {environment: {name: review/$CI_COMMIT_REF_SLUG, url: x}, script: [kubectl apply -f "
      "x]}\n"
      "tier: {environment: {name: customer, deployment_tier: staging}, script: [a]}\n"
      "stop: {environment: {name: production, action: stop}, script: ['ssh web@h.example down']}\n"
      "none: {script: ['rsync -a x/ web@h.example:/srv']}\n"
      "near: {environment: production, script: ['rsync -a x/ y/']}\n");
  EXPECT_EQ(Named(p, "live").environment, "production");
  EXPECT_EQ(Deeds(Named(p, "live")), "deploy rsync 1, deploy ssh 1");
  EXPECT_EQ(Named(p, "review").environment, "review/$CI_COMMIT_REF_SLUG");
  EXPECT_EQ(Deeds(Named(p, "review")), "deploy kubectl 2");
  EXPECT_EQ(Named(p, "tier").environment, "staging/customer");
  EXPECT_EQ(Named(p, "stop").environment, "");
  EXPECT_EQ(Deeds(Named(p, "stop")) + Deeds(Named(p, "near")), "");
  // Of a file that is sent to a host, nothing says what for.
  EXPECT_EQ(Deeds(Named(p, "none")), "deploy rsync 5");
  EXPECT_EQ(Named(p, "none").steps[0].deeds[0].arguments, std::vector<std::string>{"may-publish"});
  EXPECT_TRUE(Named(p, "live").steps[0].deeds[0].arguments.empty());
}

TEST(GitlabCi, KeywordsThatPublish) {
  const auto p = Read(
      "release:\n  script: [a]\n  release:\n    tag_name: $CI_COMMIT_TAG\n"
      "pages: {script: [a], pages: false}\n"
      "docs: {script: [a], pages: {publish: x}}\n"
      "sbom: {script: [a], artifacts: {reports: {cyclonedx: gl.json}}}\n");
  EXPECT_EQ(Deeds(Named(p, "release")), "publish gitlab-release 4");
  EXPECT_EQ(Named(p, "release").steps[0].deeds[0].text, "release: $CI_COMMIT_TAG");
  EXPECT_EQ(Deeds(Named(p, "pages")), "");
  EXPECT_EQ(Deeds(Named(p, "docs")), "publish pages 6");
  EXPECT_EQ(Deeds(Named(p, "sbom")), "make-sbom cyclonedx 7");
}

TEST(GitlabCi, CommandsThatPublishFromGitlab) {
  const auto p = Read(
      "job:\n  script:\n"
      "    - /kaniko/executor --context $CI_PROJECT_DIR --dockerfile $CI_PROJECT_DIR/a/Dockerfile "
      "--destination x\n"
      "    - /kaniko/executor --context . --no-push\n"
      "    - 'curl --header \"JOB-TOKEN: $CI_JOB_TOKEN\" --upload-file a "
      "$CI_API_V4_URL/projects/1/packages/generic/a/1/a'\n"
      "    - release-cli create --name x\n"
      "    - glab release create v1\n");
  EXPECT_EQ(Deeds(p.jobs[0]),
            "publish kaniko 3, build-image kaniko 3, build-image kaniko 4, publish curl 5, "
            "publish release-cli 6, publish glab 7");
  EXPECT_EQ(p.jobs[0].steps[0].deeds[1].arguments[0], "a/Dockerfile");
}

TEST(GitlabCi, SecretsAreNamedByUseAndTheFilesOwnVariablesAreNone) {
  const auto p = Read(
      "variables: {OWN_TOKEN: abc, PASSED: $NPM_TOKEN}\n"
      "job:\n"
      "  variables: {AUTH: '${REGISTRY_PASSWORD}'}\n"
      "  id_tokens: {SIGSTORE_ID_TOKEN: {aud: sigstore}}\n"
      "  secrets: {DATABASE: {vault: a/b}}\n"
      "  script:\n"
      "    - echo $OWN_TOKEN $CI_COMMIT_SHA $CACHE_KEY $GPG_KEY_PATH\n"
      "    - docker login -p $CI_JOB_TOKEN; curl -H \"x:${DEPLOY_TOKEN}\" h\n"
      "    - A_TOKEN=$(cat x); use $A_TOKEN $SSH_PRIVATE_KEY\n");
  EXPECT_EQ(
      Join(p.jobs[0].secrets, " "),
      "CI_JOB_TOKEN DATABASE DEPLOY_TOKEN REGISTRY_PASSWORD SIGSTORE_ID_TOKEN SSH_PRIVATE_KEY");
}

TEST(GitlabCi, StepsOfOthers) {
  const auto p = Read(
      "job:\n  run:\n    - {name: a, script: go test ./...}\n    - {name: b, step: "
      "gitlab.com/g/s@v1}\n"
      "    - {name: c, step: ./own}\n");
  ASSERT_EQ(p.jobs[0].steps.size(), 3u);
  EXPECT_EQ(Deeds(p.jobs[0]), "test go 3");
  EXPECT_EQ(p.jobs[0].steps[1].uses->version, "v1");
  EXPECT_EQ(p.jobs[0].steps[1].uses->pin, Pin::kFloating);
  EXPECT_EQ(p.jobs[0].steps[2].uses->pin, Pin::kLocal);
}

TEST(GitlabCi, OddThingsInPlacesOfMapsAndTexts) {
  for (std::string_view odd :
       {"job: {script: {a: b}}\n", "job: {script: [{a: b}]}\n", "job: {rules: text, script: [a]}\n",
        "job: {image: [a], services: text, script: [a]}\n", "include: 5\njob: {script: [a]}\n",
        "variables: [a]\njob: {variables: text, script: [a]}\n",
        "stages: {a: b}\njob: {script: [a]}\n",
        "workflow: text\njob: {needs: text, environment: [a], script: [a]}\n",
        "job: {parallel: 5, trigger: [a]}\n", "job: {extends: {a: b}, script: [a]}\n",
        "job: {only: {refs: text}, except: {}, script: [a]}\n",
        "job: {secrets: [a], id_tokens: b, script: null}\n"})
    EXPECT_EQ(Read(odd).jobs.size() + Read(odd).notes.size() > 0, true) << odd;
}

TEST(GitlabCi, BoundsHold) {
  std::string many;
  for (int i = 0; i < 1'200; ++i) many += "j" + std::to_string(i) + ": {script: [a]}\n";
  const auto p = Read(many);
  EXPECT_EQ(p.jobs.size(), 1'000u);
  EXPECT_TRUE(HasNote(p, "more jobs"));
  std::string long_text = ".x: &x '" + std::string(100'000, 'a') + "'\n";
  for (int i = 0; i < 100; ++i) long_text += "j" + std::to_string(i) + ": {script: [*x]}\n";
  EXPECT_TRUE(HasNote(Read(long_text), "more script"));
}

}  // namespace
}  // namespace avouch::formats
