// What the bundle tells of what people and systems said: every key of said/*.json that
// section 8 of docs/bundle.md needs, each value of its form.
//
// Spec: docs/predicates/said.md.

import {need} from './bytes.js';
import {readCanonical} from './canonical.js';
import * as is from './shapes.js';

const fields = (shape, names) => Object.fromEntries(names.split(' ').map((name) => [name, shape]));
const texts = (names) => fields(is.text, names);
const numbers = (names) => fields(is.number, names);
const truths = (names) => fields(is.truth, names);
const manyTexts = (names) => fields(is.list(is.text), names);

const kLine = 2 ** 31;
const line = (value, where) => need(Number.isSafeInteger(value) && value >= -kLine && value < kLine, 'not a line', where);
const place = is.map({path: is.text, line});
const said = is.list(is.map({by: is.text, how: is.text, when: is.time,
  grade: is.oneOf('computed', 'attested', 'exported', 'signed', 'claimed')}));
const left = is.list(is.map(texts('path reason')));
const signedKeys = is.list(is.map({key: is.text, said}));
const answer = is.oneOf('unknown', 'no', 'yes');
const named = is.list(is.map({...texts('at purpose'), place}));

// ---- organisation ----

const policy = is.map({...texts('fix-low notice-in'), ...numbers('access-review-every advisory-data-older-than fix-critical ' +
  'fix-high fix-medium incident-first-notice incident-then-every new-starter-grace notice-at-least training-valid')});
const role = is.map({...texts('name'), ...manyTexts('may people')});
const organisation = is.map({
  ...truths('present'), id: is.digest,
  ...texts('path name company-number country fingerprint outsiders framework-name framework-version framework-document tools-supported-by'),
  ...manyTexts('required-training items repositories channels'),
  people: is.list(is.map({...texts('id name github gitlab since until'), ...manyTexts('roles keys git'), place})),
  machines: is.list(is.map({...texts('id owner github gitlab credential'), place})),
  environments: is.list(is.map({
    ...texts('name is separate-from secrets-kept-in secrets-list changes-by logs-copied-to'),
    ...numbers('again-after token-lifetime rotate-every logs-kept-for'), ...manyTexts('logs-may-read'),
    'long-lived-tokens': is.orNull(is.number), roles: is.list(role), factor: is.list(is.map(texts('whom factor'))),
    platform: is.list(is.map({...texts('from report period-to read-by visibility'), ...manyTexts('covers')})), place})),
  policy, documents: named,
  units: is.list(is.map({...texts('label value'), ...manyTexts('inherits'), policy})),
  exemptions: is.list(is.map({...texts('product claim because approved-by until'), place})),
  products: is.map(texts('from otherwise')),
  upstream: is.list(is.map({...texts('product fingerprint'), place})),
  'signed-keys': signedKeys,
});

// ---- records ----

const kRecordKinds = ['access-review', 'incident', 'incident-period', 'vulnerability-period', 'told', 'exercise',
  'tools-review', 'report', 'training', 'promise', 'notice', 'approval', 'component-test', 'delivery-check',
  'update-review', 'rotation', 'release', 'fix', 'interview', 'sample', 'waiver', 'gap', 'not-applicable'];
const record = is.map({
  kind: is.oneOf(...kRecordKinds), id: is.digest, said, place,
  ...truths('in-product none'), ...numbers('at-least'),
  ...texts('path by on replaces from to about scenario decision report-kind done-by scope course person severity topic ' +
    'known-at decided-at fixed-in released-at closed-at until ends in because claim owner visibility'),
  ...manyTexts('looked-at took-part found changed products'),
  of: is.map(texts('file sha256')), decisions: is.list(is.map(texts('of decision'))),
  findings: is.list(is.map({...texts('name'), ...numbers('count')})),
  tellings: is.list(is.map({...texts('whom to how text because at'), ...numbers('of bounced'), ...manyTexts('considered told')})),
});
const records = is.map({records: is.list(record), refused: left});

// ---- papers ----

const support = is.list(is.map({...texts('version words until'), ...truths('supported'), place}));
const papers = is.map({
  papers: is.list(is.map({
    ...texts('purpose path owner approved-by review-by audience framework'), ...truths('in-product'), id: is.digest,
    ...manyTexts('parts authors'), leftovers: is.list(place), support, approved: said, place})),
  requirements: is.list(is.map({...texts('id text'), ...truths('security'), ...manyTexts('tests'), place})),
  ...manyTexts('duplicate-ids ids-in-tests'),
  'threat-models': is.list(is.map({...texts('path format'), ...manyTexts('components flows'), left,
    threats: is.list(is.map({...texts('id component text decision shown-by accepted-until'), ...truths('decided'), place}))})),
  'test-plans': is.list(is.map({...texts('path'), ...manyTexts('kinds requirements parts'), place})),
});

// ---- exports ----

const head = is.map({...texts('path profile system at dated-by'), ...truths('by-hand listed'), ...numbers('rows used'),
  id: is.digest, said, left});
const exported = (name, row) => is.list(is.map({head, [name]: is.list(is.map(row))}));
const exports_ = is.map({
  accounts: is.list(is.map({head, ...truths('whole lacks-factor'), accounts: is.list(is.map({
    ...texts('id email name role created last-seen'), ...manyTexts('may'), 'second-factor': answer, active: answer,
    ...truths('machine'), ...numbers('row')}))})),
  settings: is.list(is.map({head, 'second-factor-required': answer, ...numbers('session-lifetime token-lifetime'),
    'tokens-without-end': is.orNull(is.number)})),
  rules: exported('rules', {...texts('target'), ...numbers('reviews'), ...manyTexts('checks bypass reviewers'),
    ...truths('active reviews-told owners-review dismiss-stale admins-too no-force no-delete signatures')}),
  logs: is.list(is.map({head, ...numbers('entries undated'), ...texts('oldest newest'), ...manyTexts('actors actions')})),
  secrets: exported('secrets', {...texts('name kept-in used-by last-changed owner'), ...numbers('row')}),
  training: exported('rows', {...texts('person course passed expires proof'), ...numbers('row')}),
  tools: exported('rows', {...texts('tool version supported-until source'), ...numbers('row')}),
  tickets: exported('tickets', {...texts('id summary severity state created due resolved accepted-by about'),
    ...truths('open accepted'), ...numbers('row')}),
  upstreams: is.list(is.map({head, ...texts('product version fingerprint log root signed-on signed-until'), ...numbers('log-size'),
    claims: is.list(is.map({...texts('claim'), ...truths('affirmed'), verdict: is.oneOf('met', 'not-met', 'not-evidenced', 'not-applicable')}))})),
});

// ---- signatures: the git objects ----

const signatures = is.map({repositories: is.list(is.map({
  ...texts('side hash prefix'), ...numbers('left'),
  objects: is.list(is.map({...texts('base kind text'), ...numbers('head tail')})),
  places: is.list(is.map(texts('path commit'))),
  beside: is.list(is.map({...texts('path suffix text'), when: is.time})),
}))});

const kFamilies = {organisation, records, papers, exports: exports_, signatures, 'product-keys': is.map({keys: signedKeys})};

// The facts of one family; null when its bytes are undefined: it does not travel.
export function readTold(family, bytes) {
  if (bytes === undefined) return null;
  const where = `said/${family}.json`;
  const document = readCanonical(bytes, where);
  is.map({schema: is.oneOf(`urn:x-avouch:said:${family}:v1`), facts: kFamilies[family]})(document, where);
  return document.facts;
}
