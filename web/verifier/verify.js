// From the bytes of a bundle to what is proved about it.
//
// Spec: docs/bundle.md, whose sections the steps follow. No clock, network or
// storage: the time comes in. What goes wrong is thrown, as Refused, or CannotCheck
// when this browser lacks an algorithm; the proof is made on the last line of
// verifyBundle and nowhere else.

import {checkAffirmation} from './affirmed.js';
import {readArchive} from './archive.js';
import {Refused, need, sha256Hex} from './bytes.js';
import {readCanonical, sameValue, writeCanonical} from './canonical.js';
import {policyDigest, readAssessment, readKeys, readVerdicts} from './documents.js';
import {isDsseBy, readEnvelope} from './envelope.js';
import {checkConsistency, checkInclusion, commitmentTo, leafHash, nodeHasher} from './merkle.js';
import {isLogKey, openCheckpoint, readNoteKey} from './note.js';
import * as is from './shapes.js';
import {checkSigned} from './signed.js';
import {standingOf} from './standing.js';

const kSchema = 'urn:x-avouch:bundle:v1';
const kCheckpoint = 'checkpoint';
export const kAudiences = ['public', 'customer', 'assessor', 'internal'];  // Ever more private
const kSelfNamed = {verdicts: 'verdicts.json', assessment: 'assessment.json', keys: 'keys.json'};
const kFolders = {observation: 'observations', said: 'said', detail: 'details'};
const kKinds = [...Object.keys(kSelfNamed), ...Object.keys(kFolders), 'payload', 'affirmation'];

const kIndex = is.map({
  schema: is.oneOf(kSchema), audience: is.oneOf(...kAudiences),
  product: is.map({commit: is.text, name: is.text, version: is.text}),
  assessment: is.digest, verdicts: is.digest,
  organisation: is.map({chain: is.list(is.digest), fingerprint: is.digestOrNone, name: is.text}),
  log: is.map({checkpoint: is.digest, key: is.word, root: is.digest, size: is.number,
    earlier: is.list(is.map({proof: is.list(is.digest), root: is.digest, size: is.number}))}),
  items: is.list(is.map({kind: is.oneOf(...kKinds), name: is.text, visibility: is.oneOf(...kAudiences),
    leaf: is.number, time: is.time, commitment: is.digest, proof: is.list(is.digest),
    id: is.digestOrNone, salt: is.digestOrNone, member: is.word})),
  members: is.list(is.map({name: is.word, sha256: is.digest, size: is.number})),
});

const called = (item) => `${item.kind} ${is.shown(item.name)}`.trim() + `, leaf ${item.leaf}`;
export const isWithheld = (item) => item.member === '';
const isMorePrivate = (visibility, audience) => kAudiences.indexOf(visibility) > kAudiences.indexOf(audience);

// ---- 3. The index, the log's key, the members ----

async function readIndex(bytes) {
  const where = 'index';
  const envelope = readEnvelope(bytes, where);
  const index = readCanonical(envelope.payload, where);
  kIndex(index, where);
  const log = await readNoteKey(index.log.key, where);
  need(isLogKey(log), "the log's key is that of a witness", where);
  need(await isDsseBy(envelope, log.point, kSchema), "the log's signature over this file does not fit", where);
  return {index, log};
}

// What the reader was told over another channel comes before all else.
function checkExpected(index, expected) {
  const {fingerprint} = index.organisation;
  if (expected.fingerprint && fingerprint !== expected.fingerprint) {
    throw new Refused(`this is from another organisation: its fingerprint is ${fingerprint || 'none'}`, '', true);
  }
  if (expected.log && index.log.key !== expected.log) {
    throw new Refused(`sealed in another log: ${index.log.key}`, '', true);
  }
}

async function checkMembers(index, members) {
  const listed = index.members, found = members.slice(1);
  need(listed.length === found.length, 'other parts than the index lists');
  const digests = await Promise.all(found.map(({bytes}) => sha256Hex(bytes)));
  for (const [i, {name, bytes}] of found.entries()) {
    const same = listed[i].name === name && listed[i].size === bytes.length && listed[i].sha256 === digests[i];
    need(same, 'not the part that the index lists: it was changed', name);
  }
  return new Map(found.map(({name, bytes}) => [name, bytes]));
}

// ---- 5. The checkpoint ----

async function checkCheckpoint(index, key, bytes, witnesses, node) {
  const {log} = index;
  need(bytes !== undefined, 'no checkpoint');
  need(await sha256Hex(bytes) === log.checkpoint, 'another checkpoint than the index lists', kCheckpoint);
  const opened = await openCheckpoint(bytes, key, witnesses, kCheckpoint);
  need(log.size > 0 && opened.size === log.size && opened.root === log.root, 'the checkpoint is of another log', kCheckpoint);
  let before = 0;
  for (const {size, root, proof} of log.earlier) {
    need(size > before && size < log.size, 'earlier states of the log out of order', kCheckpoint);
    before = size;
    await checkConsistency(size, root, log.size, log.root, proof, node, kCheckpoint);
  }
  return opened;
}

// Names, not signatures: a witness who signs with two keys is one.
function checkWitnesses({witnesses: asked = [], quorum = 0, now}, proved) {
  const named = new Set(asked.map(({name}) => name));
  const signed = new Set(proved.filter(({seconds}) => seconds <= now).map(({name}) => name));
  const needed = quorum > 0 ? quorum : named.size;
  if (signed.size < needed) {
    throw new Refused(`${signed.size} of the ${needed} witnesses that you ask for signed this state of the log`, kCheckpoint, true);
  }
}

// ---- 4. Items ----

function memberOf({kind, name, id}) {
  if (Object.hasOwn(kSelfNamed, kind)) return kSelfNamed[kind];
  if (kind === 'observation' && is.shown(name).includes('@')) {  // Of one of several sources
    const [family, ...source] = is.shown(name).split('@');
    return `observations/${source.join('@')}/${family}.json`;
  }
  if (Object.hasOwn(kFolders, kind)) return `${kFolders[kind]}/${is.shown(name)}.json`;
  return kind === 'payload' ? `payloads/${id}` : `affirmations/${id}.json`;
}

function checkWithheld(item, index) {
  const where = called(item);
  need(item.id === '' && item.salt === '', 'withheld, and told', where);
  need(item.kind !== 'verdicts' && item.kind !== 'keys', 'what may not be withheld', where);
  need(item.kind !== 'payload' || item.name === '', 'withheld, and its name told', where);
  need(isMorePrivate(item.visibility, index.audience), 'withheld from those whom it is for', where);
}

async function checkTravelling(item, index, bytes) {
  const where = called(item);
  need(bytes !== undefined, 'no part of its own', where);
  need(item.id !== '' && item.salt !== '', 'travels, and is not told', where);
  need(!isMorePrivate(item.visibility, index.audience), 'more private than this copy is', where);
  need(item.member === memberOf(item), 'a part of another name', where);
  const payload = item.kind === 'affirmation' ? readEnvelope(bytes, where).payload : bytes;
  need(await sha256Hex(payload) === item.id, 'another payload', where);
  need(await commitmentTo(item.salt, bytes) === item.commitment, 'not what the log holds: it was changed', where);
}

async function checkItem(item, index, bytes, node) {
  if (isWithheld(item)) checkWithheld(item, index); else await checkTravelling(item, index, bytes);
  const seconds = is.secondsOf(item.time);
  need(seconds >= 0, 'taken in before there were such logs', called(item));
  const leaf = await leafHash(seconds, item.commitment);
  await checkInclusion(leaf, item.leaf, index.log.size, item.proof, index.log.root, node, called(item));
}

// All at once; of several that are wrong, the first is told.
async function checkItems(index, members, node) {
  const checked = await Promise.allSettled(index.items.map((item) => checkItem(item, index, members.get(item.member), node)));
  const wrong = checked.find(({status}) => status !== 'fulfilled');
  if (wrong !== undefined) throw wrong.reason;
}

// How many there are of each kind, in what order, and that each part is of one item.
function checkCounts(index, members) {
  const count = (kind) => index.items.filter((item) => item.kind === kind).length;
  const named = new Set();
  index.items.forEach((item, i) => {
    need(i === 0 || index.items[i - 1].leaf < item.leaf, 'entries out of order', called(item));
    if (item.kind === 'payload') return;
    const wanted = Object.hasOwn(kFolders, item.kind);
    need((item.name !== '') === wanted, 'a name where none belongs, or none', called(item));
    const key = writeCanonical([item.kind, item.name]);
    need(!wanted || !named.has(key), 'given twice', called(item));
    named.add(key);
  });
  need(count('verdicts') === 1 && count('assessment') === 1 &&
    count('keys') === (index.organisation.fingerprint === '' ? 0 : 1),
  'not one of each: verdicts, assessment, list of keys');
  const owned = index.items.filter((item) => !isWithheld(item)).map(({member}) => member);
  need(new Set(owned).size === owned.length, 'one part for two items');
  need(owned.length + 1 === members.size && !owned.includes(kCheckpoint), 'a part that belongs to nothing');
}

// ---- 6. The documents ----

const only = (index, kind) => index.items.find((item) => item.kind === kind);

function checkKeys(index, members) {
  const {chain, fingerprint, name} = index.organisation;
  if (fingerprint === '') {
    need(chain.length === 0 && name === '', 'half an organisation');
    return null;
  }
  need(new Set(chain).size === chain.length, 'a fingerprint given twice');
  need(chain[0] === fingerprint && chain.at(-1) === only(index, 'keys').id, "the list of keys is not the fingerprint's");
  const keys = readKeys(members.get('keys.json'));
  need(sameValue(keys.organisation.name, name), 'an organisation of another name');
  return keys;
}

function checkVerdicts(index, members, keys) {
  const verdicts = readVerdicts(members.get('verdicts.json'));
  need(only(index, 'verdicts').id === index.verdicts, "other verdicts than the index's");
  need(sameValue([verdicts.product, verdicts.commit], [index.product.name, index.product.commit]), 'verdicts about another product');
  need(verdicts.assessment === index.assessment, 'verdicts of another assessment');
  const item = only(index, 'assessment');
  if (isWithheld(item)) return {verdicts, assessment: null};
  need(item.id === index.assessment, "another assessment than the index's");
  return {verdicts, assessment: readAssessment(members.get('assessment.json'), item.id, verdicts, keys)};
}

// Each observation that the verdicts rest on is in the log, and no other.
function checkEvidence(index, verdicts, assessment) {
  const items = index.items.filter(({kind}) => kind === 'observation');
  const families = (list) => list.map((one) => writeCanonical(one)).sort();
  need(sameValue(families(items.map(({name}) => name)), families(verdicts.observations.map(({family}) => family))),
    'the evidence in the log is not the evidence that was decided from');
  for (const item of items.filter((one) => assessment !== null && !isWithheld(one))) {
    const decided = assessment.observations.find(({family}) => sameValue(family, item.name));
    need(decided?.id === item.id, 'another observation than was decided from', called(item));
  }
}

function checkDetails(index, members, verdicts) {
  for (const item of index.items.filter(({kind}) => kind === 'detail')) {
    const claim = verdicts.claims.find((one) => one.claim === item.name);
    need(claim !== undefined, 'about no claim that was decided', called(item));
    if (isWithheld(item)) continue;
    const detail = readCanonical(members.get(item.member), called(item));
    const same = detail?.commit === verdicts.commit && detail.time === verdicts.time &&
      detail.answer?.claim === claim.claim && detail.answer.verdict === claim.verdict;
    need(same, 'a detail of another decision', called(item));
  }
}

// Newest first; of two on one day the later in the log.
async function checkAffirmations(index, members, keys, verdicts, now) {
  const out = [];
  for (const item of index.items.filter((one) => one.kind === 'affirmation' && !isWithheld(one))) {
    const envelope = readEnvelope(members.get(item.member), called(item));
    out.unshift(await checkAffirmation(envelope, index, keys, verdicts, now, called(item)));
  }
  return out.sort((a, b) => is.secondsOf(b.what.on) - is.secondsOf(a.what.on));
}

// `bundle`: its bytes. `expected`: {now: seconds, fingerprint, log: what the reader
// was told over another channel, or '', witnesses: keys of readNoteKey, quorum: how many
// of them must have signed, 0 for all}.
export async function verifyBundle(bundle, expected) {
  const archive = readArchive(bundle);
  const {index, log} = await readIndex(archive[0].bytes);
  checkExpected(index, expected);
  const members = await checkMembers(index, archive);
  const node = nodeHasher();
  const checkpoint = await checkCheckpoint(index, log, members.get(kCheckpoint), expected.witnesses ?? [], node);
  checkWitnesses(expected, checkpoint.witnesses);
  await checkItems(index, members, node);
  checkCounts(index, members);
  const keys = checkKeys(index, members);
  const {verdicts, assessment} = checkVerdicts(index, members, keys);
  checkEvidence(index, verdicts, assessment);
  checkDetails(index, members, verdicts);
  const affirmations = await checkAffirmations(index, members, keys, verdicts, expected.now);
  const signed = await checkSigned({index, members, verdicts, assessment, keys});
  const policy = await policyDigest(verdicts);
  const inForce = affirmations.find(({counts}) => counts) ?? null;
  const standings = verdicts.claims.map(({claim}) =>
    (inForce === null ? '' : standingOf(inForce.what, verdicts, policy, claim, expected.now)));
  return Object.freeze({index, verdicts, assessment, keys, affirmations, inForce, standings, signed,
    witnesses: checkpoint.witnesses, unknownWitnesses: checkpoint.unknown});
}
