// An assessor's review, held against the bundle that it is about: whose signature it
// carries and what it says beside the supplier's verdicts.
//
// Spec: docs/predicates/review.md. That the key is the assessor's, the reader was told
// by another road.

import {Refused, need, toBase64, utf8} from './bytes.js';
import {readCanonical, sameValue} from './canonical.js';
import {kInToto, kStatement} from './documents.js';
import {isDsseBy, readEnvelope} from './envelope.js';
import {fingerprintOf, isPasskey, readPasskey, readSshKey} from './keys.js';
import {Ring} from './ring.js';
import * as is from './shapes.js';
import {CannotCheck} from './signatures.js';

const kType = 'urn:x-avouch:review:v1';
const kMaxText = 8000, kMaxLines = 50, kDay = 86400;
const kMethods = ['examine', 'interview', 'test'];

const text = (value, where) => {
  is.word(value, where);
  need(utf8(value).length <= kMaxText, 'a text that is too long', where);
};
const lines = (value, where) => {
  is.list(text)(value, where);
  need(value.length <= kMaxLines && !value.includes(''), 'an empty line, or too many', where);
};
const kClaim = is.map({alternatives: lines, claim: text, comment: text, 'looked-at': text,
  methods: is.list(is.oneOf(...kMethods)), requests: lines,
  vendor: is.oneOf('met', 'not-met', 'not-evidenced', 'not-applicable'),
  verdict: is.oneOf('undecided', 'met', 'not-met', 'open', 'not-applicable')});
const kReview = is.map({
  _type: is.oneOf(kStatement), predicateType: is.oneOf(kType),
  subject: is.list(is.map({digest: is.map({gitCommit: is.text, sha256: is.digest}), name: is.text})),
  predicate: is.map({assessor: is.map({name: text, organisation: text, relation: text}), key: is.word, on: is.time,
    assessment: is.digest, bundle: is.digest, version: text, organisation: text, log: text, 'log-size': is.number,
    summary: text, claims: is.list(kClaim)}),
});

// Whether what a verdict needs stands beside it.
function isReasoned({verdict, methods, comment, requests, 'looked-at': lookedAt}) {
  if (verdict === 'met' || verdict === 'not-met') return methods.length > 0 && lookedAt !== '';
  if (verdict === 'open') return comment !== '' || requests.length > 0;
  return verdict === 'undecided' || comment !== '';
}

function readReview(payload, where) {
  const statement = readCanonical(payload, where);
  kReview(statement, where);
  const {subject, predicate} = statement;
  need(subject.length === 1 && subject[0].digest.sha256 === predicate.assessment, 'about no single assessment', where);
  const {claims} = predicate;
  need(predicate.assessor.name !== '' && claims.length > 0, 'of nobody, or of no claim', where);
  need(new Set(claims.map(({claim}) => claim)).size === claims.length, 'a claim given twice', where);
  for (const one of claims) {
    need(isReasoned(one), 'a verdict without what it needs', `${where}, ${one.claim}`);
    need(one.methods.every((method, i) => i === 0 || kMethods.indexOf(one.methods[i - 1]) < kMethods.indexOf(method)),
      'methods out of order', `${where}, ${one.claim}`);
  }
  return {...predicate, product: subject[0].name, commit: subject[0].digest.gitCommit};
}

// The names of a key: its line, and what people compare. Throws for one of two spellings.
async function namesOf(line, where) {
  if (isPasskey(line)) {
    readPasskey(line, where);
    return {line, people: line, fingerprint: ''};
  }
  const {kind, blob} = readSshKey(line, where);
  need(`${kind} ${toBase64(blob)}` === line, 'a key that is not in its one spelling', where);
  const fingerprint = await fingerprintOf(blob);
  return {line, people: `${kind} ${fingerprint}`, fingerprint};
}

async function checkSignature(envelope, what, where) {
  if (envelope.way === 'signatures') {
    const key = isPasskey(what.key) ? null : readSshKey(what.key, where);
    need(key?.kind === 'ssh-ed25519' && await isDsseBy(envelope, key.point, kInToto), 'the signature is not by the key that it names', where);
    return;
  }
  const ring = await Ring.of([{id: 'assessor', keys: [what.key], since: '', until: ''}]);
  const on = is.secondsOf(what.on);
  const signer = envelope.way === 'sshsig' ? await ring.bySsh(envelope.armoured, envelope.payload, undefined, on) :
    await ring.ofPasskey(envelope, on);
  if (signer.unknown) throw new CannotCheck(signer.how);
  need(signer.counts, 'the signature is not by the key that it names', where);
}

function checkAbout(what, {index, verdicts}, where) {
  need(sameValue(what.product, index.product.name), 'of another product', where);
  need(what.organisation === index.organisation.fingerprint, 'of another organisation', where);
  need(what.log === index.log.key, 'of another log', where);
  need(sameValue(what.commit, index.product.commit), 'of another commit', where);
  need(what.assessment === index.assessment, 'of another assessment of the same commit', where);
  const told = verdicts.claims.map(({claim, verdict}) => [claim, verdict]);
  need(sameValue(what.claims.map(({claim, vendor}) => [claim, vendor]), told), 'of other verdicts than this bundle’s', where);
}

const dayOf = (seconds) => Math.floor(seconds / kDay);

// `digest`: of the bundle's bytes. `told`: {reviewer: the key or fingerprint that the
// reader was told, or '', now}. Gives {what, key, expected, sameCopy}; throws Refused.
export async function checkReview(bytes, proof, digest, told) {
  const where = 'review';
  const envelope = readEnvelope(bytes, where);
  need(envelope.type === kInToto, 'a payload of another type', where);
  const what = readReview(envelope.payload, where);
  const names = await namesOf(what.key, where);
  await checkSignature(envelope, what, where);
  checkAbout(what, proof, where);
  const expected = told.reviewer !== '';
  if (expected && ![names.line, names.fingerprint, names.people].includes(told.reviewer.split(/[ \t]+/).slice(0, 2).join(' '))) {
    throw new Refused(`signed with another key than you were told: ${names.people}`, where, true);
  }
  const on = is.secondsOf(what.on), decided = is.secondsOf(proof.verdicts.time);
  need(dayOf(on) <= dayOf(told.now), 'signed on a day that is still to come', where);
  need(dayOf(decided) <= dayOf(on), 'signed before what it reviews was decided', where);
  return {what, key: names.people, expected, sameCopy: what.bundle === digest};
}

const kAsReviewed = {met: 'met', 'not-met': 'not-met', 'not-evidenced': 'open', 'not-applicable': 'not-applicable'};
// agrees, differs or undecided.
export const agreementOn = ({verdict, vendor}) =>
  (verdict === 'undecided' ? 'undecided' : verdict === kAsReviewed[vendor] ? 'agrees' : 'differs');
