// Public keys as people list them, checked as they are read.
//
// Spec: RFC 4253, 5656 and 8709 for SSH keys, PROTOCOL.u2f for those on security
// keys, RFC 9053 for passkeys. A key is {kind, blob, point | modulus and exponent,
// application}; `kind` is SSH's name of the type.

import {Refused, concat, fromBase64, need, sha256, toBase64, toHex, utf8, sameBytes} from './bytes.js';

const kMaxBlob = 4096;

// The parts of an SSH structure, one after another.
export class Wire {
  constructor(bytes, where) { this.left = bytes; this.where = where; }
  raw(size) {
    need(size <= this.left.length, 'an SSH structure that ends before its contents', this.where);
    const out = this.left.subarray(0, size);
    this.left = this.left.subarray(size);
    return out;
  }
  uint32() { return this.raw(4).reduce((sum, byte) => sum * 256 + byte, 0); }
  string() { return this.raw(this.uint32()); }
  name() { return String.fromCharCode(...this.string()); }
  // A number above or equal to zero in its one spelling; without the sign's byte.
  magnitude() {
    const raw = this.string();
    need(raw.length > 0 && raw[0] < 0x80, 'a number that is not positive', this.where);
    if (raw[0] !== 0) return raw;
    need(raw.length > 1 && raw[1] >= 0x80, 'a number with a zero too many', this.where);
    return raw.subarray(1);
  }
  end() { need(this.left.length === 0, 'bytes after the end of an SSH structure', this.where); }
}

// ---- Ed25519: points in their one spelling, and not of small order ----

const kPrime = 2n ** 255n - 19n;
// The y of the points whose order divides eight: 1 and -1, 0, and those of order 8.
const kOrderEight = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
const kSmallOrder = [0n, 1n, kPrime - 1n, kOrderEight, kPrime - kOrderEight];

const yOf = (point) => BigInt('0x' + toHex(point.slice().reverse())) & ((1n << 255n) - 1n);

// Throws unless these 32 bytes spell a point that can prove anything. That it lies
// on the curve shows when a signature is checked: else none is good.
export function checkPoint(point, where) {
  need(point.length === 32, 'an Ed25519 point that is not 32 bytes long', where);
  need(yOf(point) < kPrime, 'an Ed25519 point that is not in its one spelling', where);
  need(!kSmallOrder.includes(yOf(point)), 'an Ed25519 point of small order, which proves nothing', where);
}

// ---- Kinds of key ----

const kCurves = {
  'ecdsa-sha2-nistp256': {name: 'nistp256', width: 32},
  'ecdsa-sha2-nistp384': {name: 'nistp384', width: 48},
  'ecdsa-sha2-nistp521': {name: 'nistp521', width: 66},
};
export const kSecurityKeys = {
  'sk-ssh-ed25519@openssh.com': 'ssh-ed25519',
  'sk-ecdsa-sha2-nistp256@openssh.com': 'ecdsa-sha2-nistp256',
};

function checkRsa(modulus, exponent, where) {
  const odd = (n) => n.length > 0 && n[0] !== 0 && n.at(-1) % 2 === 1;
  need(odd(modulus) && odd(exponent) && exponent.length <= 4 && !sameBytes(exponent, [1]),
    'an RSA key whose numbers are not canonical and odd', where);
  const bits = modulus.length * 8 - Math.clz32(modulus[0]) + 24;
  need(bits >= 2048 && bits <= 8192, 'an RSA key of fewer than 2048 bits or more than 8192', where);
}

function readInner(kind, wire, where) {
  if (kind === 'ssh-rsa') {
    const exponent = wire.magnitude(), modulus = wire.magnitude();
    checkRsa(modulus, exponent, where);
    return {modulus, exponent};
  }
  if (kind === 'ssh-ed25519') {
    const point = wire.string();
    checkPoint(point, where);
    return {point};
  }
  const curve = kCurves[kind];
  need(wire.name() === curve.name, 'an ECDSA key whose curve is not that of its type', where);
  const point = wire.string();
  need(point.length === 1 + 2 * curve.width && point[0] === 4, 'an ECDSA point of another form', where);
  return {point};
}

function checkApplication(application, where) {
  need(application.length >= 1 && application.length <= 255 && application.every((c) => c > 0x20 && c < 0x7f),
    "a security key's application that is empty, long or not printable", where);
}

export function readKeyBlob(blob, where) {
  need(blob.length <= kMaxBlob, 'an SSH key that is too long', where);
  const wire = new Wire(blob, where);
  const kind = wire.name();
  const inner = Object.hasOwn(kSecurityKeys, kind) ? kSecurityKeys[kind] : kind;
  need(inner === 'ssh-rsa' || inner === 'ssh-ed25519' || Object.hasOwn(kCurves, inner),
    'an SSH key of a type that is not known here', where);
  const key = {kind, blob, ...readInner(inner, wire, where)};
  if (inner !== kind) {
    key.application = wire.string();
    checkApplication(key.application, where);
  }
  wire.end();
  return key;
}

// One line of a .pub file.
export function readSshKey(line, where) {
  const words = line.trim().split(/[ \t]+/);
  need(words.length >= 2 && !line.trim().includes('\n'), 'no SSH public key', where);
  const key = readKeyBlob(fromBase64(words[1], where), where);
  need(words[0] === key.kind, 'an SSH public key of another type than its line says', where);
  return key;
}

const string = (bytes) => {
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, bytes.length);
  return concat(size, bytes);
};
export const wireString = string;

// The SSH blob of an Ed25519 key, whose digest names it.
export const ed25519Blob = (point) => concat(string(utf8('ssh-ed25519')), string(point));

// "SHA256:..." as ssh-keygen writes it.
export const fingerprintOf = async (blob) => 'SHA256:' + toBase64(await sha256(blob)).replace(/=+$/, '');

// ---- Passkeys: "passkey:v1:" and the base64 of a canonical COSE key ----

const kPasskey = 'passkey:v1:';
export const isPasskey = (text) => text.startsWith(kPasskey);

// {1: 1, 3: -8, -1: 6, -2: x} · {1: 2, 3: -7, -1: 1, -2: x, -3: y} · {1: 3, 3: -257, -1: n, -2: e}
const kFrames = {
  'ssh-ed25519': [0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32],
  'ecdsa-sha2-nistp256': [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32],
  'ssh-rsa': [0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59],
};

function readCose(cbor, where) {
  const kind = Object.keys(kFrames).find((name) => sameBytes(cbor.subarray(0, kFrames[name].length), kFrames[name]));
  need(kind !== undefined, 'a passkey that is not canonical ES256, EdDSA or RS256', where);
  const rest = cbor.subarray(kFrames[kind].length);
  if (kind === 'ssh-ed25519') {
    checkPoint(rest, where);
    return {kind, point: rest};
  }
  if (kind === 'ecdsa-sha2-nistp256') {
    need(rest.length === 67 && sameBytes(rest.subarray(32, 35), [0x22, 0x58, 32]), 'a passkey of another form', where);
    return {kind, point: concat(Uint8Array.of(4), rest.subarray(0, 32), rest.subarray(35))};
  }
  const size = rest.length < 2 ? Infinity : rest[0] * 256 + rest[1];
  const exponent = rest.subarray(2 + size + 2), modulus = rest.subarray(2, 2 + size);
  need(rest.length >= 2 + size + 2 && sameBytes(rest.subarray(2 + size, 4 + size), [0x21, 0x40 + exponent.length]),
    'a passkey of another form', where);
  checkRsa(modulus, exponent, where);
  return {kind, modulus, exponent};
}

export function readPasskey(text, where) {
  if (!isPasskey(text)) throw new Refused('not a passkey', where);
  return readCose(fromBase64(text.slice(kPasskey.length), where), where);
}
