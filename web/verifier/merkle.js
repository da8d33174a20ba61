// The log's arithmetic: that an entry is in a tree, and that a tree grew out of
// another. Trees of up to 2^53-1 entries.
//
// Spec: RFC 9162, sections 2.1.3.2 and 2.1.4.2; docs/bundle.md, section 4.

import {bigEndian, concat, fromHex, need, sha256Hex, utf8} from './bytes.js';

// The hash, hex, of the node above two, hex. Proofs of one log meet on their way up:
// what was computed for one is kept for the others.
export function nodeHasher() {
  const known = new Map();
  return (left, right) => {
    const both = left + right;
    if (!known.has(both)) known.set(both, sha256Hex(fromHex('01' + both)));
    return known.get(both);
  };
}

// The hash, hex, of the leaf that stands for `commitment`, taken in at `seconds`.
export async function leafHash(seconds, commitment) {
  const entry = concat(utf8('avl1'), bigEndian(seconds, 8), fromHex(commitment));
  return sha256Hex(concat(Uint8Array.of(0), entry));
}

export const commitmentTo = async (salt, member) => sha256Hex(concat(fromHex(salt), member));

const half = (n) => Math.floor(n / 2);
const isOdd = (n) => n % 2 === 1;

// Throws unless `proof` leads from `leaf`, entry `index` of `size`, to `root`.
export async function checkInclusion(leaf, index, size, proof, root, node, where) {
  need(index >= 0 && index < size, 'not in the log: the log has no such entry', where);
  let fn = index, sn = size - 1, hash = leaf;
  for (const step of proof) {
    need(sn !== 0, 'not in the log: the proof is too long', where);
    if (isOdd(fn) || fn === sn) {
      hash = await node(step, hash);
      while (!isOdd(fn) && fn !== 0) { fn = half(fn); sn = half(sn); }
    } else {
      hash = await node(hash, step);
    }
    fn = half(fn);
    sn = half(sn);
  }
  need(sn === 0, 'not in the log: the proof is too short', where);
  need(hash === root, 'not in the log: the proof leads elsewhere', where);
}

const isPowerOfTwo = (n) => Number.isInteger(Math.log2(n)) && 2 ** Math.log2(n) === n;

// Throws unless the tree of `first` entries is the beginning of that of `second`.
// REQUIRES: 0 < first < second.
export async function checkConsistency(first, firstRoot, second, secondRoot, proof, node, where) {
  need(proof.length > 0, 'the proof that the log only grew is empty', where);
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  let fn = first - 1, sn = second - 1;
  while (isOdd(fn)) { fn = half(fn); sn = half(sn); }
  let fr = path[0], sr = fr;
  for (const c of path.slice(1)) {
    need(sn !== 0, 'the proof that the log only grew is too long', where);
    if (isOdd(fn) || fn === sn) {
      fr = await node(c, fr);
      sr = await node(c, sr);
      while (!isOdd(fn) && fn !== 0) { fn = half(fn); sn = half(sn); }
    } else {
      sr = await node(sr, c);
    }
    fn = half(fn);
    sn = half(sn);
  }
  need(sn === 0, 'the proof that the log only grew is too short', where);
  need(fr === firstRoot, 'the log dropped or changed an entry it once held', where);
  need(sr === secondRoot, 'the log dropped or changed an entry it once held', where);
}
