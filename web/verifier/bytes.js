// Bytes, and the few spellings of bytes that a bundle uses.
//
// Spec: docs/bundle.md, "Notation". Everything that can be wrong with a bundle is
// one kind of error, Refused, so that nothing about a bad one is taken for
// "could not be done".

export class Refused extends Error {
  // `what` is one line; `where` names the part of the bundle. `known`: it is about
  // what the reader was told or saw before, not about the file alone.
  constructor(what, where = '', known = false) {
    super(where ? `${what} (${where})` : what);
    this.name = 'Refused';
    this.what = what;
    this.where = where;
    this.known = known;
  }
}

// Throws unless `holds` is true itself: undefined, null and 1 are no yes.
export function need(holds, what, where) {
  if (holds !== true) throw new Refused(what, where);
}

export function concat(...parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function sameBytes(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; ++i) if (a[i] !== b[i]) return false;
  return true;
}

export const utf8 = (text) => new TextEncoder().encode(text);

// Strict: what is not UTF-8 is refused, and a byte order mark is kept as it is.
export function fromUtf8(bytes, where) {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    throw new Refused('text that is not UTF-8', where);
  }
}

const kHex = Array.from({length: 256}, (_, byte) => byte.toString(16).padStart(2, '0'));
export function toHex(bytes) {
  let out = '';
  for (const byte of bytes) out += kHex[byte];
  return out;
}

// REQUIRES: isDigest(hex).
export function fromHex(hex) {
  const out = new Uint8Array(hex.length / 2);
  for (let i = 0; i < out.length; ++i) out[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return out;
}

// 32 bytes in hex, lower case.
export const isDigest = (text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);

export function toBase64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

// RFC 4648 with padding, in its one spelling: written again it is the same.
export function fromBase64(text, where) {
  let decoded = null;
  try {
    decoded = typeof text === 'string' ? atob(text) : null;
  } catch { /* said below */ }
  if (decoded === null || btoa(decoded) !== text) throw new Refused('not base64 in its one spelling', where);
  return Uint8Array.from(decoded, (c) => c.charCodeAt(0));
}

// The number as `width` bytes, big-endian. REQUIRES: a safe integer, not negative.
export function bigEndian(number, width) {
  const out = new Uint8Array(width);
  for (let i = width - 1, rest = BigInt(number); i >= 0; --i, rest >>= 8n) out[i] = Number(rest & 255n);
  return out;
}

export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
export const sha256Hex = async (bytes) => toHex(await sha256(bytes));
