// Git objects as a bundle carries them, each under the name that its bytes have.
//
// Spec: docs/bundle.md, section 8; gitformat-signature(5). Texts of git are spelt one
// character a byte (binary() of listed.js): they need not be UTF-8.

import {binary, binaryOf, unbinary} from './listed.js';
import {concat, need, sameBytes, toHex, utf8} from './bytes.js';

const kMaxObjects = 200000, kMaxBytes = 256 * 1024 * 1024;
const kKinds = ['commit', 'tree', 'blob'];
const kHashes = {sha1: 'SHA-1', sha256: 'SHA-256'};
const kWhere = 'signatures';

const isObjectId = (spelt) => /^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/.test(spelt);
export function readObjectId(spelt, where) {
  need(isObjectId(spelt), 'not the name of a git object', where);
  return spelt.toLowerCase();
}

export class GitObjects {
  constructor(hash) {
    this.hash = hash;
    this.known = new Map();
  }

  static async read({hash, objects}) {
    need(Object.hasOwn(kHashes, hash), 'no hash that git has', kWhere);
    need(objects.length <= kMaxObjects, 'more objects than are read', kWhere);
    const out = new GitObjects(hash);
    let left = kMaxBytes;
    for (const one of objects) left = await out.add(one, left);
    return out;
  }

  async add({base, head, kind, tail, text}, left) {
    need(kKinds.includes(kind), 'an object of no kind that is known', kWhere);
    const under = base === '' ? new Uint8Array(0) : this.find(readObjectId(binaryOf(base), kWhere), kind);
    need(under !== null, 'an object on nothing', kWhere);
    need(head >= 0 && tail >= 0 && head <= under.length && tail <= under.length - head, 'more of an object than it has', kWhere);
    const between = unbinary(binaryOf(text));
    const size = head + tail + between.length;
    need(size <= left, 'more bytes than are read', kWhere);
    const bytes = concat(under.subarray(0, head), between, under.subarray(under.length - tail));
    const name = await this.nameOf(kind, bytes);
    need(!this.known.has(name), 'an object given twice', kWhere);
    this.known.set(name, {kind, bytes});
    return left - size;
  }

  async nameOf(kind, bytes) {
    return toHex(new Uint8Array(await crypto.subtle.digest(kHashes[this.hash], concat(utf8(`${kind} ${bytes.length}\0`), bytes))));
  }

  // The bytes; null when there is no such object of this kind.
  find(name, kind) {
    const found = this.known.get(name);
    return found === undefined || found.kind !== kind ? null : found.bytes;
  }

  commit(name) {
    const bytes = this.find(name, 'commit');
    need(bytes !== null, 'a commit that is not carried', kWhere);
    return readCommit(binary(bytes));
  }

  // The name of the file at `path` below a tree; null when there is none.
  fileAt(tree, path) {
    const parts = path.split('/');
    let folder = tree;
    for (const [i, part] of parts.entries()) {
      const bytes = this.find(folder, 'tree');
      need(bytes !== null, 'a tree that is not carried', kWhere);
      const found = entryOf(bytes, unbinary(part), this.hash === 'sha1' ? 20 : 32);
      const last = i === parts.length - 1;
      if (found === null || found.type === kSubmodule || found.type === kSymlink || (found.type === kFolder) === last) return null;
      folder = found.id;
    }
    return folder;
  }

  // The name of the file that a commit left at `path`, and none of its parents had.
  changed(name, path) {
    const {tree, parents} = this.commit(name);
    const after = this.fileAt(tree, path);
    need(after !== null, 'a commit that has no such file', kWhere);
    for (const parent of parents) {
      need(this.fileAt(this.commit(parent).tree, path) !== after, 'a commit that did not change the file', kWhere);
    }
    return after;
  }
}

const kFolder = 0o040000, kSymlink = 0o120000, kSubmodule = 0o160000;

// The entry of this name in a tree, all of which is read; null when there is none.
function entryOf(tree, name, width) {
  let out = null;
  for (let at = 0; at < tree.length;) {
    const blank = tree.indexOf(0x20, at), end = blank < 0 ? -1 : tree.indexOf(0, blank);
    const mode = tree.subarray(at, Math.max(blank, at));
    need(end >= 0 && mode.length >= 1 && mode.length <= 7 && mode.every((c) => c >= 0x30 && c <= 0x37) && tree.length - end - 1 >= width,
      'a tree that is none', kWhere);
    const next = end + 1 + width;
    if (end - blank - 1 === name.length && sameBytes(tree.subarray(blank + 1, end), name)) {
      need(out === null, 'a name given twice in a tree', kWhere);
      out = {type: parseInt(binary(mode), 8) & 0o170000, id: toHex(tree.subarray(end + 1, next))};
    }
    at = next;
  }
  return out;
}

// Its header lines as [key, value]; a value runs over the lines that continue it.
function headersOf(spelt) {
  const out = [];
  for (let at = 0; at < spelt.length && spelt[at] !== '\n';) {
    const lineEnd = (from) => (spelt.indexOf('\n', from) < 0 ? spelt.length : spelt.indexOf('\n', from));
    const first = lineEnd(at), blank = spelt.indexOf(' ', at);
    let end = first;
    while (end + 1 < spelt.length && spelt[end + 1] === ' ') end = lineEnd(end + 1);
    out.push(blank >= 0 && blank < first ? [spelt.slice(at, blank), spelt.slice(blank + 1, end)] : [spelt.slice(at, first), '']);
    at = Math.min(end + 1, spelt.length);
  }
  return out;
}

// The seconds behind the last '>' of "Name <address> 1700000000 +0100"; oddly typed: 0.
function secondsIn(line) {
  if (line.indexOf('>', line.indexOf('<')) < 0 || !line.includes('<')) return 0;
  const found = /^[ \t\r\n]*(-?[0-9]+)/.exec(line.slice(line.lastIndexOf('>') + 1));
  const seconds = found === null ? 0 : Number(found[1]);
  return seconds > 253402300799 || seconds < -62135596800 ? 0 : seconds + 0;
}

function readCommit(spelt) {
  const [first, ...others] = headersOf(spelt);
  need(first !== undefined && first[0] === 'tree', 'a commit without a tree', kWhere);
  const after = others.findIndex(([key]) => key !== 'parent');
  const parents = others.slice(0, after < 0 ? others.length : after);
  const committer = others.find(([key]) => key === 'committer');
  return {tree: readObjectId(first[1], kWhere), parents: parents.map(([, value]) => readObjectId(value, kWhere)),
    seconds: committer === undefined ? 0 : secondsIn(committer[1])};
}

// ---- A signed commit, taken apart ----

const kSsh = '-----BEGIN SSH SIGNATURE-----\n', kOpenPgp = '-----BEGIN PGP SIGNATURE-----\n';

// {form: 'ssh' | 'openpgp', payload, signature}, or {form: 'none', why}: not signed, or
// in a way that could be read as two commits.
export function splitCommit(hash, bytes) {
  const none = (why) => ({form: 'none', why});
  const wanted = hash === 'sha1' ? 'gpgsig' : 'gpgsig-sha256';
  let left = binary(bytes), payload = '', signature = '', inside = false;
  while (left !== '' && left[0] !== '\n') {
    const end = left.indexOf('\n');
    const line = end < 0 ? left : left.slice(0, end + 1);
    left = left.slice(line.length);
    if (end < 0 || line.includes('\0')) return none('a commit with a broken header');
    if (inside && line[0] === ' ') {
      signature += line.slice(1);
      continue;
    }
    inside = line.split(' ', 1)[0] === wanted;
    if (!inside) {
      if (line.startsWith('gpgsig')) return none('a commit with a signature of another kind');
      payload += line;
      continue;
    }
    if (signature !== '') return none('a commit with two signatures');
    signature = line.slice(wanted.length + 1);
  }
  if (signature === '') return none('the commit is not signed');
  const form = signature.startsWith(kSsh) ? 'ssh' : signature.startsWith(kOpenPgp) ? 'openpgp' : 'none';
  return {form, why: 'a signature of a kind that does not count', payload: unbinary(payload + left), signature};
}
