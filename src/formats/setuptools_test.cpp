#include "formats/setuptools.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

// "name range [group] (condition) d @line" for each requirement; or the error's kind and place.
std::string Asked(const Result<model::Manifest>& manifest) {
  if (!manifest)
    return (manifest.error().kind == ErrorKind::kUnsupported ? "unsupported at "
                                                             : "malformed at ") +
           manifest.error().where;
  std::string out;
  for (const auto& one : manifest->requirements)
    out += one.name + " " + one.range + (one.group.empty() ? "" : " [" + one.group + "]") +
           (one.condition.empty() ? "" : " (" + one.condition + ")") +
           (one.development ? " d" : "") + " @" + std::to_string(one.place.line) + "\n";
  return out;
}

TEST(SetupCfg, ListsHangBelowTheirKeysOrStandBehindThem) {
  const auto m = ReadSetupCfg("setup.cfg", R"([metadata]
name = x
version = attr: x.__version__
license = MIT
[options]
python_requires = >=3.8
install_requires =
    a>=1
    # why
    b ; python_version<"3.9"
setup_requires = s; t>1
packages = find:
[options.extras_require]
test = pytest
fast = c
[flake8]
install_requires = no
)");
  EXPECT_EQ(Asked(m),
            "a >=1 @8\nb  (python_version<\"3.9\") @10\ns  [build-system] @11\n"
            "t >1 [build-system] @11\npytest  [extra:test] d @14\n"
            "c  [extra:fast] @15\n");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(m->name, "x");
  EXPECT_EQ(m->version, "");
  EXPECT_EQ(m->tools, (std::vector<std::string>{"python >=3.8"}));
  EXPECT_EQ(Asked(ReadSetupCfg("setup.cfg", "[options]\ninstall_requires = file: r.txt\n")),
            "unsupported at setup.cfg, line 2");
  EXPECT_EQ(Asked(ReadSetupCfg("setup.cfg", "[options]\ninstall_requires =\n  a b\n")),
            "malformed at setup.cfg, line 3");
  EXPECT_EQ(Asked(ReadSetupCfg("setup.cfg", "[tool:pytest\n = 1\n[\n]\n\n[bdist]\nx\n")), "");
}

TEST(SetupPy, WhatIsWrittenOutIsReadAndNothingIsGuessed) {
  struct Row {
    const char *rule, *program, *asked;
  };
  for (const auto& [rule, program, asked] :
       {Row{"lists, tuples and lines of texts",
            "import setuptools\nsetuptools.setup(\n  name='x',  # setup(\n  install_requires=[\n"
            "    'a>=1', \"b\"\n    '<2',\n  ],\n  tests_require=('t',),\n"
            "  setup_requires='''s\n  u''',\n  classifiers=[f'{x}'])\n",
            "a >=1 @5\nb <2 @5\nt  [test] d @8\ns  [build-system] @9\nu  [build-system] @10\n"},
        Row{"extras, with markers", "setup(extras_require={'dev': ['a'], ':x>\"1\"': ['b'],})",
            "a  [extra:dev] d @1\nb  (x>\"1\") @1\n"},
        Row{"a name that is given one literal and used once",
            "R = [\n 'a',\n]\nV = '1'\nsetup(version=V, install_requires=R)\n", "a  @2\n"},
        Row{"a name that is changed", "R = ['a']\nR += ['b']\nsetup(install_requires=R)\n",
            "unsupported at setup.py, line 3"},
        Row{"a name given more than a literal", "R = ['a'] + more\nsetup(install_requires=R)\n",
            "unsupported at setup.py, line 2"},
        Row{"a call", "setup(install_requires=read('r.txt'))", "unsupported at setup.py, line 1"},
        Row{"a comprehension", "setup(install_requires=[x for x in y])",
            "unsupported at setup.py, line 1"},
        Row{"a sum", "setup(install_requires=['a'] + b)", "unsupported at setup.py, line 1"},
        Row{"keywords from a map", "setup(**all)", "unsupported at setup.py, line 1"},
        Row{"a text that stands for more", "setup(install_requires=[f'a{x}'])",
            "unsupported at setup.py, line 1"},
        Row{"two calls", "setup()\nsetup()\n", "unsupported at setup.py, line 2"},
        Row{"no call", "def setup(x): pass\n", "unsupported at setup.py, line 1"},
        Row{"nothing asked for", "from setuptools import setup\nsetup()\n", ""},
        Row{"a text without end", "setup(install_requires=['a", "unsupported at setup.py, line 1"},
        Row{"no requirement", "setup(install_requires=['a b'])", "malformed at setup.py, line 1"}})
    EXPECT_EQ(Asked(ReadSetupPy("setup.py", program)), asked) << rule;
}

TEST(SetupPy, HostileProgramsEnd) {
  for (const char* stray : {"setup(])", "setup(name='a'])", "setup(}", "setup(,]"})
    EXPECT_FALSE(ReadSetupPy("setup.py", stray).has_value()) << stray;
  (void)ReadSetupPy("setup.py", "setup(a=" + std::string(1'000'000, '['));
  std::string many = "R = []\nsetup(";
  for (int i = 0; i < 100'000; ++i) many += "install_requires=R,";
  EXPECT_FALSE(ReadSetupPy("setup.py", many + ")").has_value());
  std::string quotes = "setup(install_requires=[";
  for (int i = 0; i < 200'000; ++i) quotes += "'";
  EXPECT_TRUE(ReadSetupPy("setup.py", quotes + "])").has_value()) << "empty texts ask for nothing";
}

}  // namespace
}  // namespace avouch::formats
