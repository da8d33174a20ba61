// The container: the one spelling of an archive of these members.
//
// Spec: docs/bundle.md, section 1. A header is read loosely for its name and size,
// then the header that the specification wants is written and compared.

import {Refused, need, sameBytes, utf8} from './bytes.js';

const kBlock = 512;
const kMaxBytes = 256 * 1024 * 1024;
const kMaxMembers = 4096;
export const kIndexMember = 'index.dsse.json';

const octal = (value, digits) => value.toString(8).padStart(digits, '0');

function isName(name) {
  if (name.length < 1 || name.length > 99 || !/^[a-z0-9./-]+$/.test(name)) return false;
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

function header(name, size) {
  const out = new Uint8Array(kBlock);
  const put = (at, text) => out.set(utf8(text), at);
  put(0, name);
  put(100, '0000644');
  put(108, '0000000');
  put(116, '0000000');
  put(124, octal(size, 11));
  put(136, '00000000000');
  put(148, ' '.repeat(8));
  put(156, '0');
  put(257, 'ustar');
  put(263, '00');
  put(329, '0000000');
  put(337, '0000000');
  put(148, octal(out.reduce((sum, byte) => sum + byte, 0), 6) + '\0 ');
  return out;
}

const ascii = (bytes) => String.fromCharCode(...bytes);

function readHeader(bytes, at) {
  const head = bytes.subarray(at, at + kBlock);
  const name = ascii(head.subarray(0, 100)).replace(/\0[^]*$/, '');
  const digits = ascii(head.subarray(124, 135));
  const where = `at byte ${at}`;
  need(isName(name), 'not the name of a part of a bundle', where);
  need(/^[0-7]{11}$/.test(digits), 'a size that is not octal', where);
  const size = parseInt(digits, 8);
  need(sameBytes(head, header(name, size)), 'not the one spelling of an archive', where);
  return {name, size};
}

// `bundle` as a list of {name, bytes}, index first, the others by name.
export function readArchive(bundle) {
  need(bundle.length <= kMaxBytes, 'larger than a bundle may be');
  need(bundle.length >= 3 * kBlock && bundle.length % kBlock === 0,
    'this is no bundle, or a part of it is missing: its length is no whole number of blocks');
  const members = [];
  const end = bundle.length - 2 * kBlock;
  for (let at = 0; at < end;) {
    const {name, size} = readHeader(bundle, at);
    const data = at + kBlock;
    const next = data + Math.ceil(size / kBlock) * kBlock;
    need(next <= end, 'a part that goes beyond the end', name);
    if (members.length === kMaxMembers) throw new Refused('too many parts');
    need(bundle.subarray(data + size, next).every((byte) => byte === 0), 'bytes between two parts', name);
    members.push({name, bytes: bundle.subarray(data, data + size)});
    at = next;
  }
  need(bundle.subarray(end).every((byte) => byte === 0), 'bytes after the end');
  need(members.length > 0 && members[0].name === kIndexMember, 'no index at the beginning');
  for (let i = 2; i < members.length; ++i) {
    need(members[i - 1].name < members[i].name, 'parts out of order, or one twice', members[i].name);
  }
  need(members.slice(1).every(({name}) => name !== kIndexMember), 'two indexes');
  return members;
}
