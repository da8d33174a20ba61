// The page's signatures, in Chromium and in Node: what ssh-keygen makes, what
// passkeys and security keys make, what forgers make; and the vectors that others
// gathered, where AVOUCH_DATA or build/data has them.

import {execFileSync} from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {module, withPage} from './chromium.mjs';

const cases = [];  // {name, want, call, ...}, bytes in base64
const b64 = (bytes) => Buffer.from(bytes).toString('base64');
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest();

// ---- ssh-keygen ----

const kPayload = Buffer.from('{"what":"is signed"}');
const string = (bytes) => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return Buffer.concat([size, Buffer.from(bytes)]);
};
const sshsig = (name, want, armoured, payload = kPayload) =>
  cases.push({name, want, call: 'sshsig', armoured, payload: b64(payload)});

function sshKeygen(folder) {
  for (const [type, bits] of [['ed25519'], ['ecdsa', 256], ['ecdsa', 384], ['ecdsa', 521], ['rsa', 2048], ['rsa', 4096], ['rsa', 1024]]) {
    const key = path.join(folder, `${type}${bits ?? ''}`);
    execFileSync('ssh-keygen', ['-q', '-t', type, ...(bits ? ['-b', bits] : []), '-N', '', '-f', key], {stdio: 'pipe'});
    const sign = (namespace) => execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', key, '-n', namespace],
      {input: kPayload, stdio: ['pipe', 'pipe', 'ignore']}).toString();
    const good = sign('avouch-statement-v1'), name = `ssh-keygen ${type} ${bits ?? ''}`;
    sshsig(name, bits !== 1024, good);
    sshsig(`${name}, for git`, false, sign('git'));
    sshsig(`${name}, over other bytes`, false, good, Buffer.concat([kPayload, Buffer.from(' ')]));
    const raw = Buffer.from(good.split('\n').slice(1, -2).join(''), 'base64');
    for (let at = 0; at < raw.length; at += 7) {
      const spoilt = Buffer.from(raw);
      spoilt[at] ^= 1 << (at % 8);
      sshsig(`${name}, byte ${at} spoilt`, false, armour(spoilt));
    }
    sshsig(`${name}, a byte more`, false, armour(Buffer.concat([raw, Buffer.from([0])])));
    sshsig(`${name}, a byte less`, false, armour(raw.subarray(0, -1)));
  }
}
const armour = (raw) => ['-----BEGIN SSH SIGNATURE-----', ...b64(raw).match(/.{1,70}/g), '-----END SSH SIGNATURE-----', ''].join('\n');

// ---- Security keys: what such a device signs, made in software ----

const pointOf = (key) => {
  const {x, y} = key.export({format: 'jwk'});
  return Buffer.concat([x, y].filter(Boolean).map((part) => Buffer.from(part, 'base64url')));
};
const number = (bytes) => {
  const at = bytes.findIndex((byte) => byte !== 0);
  const rest = bytes.subarray(at);
  return string(rest[0] > 127 ? Buffer.concat([Buffer.from([0]), rest]) : rest);
};

function securityKeys() {
  const hashed = crypto.createHash('sha512').update(kPayload).digest();
  const covered = Buffer.concat([Buffer.from('SSHSIG'), string('avouch-statement-v1'), string(''), string('sha512'), string(hashed)]);
  for (const kind of ['sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com']) {
    const ed = kind.includes('ed25519');
    const {publicKey, privateKey} = ed ? crypto.generateKeyPairSync('ed25519') : crypto.generateKeyPairSync('ec', {namedCurve: 'P-256'});
    const point = ed ? string(pointOf(publicKey)) : Buffer.concat([string('nistp256'), string(Buffer.concat([Buffer.from([4]), pointOf(publicKey)]))]);
    const sign = (flags, application, said = application) => {
      const tail = Buffer.from([flags, 0, 0, 0, 9]);
      const message = Buffer.concat([sha256(application), tail, sha256(covered)]);
      const made = crypto.sign(ed ? null : 'sha256', message, {key: privateKey, dsaEncoding: 'ieee-p1363'});
      const raw = ed ? made : Buffer.concat([number(made.subarray(0, 32)), number(made.subarray(32))]);
      const blob = Buffer.concat([string(kind), point, string(said)]);
      return armour(Buffer.concat([Buffer.from('SSHSIG'), Buffer.from([0, 0, 0, 1]), string(blob), string('avouch-statement-v1'),
        string(''), string('sha512'), string(Buffer.concat([string(kind), string(raw), tail]))]));
    };
    sshsig(`${kind}, touched`, true, sign(1, 'ssh:'));
    sshsig(`${kind}, touched and verified`, true, sign(5, 'ssh:'));
    sshsig(`${kind}, not touched`, false, sign(4, 'ssh:'));
    sshsig(`${kind}, for another application`, false, sign(1, 'ssh:other', 'ssh:'));
    sshsig(`${kind}, for no application`, false, sign(1, ''));
  }
}

// ---- Passkeys ----

const challenge = (payload) => sha256(Buffer.concat([Buffer.from('avouch-statement-v1\0'), payload])).toString('base64url');
const kCose = {
  'ed25519': (key) => Buffer.concat([Buffer.from('a4010103272006215820', 'hex'), pointOf(key)]),
  'P-256': (key) => Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), pointOf(key).subarray(0, 32), Buffer.from('225820', 'hex'), pointOf(key).subarray(32)]),
  'rsa': (key) => {
    const n = Buffer.from(key.export({format: 'jwk'}).n, 'base64url');
    return Buffer.concat([Buffer.from('a401030339010020', 'hex'), Buffer.from([0x59, n.length >> 8, n.length & 255]), n, Buffer.from('2143010001', 'hex')]);
  },
};
const kMake = {
  'ed25519': () => crypto.generateKeyPairSync('ed25519'),
  'P-256': () => crypto.generateKeyPairSync('ec', {namedCurve: 'P-256'}),
  'rsa': () => crypto.generateKeyPairSync('rsa', {modulusLength: 2048}),
};
// What is odd in an assertion, and whether it counts.
const kAssertions = [
  ['as it should be', true, {}],
  ['of a passkey that is kept in several places', true, {flags: 0x1d}],
  ['on a port', true, {client: {origin: 'http://localhost:41873'}}],
  ['with a key more in the client data', true, {client: {other: 1}}],
  ['with a key twice in a map of its own', true, {spell: (text) => text.replace('{', '{"other":{"a":[1,{"a":"}"}]},')}],
  ['with a key twice in the client data', false, {spell: (text) => text.replace('{', '{"type":"webauthn.get",')}],
  ['with a key twice, once escaped', false, {spell: (text) => text.replace('{', '{"\\u0074ype" : "webauthn.create",')}],
  ['with a key twice, deep inside', false, {spell: (text) => text.replace('{', '{"other":[{"a":1,"b":2,"a":1}],')}],
  ['with half of a pair', false, {client: {other: '\ud800'}}],
  ['with lists without end', false, {spell: (text) => text.replace('{', `{"other":${'['.repeat(200)}${']'.repeat(200)},`)}],
  ['nobody was seen to be who they are', false, {flags: 0x01}],
  ['nobody was present', false, {flags: 0x04}],
  ['in several places, and may not be', false, {flags: 0x15}],
  ['flags of another thing', false, {flags: 0x45}],
  ['a device that says more', false, {more: 1}],
  ['for another site', false, {site: 'example.org'}],
  ['on another site', false, {client: {origin: 'https://localhost.example.org'}}],
  ['on a port of another spelling', false, {client: {origin: 'http://localhost:x'}}],
  ['inside another page', false, {client: {crossOrigin: true}}],
  ['below another page', false, {client: {topOrigin: 'http://localhost'}}],
  ['when a passkey was made', false, {client: {type: 'webauthn.create'}}],
  ['over another payload', false, {client: {challenge: challenge(Buffer.from('x'))}}],
  ['by another key', false, {stranger: true}],
  ['over other client data', false, {swap: true}],
];

function passkeys() {
  for (const kind of Object.keys(kMake)) {
    const {publicKey, privateKey} = kMake[kind](), stranger = kMake[kind]().privateKey;
    for (const [name, want, odd] of kAssertions) {
      const client = {type: 'webauthn.get', challenge: challenge(kPayload), origin: 'http://localhost', crossOrigin: false, ...odd.client};
      const text = JSON.stringify(client), clientDataJSON = Buffer.from(odd.spell ? odd.spell(text) : text);
      const authenticatorData = Buffer.concat([sha256(odd.site ?? 'localhost'), Buffer.from([odd.flags ?? 5, 0, 0, 0, 3]), Buffer.alloc(odd.more ?? 0)]);
      const covered = Buffer.concat([authenticatorData, sha256(odd.swap ? 'x' : clientDataJSON)]);
      const signature = crypto.sign(kind === 'ed25519' ? null : 'sha256', covered, odd.stranger ? stranger : privateKey);
      const file = JSON.stringify({authenticatorData: b64(authenticatorData), clientDataJSON: b64(clientDataJSON),
        schema: 'urn:x-avouch:schema:passkey:v1', signature: b64(signature)});
      cases.push({name: `passkey ${kind}, ${name}`, want, call: 'passkey', key: 'passkey:v1:' + b64(kCose[kind](publicKey)),
        file: b64(file), payload: b64(kPayload)});
    }
  }
}

// ---- Ed25519: what the equation alone would let through ----

const raw = (name, want, kind, key, message, signature) => cases.push({name, want, call: 'raw', kind,
  key: Object.fromEntries(Object.entries(key).map(([part, bytes]) => [part, b64(bytes)])), message: b64(message), signature: b64(signature)});
const kOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

function ed25519() {
  const {publicKey, privateKey} = crypto.generateKeyPairSync('ed25519');
  const point = pointOf(publicKey), good = crypto.sign(null, kPayload, privateKey);
  raw('Ed25519, as it should be', true, 'ssh-ed25519', {point}, kPayload, good);
  const s = BigInt('0x' + Buffer.from(good.subarray(32)).reverse().toString('hex')) + kOrder;
  const other = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
  raw('Ed25519, the scalar in a second spelling', false, 'ssh-ed25519', {point}, kPayload, Buffer.concat([good.subarray(0, 32), other]));
  raw('Ed25519, cut', false, 'ssh-ed25519', {point}, kPayload, good.subarray(0, 63));
  for (const y of ['00'.repeat(32), '01' + '00'.repeat(31), 'ec' + 'ff'.repeat(30) + '7f', 'ed' + 'ff'.repeat(30) + '7f', 'ee' + 'ff'.repeat(30) + '7f',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a']) {
    for (const sign of [0, 0x80]) {
      const small = Buffer.from(y, 'hex');
      small[31] |= sign;
      // With s = 0, R = -hA: true for one message in so many, whoever asks.
      raw(`Ed25519, small order ${small.toString('hex')}`, false, 'ssh-ed25519', {point: small}, kPayload, Buffer.concat([Buffer.from('01' + '00'.repeat(31), 'hex'), Buffer.alloc(32)]));
    }
  }
}

// ---- Vectors that others gathered ----

const kRefused = ['low_order_A', 'low_order_R', 'non_canonical_A', 'non_canonical_R', 'low_order_residue'];
const kEcdsa = {secp256r1: 'ecdsa-sha2-nistp256', secp384r1: 'ecdsa-sha2-nistp384'};
const hex = (text) => Buffer.from(text, 'hex');
const unsigned = (text) => hex(text.replace(/^00/, ''));

function vectors() {
  const folder = path.join(process.env.AVOUCH_DATA ?? path.join(process.env.SOURCE, 'build/data'), 'crypto-vectors');
  if (!fs.existsSync(folder)) return false;
  const read = (file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
  for (const {number, key, sig, msg, flags} of read('cctv/ed25519vectors.json')) {
    raw(`CCTV ${number}`, !(flags ?? []).some((flag) => kRefused.includes(flag)), 'ssh-ed25519', {point: hex(key)}, Buffer.from(msg), hex(sig));
  }
  const wycheproof = (file, kind, keyOf) => {
    for (const group of read(`wycheproof/${file}_test.json`).testGroups) {
      for (const {tcId, msg, sig, result, comment} of group.tests) {
        raw(`Wycheproof ${file} ${tcId}, ${comment}`, result === 'valid', kind, keyOf(group.publicKey), hex(msg), hex(sig));
      }
    }
  };
  wycheproof('ed25519', 'ssh-ed25519', ({pk}) => ({point: hex(pk)}));
  for (const [curve, kind] of Object.entries(kEcdsa)) {
    wycheproof(`ecdsa_${curve}_sha${curve.slice(4, 7)}`, kind, ({uncompressed}) => ({point: hex(uncompressed)}));
  }
  for (const bits of [2048, 3072, 4096]) {
    wycheproof(`rsa_signature_${bits}_sha256`, 'ssh-rsa', ({modulus, publicExponent}) => ({modulus: unsigned(modulus), exponent: unsigned(publicExponent)}));
  }
  return true;
}

// ---- Asking: in Node, and, as its own text, in the page ----

async function ask(api, ones) {
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const kCalls = {
    sshsig: async ({armoured, payload}) => (await api.checkSshSig(armoured, bytes(payload), '')).kind !== '',
    passkey: async ({key, file, payload}) => {
      const envelope = {...api.readPasskeyFile(bytes(file), ''), payload: bytes(payload)};
      return (await api.assertionProblem(envelope)) === '' && api.isAssertionBy(envelope, api.readPasskey(key, ''));
    },
    raw: async ({kind, key, message, signature}) => api.isPasskeySignature(
      {kind, ...Object.fromEntries(Object.entries(key).map(([part, text]) => [part, bytes(text)]))}, bytes(message), bytes(signature)),
  };
  const out = [];
  for (const one of ones) {
    try {
      out.push((await kCalls[one.call](one)) === true);
    } catch (error) {
      if (error.name !== 'Refused') throw new Error(`${one.name}: ${error.stack}`);
      out.push(false);
    }
  }
  return out;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'signatures-'));
try {
  sshKeygen(folder);
} finally {
  fs.rmSync(folder, {recursive: true, force: true});
}
securityKeys();
passkeys();
ed25519();
const gathered = vectors();
const wrong = [];
const compare = (where, got) => cases.forEach(({name, want}, i) => {
  if (got[i] !== want) wrong.push(`${where}: ${name}: ${got[i] ? 'accepted' : 'refused'}`);
});
const api = Object.assign({}, ...await Promise.all(['envelope', 'keys', 'signatures'].map(module)));
compare('node', await ask(api, cases));
await withPage(async ({page}) => compare('chromium', await page.evaluate(`(${ask})(avouch, ${JSON.stringify(cases)})`)));
for (const line of wrong.slice(0, 40)) console.log(line);
const good = cases.filter(({want}) => want).length;
console.log(`${cases.length} signatures, ${good} of them good${gathered ? '' : ' (no vectors of others here)'}, in Node and in Chromium: ${wrong.length} wrong answers`);
process.exit(wrong.length === 0 && good > 0 ? 0 : 1);
