// Checks again, with nothing but the bundle, that the files which count as signed were
// signed by the people listed, and says for each claim whose word is left.
//
// Spec: docs/bundle.md, section 8. Each entry of grade "signed" in said/*.json is made
// again out of the git objects and compared. Four ends: the same; nothing is carried for
// it, so it stays the sealer's word; it is of a kind that this page does not check, so it
// stays that word, too; something is carried and shows otherwise, which is a lie.

import {Refused, need, sha256Hex, utf8} from './bytes.js';
import {sameValue} from './canonical.js';
import {binaryOf, canonicalPeople, keysOf, plainText, readListed} from './listed.js';
import {GitObjects, readObjectId} from './objects.js';
import {Ring} from './ring.js';
import * as is from './shapes.js';
import {readTold} from './told.js';
import {NotRead} from './yaml.js';

const kSides = ['organisation', 'product'];
const kFiles = {organisation: 'avouch.org.yaml', product: 'avouch.yaml'};
// What a reader has seen of one thing that was said, best first.
export const kRests = ['signature', 'named', 'sealer', 'system', 'claimed'];
const worst = (a, b) => (kRests.indexOf(a) > kRests.indexOf(b) ? a : b);
const isSigned = ({grade}) => grade === 'signed';

// ---- One repository's objects, by path ----

class Side {
  static async read(repository, contents) {
    const out = new Side();
    out.objects = await GitObjects.read(repository);
    out.prefix = binaryOf(repository.prefix);
    out.left = repository.left;
    out.beside = repository.beside.map((one) => ({path: binaryOf(one.path), suffix: binaryOf(one.suffix),
      text: binaryOf(one.text), when: is.secondsOf(one.when)}));
    out.contents = contents;
    out.versions = new Map();
    for (const place of repository.places) out.add(binaryOf(place.path), binaryOf(place.commit));
    return out;
  }

  add(path, spelt) {
    const id = readObjectId(spelt, 'signatures');
    const blob = this.objects.changed(id, path);
    const version = {id, blob, bytes: this.objects.find(id, 'commit'), when: this.objects.commit(id).seconds};
    if (!this.versions.has(path)) this.versions.set(path, []);
    this.versions.get(path).push(version);
  }

  get hash() { return this.objects.hash; }
  under(path) { return this.prefix === '' ? path : `${this.prefix}/${path}`; }
  // The commits that are carried for a path, newest first; `blob` is the file's name.
  named(path) { return this.versions.get(this.under(path)) ?? []; }
  // Those whose file is carried, too.
  whole(path) {
    return this.named(path).map((one) => ({...one, content: this.objects.find(one.blob, 'blob')}))
      .filter(({content}) => content !== null);
  }
  besides(path) { return this.beside.filter((one) => one.path === this.under(path)); }

  // The bytes whose SHA-256 is `id`: a payload that travels, or an object; null.
  async bytesOf(path, id) {
    if (this.contents.has(id)) return this.contents.get(id);
    for (const {content} of this.whole(path)) if (await sha256Hex(content) === id) return content;
    return null;
  }
}

// ---- Who stands by a file, and by its values ----

const said = (signer, version, how = signer.how) =>
  ({by: signer.person, signed: true, how: `commit ${version.id.slice(0, 8)}, ${how}`, when: version.when});

// Each person's newest signed version, newest first. `after`: behind one by an unknown
// signer, so that it may not be that person's newest. Calls use(signer, version, after).
async function newestOfEach(ring, side, versions, seen, use) {
  let after = false;
  for (const version of versions) {
    const signer = await ring.ofCommit(side.hash, version);
    after ||= signer.unknown;
    if (!signer.counts || seen.has(signer.person)) continue;
    seen.add(signer.person);
    await use(signer, version, after);
  }
}

async function signersBeside(ring, side, path, bytes) {
  const out = [];
  for (const one of bytes === null ? [] : side.besides(path)) {
    const signer = await ring.ofBeside(bytes, one);
    if (signer !== null) out.push({signer, when: one.when});
  }
  return out;
}

const besideSaid = ({signer, when}) => ({by: signer.person, signed: true, how: signer.how, when});

// Who signed exactly the file named `present`.
async function saidOver(ring, side, versions, present, beside) {
  const counting = beside.filter(({signer}) => signer.counts);
  const out = counting.map(besideSaid);
  const seen = new Set(counting.map(({signer}) => signer.person));
  await newestOfEach(ring, side, versions, seen, (signer, version, after) => {
    if (version.blob === present) out.push({...said(signer, version), unsure: after});
  });
  return out;
}

// Who signed the present value of each key of a YAML file, by key.
async function keysOver(ring, side, versions, present, beside) {
  const now = new Map(await keysOf(present)), out = new Map();
  const stand = (keys, one) => {
    for (const [key, digest] of keys) {
      if (now.get(key) === digest) out.set(key, [...(out.get(key) ?? []), one]);
    }
  };
  const seen = new Set();
  for (const one of beside) {
    if (!one.signer.counts || seen.has(one.signer.person)) continue;
    seen.add(one.signer.person);
    stand(now, besideSaid(one));
  }
  await newestOfEach(ring, side, versions, seen, async (signer, version, after) =>
    stand(await keysOf(version.content), {...said(signer, version), unsure: after}));
  return out;
}

// ---- The check ----

class Checker {
  constructor(proof) {
    Object.assign(this, proof);
    this.pieces = new Map();  // By hex id: {rests, by}
    this.out = {told: false, chain: false, lists: 0, files: 0, checked: 0, named: 0, claims: [], unread: []};
  }

  content(kind, name) {
    const item = this.index.items.find((one) => one.kind === kind && sameValue(one.name, name));
    return item === undefined || item.member === '' ? undefined : this.members.get(item.member);
  }

  async run() {
    this.out.told = this.content('said', 'organisation') !== undefined && this.assessment !== null;
    if (!this.out.told) return this.out;
    await this.read();
    await this.samePeople();
    this.ring = await Ring.of(this.organisation.people);
    await this.followPeople();
    await this.signedKeys('organisation', this.organisation['signed-keys'], this.organisation.id);
    await this.signedKeys('product', this.productKeys, '');
    for (const one of this.records) await this.file(one, one.id, one.said);
    for (const one of this.papers) await this.file(one, one.id, one.approved);
    for (const {head} of this.exports) await this.exported(head);
    for (const {claim} of this.verdicts.claims) this.restsOf(claim);
    return this.out;
  }

  async read() {
    const told = (family) => readTold(family, this.content('said', family));
    const files = told('signatures');
    this.organisation = told('organisation');
    this.productKeys = told('product-keys')?.keys ?? [];
    this.records = told('records')?.records ?? [];
    this.papers = told('papers')?.papers ?? [];
    this.exports = ['accounts', 'settings', 'rules', 'logs', 'secrets', 'training', 'tools', 'tickets']
      .flatMap(((exported) => (name) => exported?.[name] ?? [])(told('exports')));
    const contents = new Map(this.index.items.filter(({kind, member}) => kind === 'payload' && member !== '')
      .map(({id, member}) => [id, this.members.get(member)]));
    this.sides = new Map();
    for (const repository of files?.repositories ?? []) {
      need(kSides.includes(repository.side), 'a repository of nobody', 'signatures');
      const side = await Side.read(repository, contents);
      need(!this.sides.has(repository.side), 'a side given twice', 'signatures');
      this.sides.set(repository.side, side);
    }
  }

  // Whose keys are told is whose keys the bundle lists.
  async samePeople() {
    const {people} = this.organisation, where = 'organisation', about = this.index.organisation;
    if (people.length === 0 && this.keys === null) return;
    const {name, country, 'company-number': number} = this.organisation;
    this.listed = {name, country, 'company-number': number, people};
    [name, country, number, ...people.flatMap((one) => [one.id, ...one.roles, ...one.keys])].forEach((text) => plainText(text, where));
    const same = about.chain.length > 0 && await sha256Hex(utf8(canonicalPeople(this.listed, false))) === about.chain.at(-1) &&
      this.organisation.fingerprint === about.fingerprint;
    need(same, 'other people than the list of keys has', where);
  }

  // From the first list of people to the present one, each change signed by a key that
  // was listed before.
  async followPeople() {
    const side = this.sides.get('organisation');
    const versions = side?.whole(kFiles.organisation) ?? [];
    if (versions.length === 0) return;
    let accepted = null, first = '';
    try {
      for (const version of [...versions].reverse()) {
        const listed = version.content.length === 0 ? null : readListed(version.content);
        if (listed === null) continue;
        const next = {listed, whole: canonicalPeople(listed, true)};
        if (accepted === null) first = await sha256Hex(utf8(canonicalPeople(listed, false)));
        if (accepted === null || next.whole === accepted.whole || await this.mayFollow(accepted, side, version)) accepted = next;
      }
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      this.notRead('the list of people and its changes', error);
      return;
    }
    need(accepted !== null && this.listed !== undefined, 'no list of people can be read', 'organisation');
    this.listed.people.flatMap((one) => [one.name, one.github, one.gitlab, one.since, one.until, ...one.git])
      .forEach((text) => plainText(text, 'organisation'));
    if (first !== this.organisation.fingerprint) return;
    const same = accepted.whole === canonicalPeople(this.listed, true);
    if (!same && side.left > 0) return;
    need(same, 'the list of people does not follow', 'organisation');
    this.out.chain = true;
    this.out.lists = versions.length;
  }

  async mayFollow({listed}, side, version) {
    const signer = await (await Ring.of(listed.people)).ofCommit(side.hash, version);
    if (signer.unknown) throw new NotRead(signer.how);
    return signer.counts;
  }

  notRead(what, error) {
    this.out.unread.push(`${what}: ${error.message}`);
  }

  // How far the signed ones of `told` are shown by `again`.
  compare(told, again, versions, beside, hasBytes, where) {
    let word = false;
    for (const one of told.filter(isSigned)) {
      const found = again.find(({by, how, when}) => sameValue([by, how, when], [one.by, one.how, is.secondsOf(one.when)]));
      if (found !== undefined && found.unsure !== true) continue;
      word = true;
      const how = binaryOf(one.how), id = how.slice(7, 15);
      const carried = how.startsWith('commit ') ? versions.filter((version) => version.id.startsWith(id)) : beside;
      if (carried.length === 0) continue;
      if (found === undefined && !carried.some(({signer}) => signer.unknown)) {
        throw new Refused(`that ${is.shown(one.by)} signed it is not what its commit shows`, where);
      }
      this.notRead(where, {message: carried.find(({signer}) => signer.unknown)?.signer.how ?? 'newer changes have a signature that is not checked here'});
    }
    if (!told.some(isSigned)) return 'claimed';
    return word ? 'sealer' : hasBytes ? 'signature' : 'named';
  }

  // Versions with who signed each.
  async withSigners(side, versions) {
    return Promise.all(versions.map(async (one) => ({...one, signer: await this.ring.ofCommit(side.hash, one)})));
  }

  keep(id, rests, told) {
    const by = new Set(told.filter(isSigned).map((one) => binaryOf(one.by)));
    if (by.size > 0) ++this.out.files;
    if (rests === 'signature') ++this.out.checked;
    if (rests === 'named') ++this.out.named;
    this.pieces.set(id, {rests, by: [...by]});
  }

  keepWithoutObjects(id, told) {
    this.keep(id, told.some(isSigned) ? 'sealer' : 'claimed', told);
  }

  // A file that somebody signed as a whole.
  async file({path: told_path, 'in-product': inProduct}, id, told) {
    const side = this.sides.get(inProduct === true ? 'product' : 'organisation');
    if (side === undefined) return this.keepWithoutObjects(id, told);
    const path = binaryOf(told_path);
    const versions = await this.withSigners(side, side.named(path));
    const bytes = await side.bytesOf(path, id);
    const beside = await signersBeside(this.ring, side, path, bytes);
    const present = bytes !== null ? await side.objects.nameOf('blob', bytes) : versions[0]?.blob ?? '';
    const again = await saidOver(this.ring, side, versions, present, beside);
    return this.keep(id, this.compare(told, again, versions, beside, bytes !== null, is.shown(told_path)), told);
  }

  // A file that people sign key by key; `id` is '' when nothing names it.
  async signedKeys(where, told, id) {
    const everything = told.flatMap(({said: one}) => one), path = kFiles[where];
    const side = this.sides.get(where);
    const versions = side === undefined ? [] : await this.withSigners(side, side.whole(path));
    if (versions.length === 0) return this.keepWithoutObjects(id, everything);
    const present = (id === '' ? null : await side.bytesOf(path, id)) ?? versions[0].content;
    const beside = await signersBeside(this.ring, side, path, present);
    let again = null;
    try {
      again = await keysOver(this.ring, side, versions, present, beside);
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      this.notRead(path, error);
      return this.keepWithoutObjects(id, everything);
    }
    let rests = everything.length === 0 ? 'claimed' : 'signature';
    for (const {key, said: one} of told) {
      rests = worst(rests, this.compare(one, again.get(key) ?? [], versions, beside, true, is.shown(key)));
    }
    return this.keep(id, rests, everything);
  }

  async exported(head) {
    if (head['by-hand']) await this.file({path: head.path}, head.id, head.said);
    else this.pieces.set(head.id, {rests: 'system', by: []});
  }

  // The evidence of a claim stands in its detail.
  restsOf(claim) {
    const bytes = this.content('detail', claim);
    if (bytes === undefined) return;
    const items = (value) => (Array.isArray(value) ? value : []);
    const detail = JSON.parse(new TextDecoder().decode(bytes));
    const evidence = items(detail.answer?.checks).flatMap((check) => items(check?.evidence));
    const kId = 'sha256:';
    const isId = (one) => typeof one === 'string' && one.startsWith(kId);
    const pieces = {}, people = new Set();
    for (const id of new Set(evidence.filter(isId).map((one) => one.slice(kId.length)))) {
      const {rests, by} = this.pieces.get(id) ?? {rests: 'system', by: []};  // Results and pages: a system handed them in
      pieces[rests] = (pieces[rests] ?? 0) + 1;
      if (rests === 'signature' || rests === 'named') by.forEach((one) => people.add(one));
    }
    this.out.claims.push({claim, signedBy: [...people].sort(), pieces, computed: !evidence.every(isId)});
  }
}

// `proof`: {index, members, verdicts, assessment, keys}. Gives {told, chain, lists, files,
// checked, named, claims: [{claim, signedBy, pieces, computed}], unread: what this page
// could not check, a line each}. Throws Refused when what is carried shows otherwise.
export async function checkSigned(proof) {
  const out = await new Checker(proof).run();
  return Object.freeze({...out, unread: [...new Set(out.unread)]});
}
