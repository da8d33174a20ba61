// The documents that a bundle carries: who may sign, what was decided, what was
// affirmed.
//
// Spec: docs/bundle.md, section 6; docs/predicates/.

import {need, sha256Hex, utf8} from './bytes.js';
import {readCanonical, sameValue, writeCanonical} from './canonical.js';
import * as is from './shapes.js';

export const kStatement = 'https://in-toto.io/Statement/v1';
export const kAffirmation = 'urn:x-avouch:affirmation:v1';
export const kInToto = 'application/vnd.in-toto+json';

const kVerdict = is.oneOf('met', 'not-met', 'not-evidenced', 'not-applicable');
const kOutcome = is.oneOf('satisfied', 'violated', 'no-evidence', 'not-applicable');
const kGrade = is.oneOf('computed', 'attested', 'exported', 'signed');

// Throws unless no two of `keys` are the same.
function once(keys, what, where) {
  need(new Set(keys).size === keys.length, what, where);
}

// ---- keys.json ----

const kKeys = is.map({
  organisation: is.map({'company-number': is.word, country: is.word, name: is.word}),
  people: is.list(is.map({id: is.word, keys: is.list(is.word), roles: is.list(is.word),
    since: is.dayOrNone, until: is.dayOrNone})),
});

const byBytes = (a, b) => {
  const left = utf8(a), right = utf8(b);
  const at = left.findIndex((byte, i) => byte !== right[i]);
  return at < 0 ? left.length - right.length : left[at] - (right[at] ?? -1);
};
const isAscending = (list) => list.every((one, i) => i === 0 || byBytes(list[i - 1], one) < 0);

export function readKeys(bytes) {
  const where = 'keys.json';
  const keys = readCanonical(bytes, where);
  kKeys(keys, where);
  need(isAscending(keys.people.map(({id}) => id)), 'people out of order, or one twice', where);
  for (const {keys: listed, roles} of keys.people) {
    need(isAscending(listed) && isAscending(roles), 'keys or roles out of order, or one twice', where);
  }
  return keys;
}

// ---- verdicts.json ----

const kPolicyNumbers = ['access-review-days', 'advisory-data-hours', 'commits-for-automation', 'export-days',
  'fix-critical-days', 'fix-high-days', 'fix-medium-days', 'incident-first-notice-hours',
  'incident-then-every-hours', 'new-starter-grace-days', 'notice-days', 'period-days', 'results-days',
  'review-of-documents-days', 'training-valid-days', 'window-days'];
const kPolicy = is.map({changed: is.list(is.text), ...Object.fromEntries(kPolicyNumbers.map((name) => [name, is.number]))});

// A gap that its maker tells customers of; roles of its owner, where that is a listed person.
const kGapShape = is.map({by: is.text, claim: is.text, why: is.text});
function kGap(gap, where) {
  const {roles, ...others} = Object(gap);
  kGapShape(others, where);
  if (roles === undefined) return;
  is.list(is.text)(roles, where);
  need(roles.length > 0, 'an empty list that is written', where);
}

const kVerdicts = is.map({
  schema: is.oneOf('urn:x-avouch:verdicts:v1'),
  assessment: is.digest, product: is.text, is: is.text, 'organisation-name': is.text,
  commit: is.text, 'commit-date': is.time, time: is.time, program: is.text,
  catalogue: is.text, arguments: is.text, tables: is.text, policy: kPolicy,
  scope: is.text, delivery: is.list(is.text), 'delivery-assumed': is.truth, excluded: is.number,
  observations: is.list(is.map({family: is.text, left: is.number, read: is.number, seen: is.number})),
  claims: is.list(is.map({argument: is.text, claim: is.word, evidence: is.list(is.text), grade: is.orNull(kGrade),
    outcomes: is.list(is.map({check: is.word, outcome: kOutcome})), reasons: is.list(is.text), verdict: kVerdict})),
  principles: is.list(is.map({principle: is.word, verdict: kVerdict})),
  gaps: is.list(kGap),
  waived: is.list(is.map({claim: is.word, findings: is.number, until: is.day})),
});

// A product of several sources names them; one that was not read leaves nothing met.
const kSources = is.list(is.map({commit: is.text, left: is.text, name: is.text}));
function checkSources(sources, claims, where) {
  kSources(sources, where);
  need(sources.length > 1, 'one of several sources', where);
  need(sources.every(({commit, left}) => (commit === '') !== (left === '')),
    'a source neither read nor left, or both', where);
  once(sources.map(({name}) => writeCanonical(name)), 'a source told twice', where);
  need(sources.every(({left}) => left === '') || claims.every(({verdict}) => verdict !== 'met'),
    'met, and a source was not read', where);
}

export function readVerdicts(bytes) {
  const where = 'verdicts.json';
  const verdicts = readCanonical(bytes, where);
  const {sources, ...others} = Object(verdicts);  // What is no map lacks everything
  kVerdicts(others, where);
  if (sources !== undefined) checkSources(sources, verdicts.claims, where);
  need(verdicts.claims.length > 0, 'no claim is decided', where);
  once([...verdicts.claims.map(({claim}) => claim), ...verdicts.principles.map(({principle}) => principle)],
    'a claim or principle given twice', where);
  once(verdicts.observations.map(({family}) => writeCanonical(family)), 'an observation listed twice', where);
  for (const {claim, verdict, grade} of verdicts.claims) {
    need((verdict === 'met') === (grade !== null), 'met and resting on nothing, or the reverse', `${where}, ${claim}`);
  }
  once(verdicts.waived.map(({claim, until}) => `${until} ${claim}`), 'a waiver told twice', where);
  for (const {claim, findings} of verdicts.waived) {
    need(findings >= 1 && verdicts.claims.some((one) => one.claim === claim), 'a waiver of nothing', `${where}, ${claim}`);
  }
  return verdicts;
}

export const policyDigest = async (verdicts) => sha256Hex(utf8(writeCanonical(verdicts.policy)));

// ---- assessment.json: what it shares with the verdicts ----

// Roles of a gap's owner, from the list of people; a list may be left out, and never be another.
function gapsOf(product, told, keys) {
  const forCustomers = ({visibility}) => visibility === 'customer' || visibility === 'public';
  return product.gaps.filter(forCustomers).map(({by, claim, owner, why}, i) => {
    const roles = keys?.people.find(({id}) => id === owner)?.roles ?? [];
    return {by, claim, why, ...(roles.length > 0 && told[i]?.roles !== undefined ? {roles} : {})};
  });
}

function toldOf(assessment, id, told, keys) {
  const {subject} = assessment, {product} = subject;
  const sources = subject.sources?.map(({commit, left, name}) => ({commit, left, name}));
  return {
    assessment: id, schema: 'urn:x-avouch:verdicts:v1',
    product: subject.name, is: product.is, 'organisation-name': product['organisation-name'],
    commit: subject.commit, 'commit-date': subject['commit-date'], time: assessment.time,
    program: assessment.program, catalogue: assessment.catalogue, arguments: assessment.arguments,
    tables: assessment.tables, policy: assessment.policy, scope: product.scope ?? '',
    delivery: product.delivery, 'delivery-assumed': product['delivery-assumed'],
    excluded: product.exclusions.length,
    observations: assessment.observations.map(({family, left, read, seen}) => ({family, left, read, seen})),
    principles: assessment.principles, ...(sources === undefined ? {} : {sources}),
    gaps: gapsOf(product, told.gaps, keys),
    waived: assessment.waived,
    claims: assessment.verdicts.map(({argument, claim, grade, outcomes, verdict}) =>
      ({argument, claim, grade, outcomes, verdict})),
  };
}

// What the two share stands in maps of these keys and no others.
const any = () => {};
const anyOf = (names) => is.map(Object.fromEntries(names.split(' ').map((name) => [name, any])));
const kAssessment = anyOf('arguments assumptions catalogue observations policy principles program schema subject tables time verdicts waived');
const kObservations = is.list(anyOf('family id left read seen'));
const kRead = is.list(anyOf('commit commit-date commits files left name prefix refs tags'));
const kDecided = is.list(anyOf('argument claim grade outcomes tree verdict'));

// The assessment; throws unless every value that both documents hold is equal.
export function readAssessment(bytes, id, verdicts, keys) {
  const where = 'assessment.json';
  const assessment = readCanonical(bytes, where);
  kAssessment(assessment, where);
  kObservations(assessment.observations, where);
  kDecided(assessment.verdicts, where);
  if (assessment.subject?.sources !== undefined) kRead(assessment.subject.sources, where);
  const claims = verdicts.claims.map(({argument, claim, grade, outcomes, verdict}) => ({argument, claim, grade,
    outcomes: Object.fromEntries(outcomes.map(({check, outcome}) => [check, outcome])), verdict}));
  let same = false;
  try {
    same = sameValue(toldOf(assessment, id, verdicts, keys), {...verdicts, claims});
  } catch { /* Not of that form: not the same */ }
  need(same, "the verdicts are not the assessment's", where);
  return assessment;
}

// ---- An affirmation's payload ----

const kStatementShape = is.map({
  _type: is.oneOf(kStatement), predicateType: is.oneOf(kAffirmation),
  subject: is.list(is.map({digest: is.map({gitCommit: is.text, sha256: is.digest}), name: is.text})),
  predicate: is.map({
    by: is.word, organisation: is.text, log: is.text, on: is.time, until: is.time, assessment: is.digest,
    catalogue: is.text, arguments: is.text, policy: is.digest,
    verdicts: is.list(is.map({claim: is.word, verdict: kVerdict})),
    reservations: is.list(is.map({claim: is.word, why: is.text})),
  }),
});

// The predicate, with `product` and `commit` of its subject.
export function readAffirmation(payload, where) {
  const statement = readCanonical(payload, where);
  kStatementShape(statement, where);
  const {subject, predicate} = statement;
  need(subject.length === 1 && subject[0].digest.sha256 === predicate.assessment, 'about no single assessment', where);
  const claims = predicate.verdicts.map(({claim}) => claim);
  const reserved = predicate.reservations.map(({claim}) => claim);
  need(predicate.by !== '', 'nobody is named who affirms', where);
  need(is.secondsOf(predicate.on) <= is.secondsOf(predicate.until), 'an end before the beginning', where);
  need(claims.length > 0, 'no verdict is affirmed', where);
  once(claims, 'a claim affirmed twice', where);
  once(reserved, 'a claim reserved twice', where);
  need(reserved.every((claim) => claims.includes(claim)), 'a claim reserved that is not affirmed', where);
  for (const {why} of predicate.reservations) {
    const size = utf8(is.shown(why)).length;
    need(size >= 1 && size <= 2000, 'a reservation without a reason, or with too long a one', where);
  }
  return {...predicate, product: subject[0].name, commit: subject[0].digest.gitCommit};
}
