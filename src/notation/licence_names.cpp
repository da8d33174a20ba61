// Names of licences as people write them in manifests, brought to words and looked up.
//
// "The Apache License, Version 2.0" is "apache 2"; "GPLv2+" and "GNU GPL v2 or later" both come
// to "gpl 2 +". What a name leaves open stays open: "GPLv2" is the deprecated GPL-2.0, which says
// no more than it does, and "BSD" is nothing.

#include <algorithm>
#include <string>

#include "base/text.h"
#include "notation/licence.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

struct Name {
  std::string_view words, expression;
};
// In the order of `words`.
constexpr Name kNames[] = {
    {"2 bsd", "BSD-2-Clause"},
    {"3 bsd", "BSD-3-Clause"},
    {"academic free 2.1", "AFL-2.1"},
    {"academic free 3", "AFL-3.0"},
    {"academic free afl 3", "AFL-3.0"},
    {"afl 2.1", "AFL-2.1"},
    {"afl 3", "AFL-3.0"},
    {"agpl 3", "AGPL-3.0"},
    {"agpl 3 +", "AGPL-3.0-or-later"},
    {"agpl 3 only", "AGPL-3.0-only"},
    {"apache 1.1", "Apache-1.1"},
    {"apache 2", "Apache-2.0"},
    {"apache 2 apache 2", "Apache-2.0"},
    {"apache software 1.1", "Apache-1.1"},
    {"apache software 2", "Apache-2.0"},
    {"apache software foundation 2", "Apache-2.0"},
    {"artistic 2", "Artistic-2.0"},
    {"asl 2", "Apache-2.0"},
    {"boost 1", "BSL-1.0"},
    {"boost software 1", "BSL-1.0"},
    {"boost software 1 bsl 1", "BSL-1.0"},
    {"bsd 2", "BSD-2-Clause"},
    {"bsd 2 simplified", "BSD-2-Clause"},
    {"bsd 3", "BSD-3-Clause"},
    {"bsd 3 new", "BSD-3-Clause"},
    {"bsd 3 new bsd", "BSD-3-Clause"},
    {"bsd modified", "BSD-3-Clause"},
    {"bsd new", "BSD-3-Clause"},
    {"bsd revised", "BSD-3-Clause"},
    {"bsd simplified", "BSD-2-Clause"},
    {"bsd zero", "0BSD"},
    {"bsl 1", "BSL-1.0"},
    {"business source 1.1", "BUSL-1.1"},
    {"busl 1.1", "BUSL-1.1"},
    {"cc 0", "CC0-1.0"},
    {"cc 0 1", "CC0-1.0"},
    {"cc 0 1 universal", "CC0-1.0"},
    {"cc 0 1 universal cc 0 1 public domain dedication", "CC0-1.0"},
    {"cc by 3", "CC-BY-3.0"},
    {"cc by 4", "CC-BY-4.0"},
    {"cc by sa 4", "CC-BY-SA-4.0"},
    {"cddl 1", "CDDL-1.0"},
    {"cddl 1.1", "CDDL-1.1"},
    {"common development and distribution 1", "CDDL-1.0"},
    {"common development and distribution 1.1", "CDDL-1.1"},
    {"creative commons attribution 3", "CC-BY-3.0"},
    {"creative commons attribution 4", "CC-BY-4.0"},
    {"creative commons attribution 4 international", "CC-BY-4.0"},
    {"creative commons attribution share alike 4 international", "CC-BY-SA-4.0"},
    {"creative commons attribution sharealike 4", "CC-BY-SA-4.0"},
    {"creative commons cc 0 1 universal", "CC0-1.0"},
    {"creative commons zero 1 universal", "CC0-1.0"},
    {"do what the fuck you want to public", "WTFPL"},
    {"eclipse distribution 1", "BSD-3-Clause"},
    {"eclipse distribution edl 1", "BSD-3-Clause"},
    {"eclipse public 1", "EPL-1.0"},
    {"eclipse public 2", "EPL-2.0"},
    {"eclipse public 2 epl 2", "EPL-2.0"},
    {"eclipse public epl 1", "EPL-1.0"},
    {"eclipse public epl 2", "EPL-2.0"},
    {"edl 1", "BSD-3-Clause"},
    {"epl 1", "EPL-1.0"},
    {"epl 2", "EPL-2.0"},
    {"eupl 1.1", "EUPL-1.1"},
    {"eupl 1.2", "EUPL-1.2"},
    {"european union public 1.1", "EUPL-1.1"},
    {"european union public 1.1 eupl 1.1", "EUPL-1.1"},
    {"european union public 1.2", "EUPL-1.2"},
    {"european union public 1.2 eupl 1.2", "EUPL-1.2"},
    {"expat", "MIT"},
    {"expat mit", "MIT"},
    {"free bsd", "BSD-2-Clause"},
    {"freebsd", "BSD-2-Clause"},
    {"gpl 1", "GPL-1.0"},
    {"gpl 1 +", "GPL-1.0-or-later"},
    {"gpl 1 only", "GPL-1.0-only"},
    {"gpl 2", "GPL-2.0"},
    {"gpl 2 +", "GPL-2.0-or-later"},
    {"gpl 2 classpath exception", "GPL-2.0-only WITH Classpath-exception-2.0"},
    {"gpl 2 only", "GPL-2.0-only"},
    {"gpl 2 w cpe", "GPL-2.0-only WITH Classpath-exception-2.0"},
    {"gpl 2 with classpath exception", "GPL-2.0-only WITH Classpath-exception-2.0"},
    {"gpl 2 with cpe", "GPL-2.0-only WITH Classpath-exception-2.0"},
    {"gpl 3", "GPL-3.0"},
    {"gpl 3 +", "GPL-3.0-or-later"},
    {"gpl 3 only", "GPL-3.0-only"},
    {"historical permission notice and disclaimer", "HPND"},
    {"historical permission notice and disclaimer hpnd", "HPND"},
    {"hpnd", "HPND"},
    {"isc", "ISC"},
    {"isc iscl", "ISC"},
    {"lgpl 2", "LGPL-2.0"},
    {"lgpl 2 +", "LGPL-2.0-or-later"},
    {"lgpl 2 only", "LGPL-2.0-only"},
    {"lgpl 2.1", "LGPL-2.1"},
    {"lgpl 2.1 +", "LGPL-2.1-or-later"},
    {"lgpl 2.1 only", "LGPL-2.1-only"},
    {"lgpl 3", "LGPL-3.0"},
    {"lgpl 3 +", "LGPL-3.0-or-later"},
    {"lgpl 3 only", "LGPL-3.0-only"},
    {"microsoft public", "MS-PL"},
    {"microsoft public ms pl", "MS-PL"},
    {"microsoft reciprocal", "MS-RL"},
    {"microsoft reciprocal ms rl", "MS-RL"},
    {"mit", "MIT"},
    {"mit expat", "MIT"},
    {"mit x 11", "MIT"},
    {"modified bsd", "BSD-3-Clause"},
    {"mozilla 2", "MPL-2.0"},
    {"mozilla public 1.1", "MPL-1.1"},
    {"mozilla public 1.1 mpl 1.1", "MPL-1.1"},
    {"mozilla public 2", "MPL-2.0"},
    {"mozilla public 2 mpl 2", "MPL-2.0"},
    {"mpl 1.1", "MPL-1.1"},
    {"mpl 2", "MPL-2.0"},
    {"new bsd", "BSD-3-Clause"},
    {"new bsd 3", "BSD-3-Clause"},
    {"ofl 1.1", "OFL-1.1"},
    {"open font 1.1", "OFL-1.1"},
    {"perl", "Artistic-1.0-Perl OR GPL-1.0-or-later"},
    {"perl 5", "Artistic-1.0-Perl OR GPL-1.0-or-later"},
    {"php 3.01", "PHP-3.01"},
    {"postgresql", "PostgreSQL"},
    {"psf", "PSF-2.0"},
    {"psf 2", "PSF-2.0"},
    {"psfl", "PSF-2.0"},
    {"public domain cc 0", "CC0-1.0"},
    {"python software foundation", "PSF-2.0"},
    {"python software foundation 2", "PSF-2.0"},
    {"revised bsd", "BSD-3-Clause"},
    {"ruby", "Ruby"},
    {"same as perl", "Artistic-1.0-Perl OR GPL-1.0-or-later"},
    {"same terms as perl", "Artistic-1.0-Perl OR GPL-1.0-or-later"},
    {"sil open font 1.1", "OFL-1.1"},
    {"sil open font 1.1 ofl 1.1", "OFL-1.1"},
    {"simplified bsd", "BSD-2-Clause"},
    {"universal permissive 1", "UPL-1.0"},
    {"universal permissive upl 1", "UPL-1.0"},
    {"unlicense", "Unlicense"},
    {"unlicense unlicense", "Unlicense"},
    {"upl 1", "UPL-1.0"},
    {"wtfpl", "WTFPL"},
    {"wtfpl 2", "WTFPL"},
    {"x 11", "X11"},
    {"zero bsd", "0BSD"},
    {"zlib", "Zlib"},
    {"zlib libpng", "Zlib"},
    {"zlib png", "Zlib"},
};

// Words that say nothing, wherever they stand.
constexpr std::string_view kEmptyWords[] = {"a",       "an",       "approved", "clause", "clauses",
                                            "licence", "licensed", "license",  "osi",    "the",
                                            "under",   "v",        "version"};

// "2.0" and "2.0.0" are "2".
std::string Number(std::string_view number) {
  while (number.ends_with(".0")) number.remove_suffix(2);
  while (number.ends_with('.')) number.remove_suffix(1);
  return std::string(number);
}

// "gplv2+" is "gpl 2 +", "apache2.0" is "apache 2".
void AddWord(std::string_view word, std::vector<std::string>& out) {
  const bool plus = word.size() > 1 && word.ends_with('+');
  while (word.ends_with('+') || word.ends_with('.')) word.remove_suffix(1);
  const std::size_t letters = LettersAt(word, 0);
  std::string_view name = word.substr(0, letters);
  const std::string_view number = word.substr(letters);
  if (!number.empty() && name.size() > 1 && name.ends_with('v')) name.remove_suffix(1);
  if (!name.empty() && !IsOneOf(kEmptyWords, name)) out.emplace_back(name);
  if (!number.empty()) out.push_back(Number(number));
  if (plus) out.emplace_back("+");
}

std::string WordsOf(std::string_view text) {
  std::string plain = Lower(text);
  std::ranges::replace_if(
      plain, [](char c) { return !IsLetter(c) && !IsDigit(c) && c != '.' && c != '+'; }, ' ');
  std::vector<std::string> words;
  for (const std::string_view word : Words(plain)) AddWord(word, words);
  std::string out = " " + Join(words, " ") + " ";
  for (const std::string_view later :
       {" or any later ", " or later ", " or newer ", " or greater "}) {
    out = ReplaceAll(out, later, " + ");
  }
  // "GNU General Public License v3 (GPLv3)" names it twice.
  for (const std::string_view longer : {" gnu affero general public ", " affero general public "}) {
    out = ReplaceAll(out, longer, " agpl ");
  }
  for (const std::string_view longer :
       {" gnu lesser general public ", " gnu library general public ",
        " gnu library or lesser general public ", " lesser general public ",
        " gnu lesser public "}) {
    out = ReplaceAll(out, longer, " lgpl ");
  }
  out = ReplaceAll(ReplaceAll(out, " gnu general public ", " gpl "), " general public ", " gpl ");
  for (const std::string_view gnu : {" gnu gpl ", " gnu lgpl ", " gnu agpl "}) {
    out = ReplaceAll(out, gnu, " " + std::string(gnu.substr(5)));
  }
  return std::string(Trim(out));
}

// "gpl 3 + gpl 3 +" is "gpl 3 +".
std::string_view Once(std::string_view words) {
  const std::size_t middle = words.size() / 2;
  const bool twice = words.size() > 2 && words[middle] == ' ' &&
                     words.substr(0, middle) == words.substr(middle + 1);
  return twice ? words.substr(0, middle) : words;
}

std::optional<std::string> Named(std::string_view text) {
  const std::string all = WordsOf(text);
  const std::string_view words = Once(all);
  const auto* found = std::ranges::lower_bound(kNames, words, {}, &Name::words);
  if (found == std::end(kNames) || found->words != words) return std::nullopt;
  return std::string(found->expression);
}

std::optional<std::string> Listed(std::string_view text) {
  const auto expression = ParseLicence(text);
  if (!expression || !IsListed(*expression)) return std::nullopt;
  return FormatLicence(*expression);
}

}  // namespace

std::optional<std::string> SpdxLicenceOf(std::string_view text) {
  text = Trim(text);
  if (text.empty() || text.size() > kMaxLicenceText) return std::nullopt;
  if (const std::size_t last = text.rfind(" :: ");
      last != text.npos && text.starts_with("License ::")) {
    text = text.substr(last + 4);
  }
  if (auto listed = Listed(text)) return listed;
  // "GPL (>= 2)" is more than GPL 2.
  if (text.find_first_of("<>=") != text.npos) return std::nullopt;
  if (auto named = Named(text)) return named;
  if (text.find('/') == text.npos || text.find("://") != text.npos) return std::nullopt;
  std::vector<std::string> sides;
  for (const std::string_view side : Split(text, '/')) {
    auto one = Listed(Trim(side));
    if (!one) one = Named(side);
    if (!one) return std::nullopt;
    sides.push_back(*std::move(one));
  }
  return Listed(Join(sides, " OR "));
}

}  // namespace avouch::notation
