// Signed notes, and the checkpoint that one holds.
//
// Spec: c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-cosignature.

import {concat, fromBase64, fromUtf8, need, sha256, toHex, utf8} from './bytes.js';
import {checkPoint} from './keys.js';
import {isEd25519} from './signatures.js';

const kMaxNote = 256 * 1024, kMaxSignatures = 64, kMaxName = 255;
const kLog = 1, kWitness = 4;  // Types of key

const isKeyName = (name) => name !== '' && utf8(name).length <= kMaxName &&
  !/[\u0000-\u0020+\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(name);

// name+hash+key, as {name, id, type, point, text}.
export async function readNoteKey(text, where) {
  const [name, id, ...rest] = text.split('+');
  need(rest.length > 0 && isKeyName(name), 'no key of a log: name+hash+key', where);
  const typed = fromBase64(rest.join('+'), where);
  need(typed[0] === kLog || typed[0] === kWitness, 'a key of a type that is not known here', where);
  checkPoint(typed.subarray(1), where);
  const digest = await sha256(concat(utf8(name + '\n'), typed));
  need(toHex(digest.subarray(0, 4)) === id, 'a key whose hash is that of another', where);
  return {name, id, type: typed[0], point: typed.subarray(1), text};
}

export const isLogKey = (key) => key.type === kLog;
export const isWitnessKey = (key) => key.type === kWitness;

function readSignature(line, where) {
  const found = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line);
  need(found !== null && isKeyName(found[1]), 'no line of a signature', where);
  const bytes = fromBase64(found[2], where);
  need(bytes.length >= 5, 'a signature without bytes', where);
  return {name: found[1], id: toHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4)};
}

function readNote(bytes, where) {
  need(bytes.length <= kMaxNote, 'a note that is too long', where);
  const all = fromUtf8(bytes, where);
  need(all.endsWith('\n') && !/[\u0000-\u0009\u000b-\u001f]/.test(all), 'no text of a note', where);
  const blank = all.lastIndexOf('\n\n');
  need(blank >= 0, 'a note without signatures', where);
  const lines = all.slice(blank + 2, -1).split('\n');
  need(lines.length >= 1 && lines.length <= kMaxSignatures, 'a note without signatures, or with too many', where);
  return {text: all.slice(0, blank + 1), signatures: lines.map((line) => readSignature(line, where))};
}

function readCheckpoint(text, where) {
  const lines = text.split('\n');
  need(lines.length === 4 && lines[3] === '' && lines[0] !== '', 'not the three lines of a checkpoint', where);
  need(/^(0|[1-9][0-9]*)$/.test(lines[1]) && Number.isSafeInteger(Number(lines[1])), 'no size of a log', where);
  const root = fromBase64(lines[2], where);
  need(root.length === 32, 'no root of a log', where);
  return {origin: lines[0], size: Number(lines[1]), root: toHex(root)};
}

// A witness signs the time with it; its seconds.
async function checkWitness(key, text, bytes, where) {
  need(bytes.length === 72 && bytes[0] < 0x80, 'a signature of a witness that is of another length', where);
  const time = bytes.subarray(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const covered = utf8(`cosignature/v1\ntime ${time}\n${text}`);
  need(await isEd25519(key.point, covered, bytes.subarray(8)), 'a signature that is not by the witness it names', where);
  return Number(time);
}

// {origin, size, root, witnesses: [{name, seconds}], unknown}; `log` signed it once.
// `unknown` counts signatures by keys that were not given: they prove nothing.
export async function openCheckpoint(bytes, log, witnesses, where) {
  const note = readNote(bytes, where);
  const seen = new Set(), proved = [];
  let unknown = 0;
  for (const signature of note.signatures) {
    const key = [log, ...witnesses].find(({name, id}) => name === signature.name && id === signature.id);
    if (key === undefined) {
      ++unknown;
      continue;
    }
    need(!seen.has(key), 'signed twice by one key', where);
    seen.add(key);
    if (key.type === kWitness) {
      proved.push({name: key.name, seconds: await checkWitness(key, note.text, signature.bytes, where)});
    } else {
      need(await isEd25519(key.point, utf8(note.text), signature.bytes), "the log's signature does not fit", where);
    }
  }
  need(seen.has(log), 'the log did not sign it', where);
  const checkpoint = readCheckpoint(note.text, where);
  need(checkpoint.origin === log.name, 'the checkpoint of another log', where);
  return {...checkpoint, witnesses: proved, unknown};
}
