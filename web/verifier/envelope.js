// An envelope: a payload with one signature, in one of three ways.
//
// Spec: docs/bundle.md, section 2; DSSE v1, PROTOCOL.sshsig, WebAuthn level 3.

import {concat, fromBase64, fromUtf8, need, sha256, toBase64, utf8} from './bytes.js';
import {readCanonical, readJson} from './canonical.js';
import {Wire, ed25519Blob, fingerprintOf, readKeyBlob, wireString} from './keys.js';
import * as is from './shapes.js';
import {isEd25519, isPasskeySignature, isSsh} from './signatures.js';

const kMaxBytes = 24 * 1024 * 1024;
const kMaxPasskey = 16384, kMaxClientData = 4096, kMaxArmour = 65536, kMaxArmourLine = 76;
export const kNamespace = 'avouch-statement-v1';
export const kGitNamespace = 'git';
const kPasskeySchema = 'urn:x-avouch:schema:passkey:v1';

const kPasskeyPart = is.map({authenticatorData: is.word, clientDataJSON: is.word, schema: is.oneOf(kPasskeySchema),
  signature: is.word});
const kPlain = {payload: is.word, payloadType: is.word};
const kShapes = {
  signatures: is.map({...kPlain, signatures: is.list(is.map({keyid: is.word, sig: is.word}))}),
  sshsig: is.map({...kPlain, sshsig: is.word}),
  passkey: is.map({...kPlain, passkey: kPasskeyPart}),
};

// {way, type, payload, ...what the way has}.
export function readEnvelope(bytes, where) {
  need(bytes.length <= kMaxBytes, 'an envelope that is too large', where);
  const value = readCanonical(bytes, where);
  const ways = Object.keys(kShapes).filter((way) => value !== null && Object.hasOwn(Object(value), way));
  need(ways.length === 1, 'not a payload with one signature', where);
  const way = ways[0];
  kShapes[way](value, where);
  const out = {way, type: value.payloadType, payload: fromBase64(value.payload, where)};
  if (way === 'signatures') return {...out, ...readDsse(value.signatures, where)};
  if (way === 'sshsig') return {...out, armoured: value.sshsig};
  return {...out, ...readPasskeyPart(value.passkey, where)};
}

function readDsse(signatures, where) {
  need(signatures.length === 1, 'not exactly one signature', where);
  return {keyid: signatures[0].keyid, signature: fromBase64(signatures[0].sig, where)};
}

function readPasskeyPart(part, where) {
  need(JSON.stringify(part).length <= kMaxPasskey, "a passkey's signature that is too long", where);
  const out = {authenticatorData: fromBase64(part.authenticatorData, where),
    clientDataJSON: fromBase64(part.clientDataJSON, where), signature: fromBase64(part.signature, where)};
  need(Object.values(out).every((bytes) => bytes.length > 0), "a passkey's signature with nothing in it", where);
  out.client = readClientData(out.clientDataJSON, where);
  return out;
}

// A passkey's assertion in a file of its own, beside what it signs.
export function readPasskeyFile(bytes, where) {
  const part = readCanonical(bytes, where);
  kPasskeyPart(part, where);
  return readPasskeyPart(part, where);
}

// ---- DSSE ----

export function dsseCovers(type, payload) {
  const head = utf8(type);
  return concat(utf8(`DSSEv1 ${head.length} `), head, utf8(` ${payload.length} `), payload);
}

// Whether `envelope` is DSSE of this type by the Ed25519 key `point`, and names it.
export async function isDsseBy(envelope, point, type) {
  return envelope.way === 'signatures' && envelope.type === type &&
    envelope.keyid === await fingerprintOf(ed25519Blob(point)) &&
    await isEd25519(point, dsseCovers(type, envelope.payload), envelope.signature);
}

// ---- SSHSIG ----

function readArmour(text, where) {
  need(text.length <= kMaxArmour, 'an SSH signature that is too long', where);
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  need(lines.length >= 3 && lines[0] === '-----BEGIN SSH SIGNATURE-----' &&
    lines.at(-1) === '-----END SSH SIGNATURE-----', 'no SSH signature', where);
  const inside = lines.slice(1, -1);
  need(inside.every((line) => line.length > 0 && line.length <= kMaxArmourLine), 'no SSH signature', where);
  return fromBase64(inside.join(''), where);
}

const kHashes = {sha256: 'SHA-256', sha512: 'SHA-512'};

// The key that made `armoured` over `payload`; throws Refused when it did not.
export async function checkSshSig(armoured, payload, where, namespace = kNamespace) {
  const wire = new Wire(readArmour(armoured, where), where);
  const magic = 'SSHSIG';
  need(String.fromCharCode(...wire.raw(6)) === magic && wire.uint32() === 1, 'no SSH signature of version 1', where);
  const key = readKeyBlob(wire.string(), where);
  need(fromUtf8(wire.string(), where) === namespace, 'an SSH signature made for another purpose', where);
  need(wire.string().length === 0, 'an SSH signature with something in the reserved field', where);
  const hash = wire.name();
  need(Object.hasOwn(kHashes, hash), 'an SSH signature with a hash that is not known here', where);
  const signature = wire.string();
  wire.end();
  const digest = new Uint8Array(await crypto.subtle.digest(kHashes[hash], payload));
  const covered = concat(utf8(magic), wireString(utf8(namespace)), wireString(new Uint8Array(0)),
    wireString(utf8(hash)), wireString(digest));
  need(await isSsh(key, covered, signature), 'the signature does not fit', where);
  return key;
}

// ---- Passkeys ----

function readClientData(bytes, where) {
  need(bytes.length <= kMaxClientData, "a passkey's client data that is too long", where);
  const value = readJson(bytes, where);
  const said = value !== null && typeof value === 'object' ? value : {};
  need(['type', 'challenge', 'origin'].every((key) => typeof said[key] === 'string'), "a passkey's client data that lacks something", where);
  need(said.crossOrigin === undefined || typeof said.crossOrigin === 'boolean', "a passkey's client data that says neither yes nor no", where);
  return said;
}

export async function challengeOf(payload) {
  const digest = await sha256(concat(utf8(kNamespace), Uint8Array.of(0), payload));
  return toBase64(digest).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

// Why the assertion proves nothing about anybody; '' when all but the key is in order.
export async function assertionProblem(envelope) {
  const {client, authenticatorData: data} = envelope;
  if (client.type !== 'webauthn.get') return 'a passkey did something else than sign';
  if (client.challenge !== await challengeOf(envelope.payload)) return 'the passkey signed something else';
  if (client.crossOrigin === true || client.topOrigin !== undefined) return 'the passkey signed inside another page';
  if (!/^https?:\/\/localhost(:[0-9]{1,5})?$/.test(client.origin)) return 'the passkey signed on a page that is not of localhost';
  if (data.length !== 37) return 'the device said something of another form';
  const relyingParty = await sha256(utf8('localhost'));
  if (!data.subarray(0, 32).every((byte, i) => byte === relyingParty[i])) return 'the passkey signed for another site';
  const flags = data[32];
  if ((flags & ~0x1d) !== 0 || (flags & 0x18) === 0x10) return 'the device said what cannot be';
  if ((flags & 0x05) !== 0x05) return 'the device did not see who the person was';
  return '';
}

// Whether the passkey `key` made this assertion. REQUIRES: assertionProblem() is ''.
export async function isAssertionBy(envelope, key) {
  const covered = concat(envelope.authenticatorData, await sha256(envelope.clientDataJSON));
  return isPasskeySignature(key, covered, envelope.signature);
}
