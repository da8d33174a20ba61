// Whether a signature is by a key over some bytes. WebCrypto does the sums; what it
// leaves open is checked here: points, forms, lengths.
//
// Spec: RFC 8032 (the equation without the cofactor), FIPS 186-5, RFC 8017;
// PROTOCOL.u2f for security keys. Each function gives true or false, and false for
// whatever goes wrong; CannotCheck when this browser lacks the algorithm.

import {concat, sameBytes, sha256, toBase64} from './bytes.js';
import {Wire, checkPoint, kSecurityKeys} from './keys.js';

// The browser cannot do it. Never a yes, and told apart from a no.
export class CannotCheck extends Error {}

const kCurves = {
  'ecdsa-sha2-nistp256': {namedCurve: 'P-256', hash: 'SHA-256', width: 32},
  'ecdsa-sha2-nistp384': {namedCurve: 'P-384', hash: 'SHA-384', width: 48},
  'ecdsa-sha2-nistp521': {namedCurve: 'P-521', hash: 'SHA-512', width: 66},
};

const isMissing = (error) => error?.name === 'NotSupportedError' || error instanceof ReferenceError;

async function ask(format, material, algorithm, signature, message) {
  try {
    const key = await crypto.subtle.importKey(format, material, algorithm, false, ['verify']);
    return (await crypto.subtle.verify(algorithm, key, signature, message)) === true;
  } catch (error) {
    if (isMissing(error)) throw new CannotCheck(`this browser cannot check ${algorithm.name} signatures`);
    return false;
  }
}

export async function isEd25519(point, message, signature) {
  if (signature.length !== 64) return false;
  try {
    checkPoint(point);
    checkPoint(signature.subarray(0, 32));
  } catch {
    return false;
  }
  return ask('raw', point, {name: 'Ed25519'}, signature, message);
}

// r and s: big-endian, without leading zeros.
async function isEcdsa(kind, point, message, r, s) {
  const {namedCurve, hash, width} = kCurves[kind];
  if (r.length > width || s.length > width) return false;
  const pair = new Uint8Array(2 * width);
  pair.set(r, width - r.length);
  pair.set(s, 2 * width - s.length);
  return ask('raw', point, {name: 'ECDSA', namedCurve, hash}, pair, message);
}

async function isRsa(key, hash, message, signature) {
  if (signature.length !== key.modulus.length) return false;
  const url = (bytes) => toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const jwk = {kty: 'RSA', n: url(key.modulus), e: url(key.exponent)};
  return ask('jwk', jwk, {name: 'RSASSA-PKCS1-v1_5', hash}, signature, message);
}

// ---- As SSH writes them: algorithm, then its own form ----

async function isSshEcdsa(kind, point, message, raw) {
  const pair = new Wire(raw);
  const r = pair.magnitude(), s = pair.magnitude();
  pair.end();
  return isEcdsa(kind, point, message, r, s);
}

const kRsaHashes = {'rsa-sha2-256': 'SHA-256', 'rsa-sha2-512': 'SHA-512'};

async function isPlainSsh(kind, key, algorithm, message, raw) {
  if (kind === 'ssh-rsa') {
    return Object.hasOwn(kRsaHashes, algorithm) && isRsa(key, kRsaHashes[algorithm], message, raw);
  }
  return kind === 'ssh-ed25519' ? isEd25519(key.point, message, raw) : isSshEcdsa(kind, key.point, message, raw);
}

// `blob`: string algorithm, string signature; on a security key also flags and
// counter. Throws Refused when it is not of that form.
export async function isSsh(key, message, blob) {
  const wire = new Wire(blob, 'SSH signature');
  const algorithm = wire.name();
  const raw = wire.string();
  const onDevice = Object.hasOwn(kSecurityKeys, key.kind);
  if (key.kind !== 'ssh-rsa' && algorithm !== key.kind) return false;
  if (!onDevice) {
    wire.end();
    return isPlainSsh(key.kind, key, algorithm, message, raw);
  }
  const flags = wire.raw(1), counter = wire.raw(4);
  wire.end();
  if ((flags[0] & 1) === 0) return false;  // Nobody touched it
  const covered = concat(await sha256(key.application), flags, counter, await sha256(message));
  return isPlainSsh(kSecurityKeys[key.kind], key, algorithm, covered, raw);
}

// ---- As passkeys write them: Ed25519 and RSA raw, ECDSA as DER ----

// The two numbers of a strict DER sequence; null when it is none.
export function readDerPair(der) {
  const length = der[1];
  if (der[0] !== 0x30 || length > 127 || der.length !== 2 + length) return null;
  const numbers = [];
  for (let at = 2; at < der.length;) {
    const size = der[at + 1];
    const bytes = der.subarray(at + 2, at + 2 + size);
    if (der[at] !== 2 || !(size > 0) || bytes.length !== size || bytes[0] > 127) return null;
    if (bytes[0] === 0 && size > 1 && bytes[1] < 128) return null;
    numbers.push(bytes[0] === 0 ? bytes.subarray(1) : bytes);
    at += 2 + size;
  }
  return numbers.length === 2 ? numbers : null;
}

export async function isPasskeySignature(key, message, signature) {
  if (key.kind === 'ssh-ed25519') return isEd25519(key.point, message, signature);
  if (key.kind === 'ssh-rsa') return isRsa(key, 'SHA-256', message, signature);
  const pair = readDerPair(signature);
  return pair !== null && isEcdsa(key.kind, key.point, message, ...pair);
}

export const sameKey = (a, b) => a.kind === b.kind && sameBytes(a.blob, b.blob);
