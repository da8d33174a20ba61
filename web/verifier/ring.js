// The keys that an organisation lists for its people, and whose a signature is.
//
// Spec: docs/bundle.md, sections 2 and 8. A key proves a person only between the days
// that it is listed for. An OpenPGP signature is not checked here: it is unknown, which
// is neither yes nor no.

import {Refused} from './bytes.js';
import {assertionProblem, checkSshSig, isAssertionBy, kGitNamespace, readPasskeyFile} from './envelope.js';
import {fingerprintOf, isPasskey, readPasskey, readSshKey} from './keys.js';
import {isDay, unbinary} from './listed.js';
import {splitCommit} from './objects.js';
import {CannotCheck, sameKey} from './signatures.js';

const kDay = 86400;

// Seconds of a day, or of a time in any spelling of RFC 3339; null when it is none.
function momentOf(value) {
  if (!isDay(value.slice(0, 10))) return null;
  const year = value.slice(0, 4), day = new Date(`${year}-${value.slice(5, 10)}T00:00:00Z`) / 1000;
  if (value.length === 10) return day;
  const found = /^[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?|\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(value.slice(10));
  if (found === null) return null;
  const [hour, minute, second, zoneHour, zoneMinute] = [1, 2, 3, 5, 6].map((i) => Number(found[i] ?? 0));
  if (hour > 23 || minute > 59 || second > 60 || zoneHour > 23 || zoneMinute > 59) return null;
  return day + hour * 3600 + minute * 60 + second - (zoneHour * 60 + zoneMinute) * (found[4] === '-' ? -60 : 60);
}

const nobody = (how) => ({counts: false, unknown: false, person: '', how});
const unknown = (how) => ({counts: false, unknown: true, person: '', how});

// A key counts between the days it is listed for.
export function settle(listed, when) {
  const since = momentOf(listed.since), until = momentOf(listed.until);
  const out = (counts, how) => ({counts, unknown: false, person: listed.person, how});
  if (since !== null && when < since) return out(false, `${listed.name} counts for ${listed.person} only since ${listed.since}`);
  if (until !== null && until + kDay <= when) return out(false, `${listed.name} counted for ${listed.person} until ${listed.until}`);
  return out(true, `${listed.name}, listed for ${listed.person}`);
}

// What was signed wrongly is nobody's; what this browser cannot check is unknown.
async function orNobody(ask) {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refused) return nobody(error.what);
    if (error instanceof CannotCheck) return unknown(error.message);
    throw error;
  }
}

export class Ring {
  // `people`: [{id, keys, since, until}], in the list's order.
  static async of(people) {
    const out = new Ring();
    out.listed = [];
    for (const {id, keys, since, until} of people) {
      for (const text of keys) {
        const one = await out.read(text, {person: id, since, until});
        if (one !== null) out.listed.push(one);
      }
    }
    out.openPgp = out.listed.some(({openPgp}) => openPgp);
    out.commits = new Map();
    return out;
  }

  async read(text, about) {
    try {
      if (isPasskey(text)) return {...about, passkey: readPasskey(text), name: `passkey of ${about.person}`};
      if (text.includes('-----BEGIN PGP PUBLIC KEY BLOCK-----')) return {...about, openPgp: true, name: 'OpenPGP'};
      const ssh = readSshKey(text);
      return {...about, ssh, name: `${ssh.kind} ${await fingerprintOf(ssh.blob)}`};
    } catch {
      return null;  // A key that cannot be read signs nothing here
    }
  }

  async bySsh(armoured, payload, namespace, when) {
    return orNobody(async () => {
      const key = await checkSshSig(armoured, payload, '', namespace);
      const one = this.listed.find(({ssh}) => ssh !== undefined && sameKey(ssh, key));
      return one === undefined ? nobody(`${await fingerprintOf(key.blob)} is listed for nobody`) : settle(one, when);
    });
  }

  // Whose signature a commit carries: {counts, unknown, person, how}. One commit often
  // leaves many files: each is checked once.
  async ofCommit(hash, {id, bytes, when}) {
    if (!this.commits.has(id)) this.commits.set(id, this.checkCommit(hash, bytes, when));
    return this.commits.get(id);
  }

  async checkCommit(hash, bytes, when) {
    const {form, why, payload, signature} = splitCommit(hash, bytes);
    if (form === 'ssh') return this.bySsh(signature, payload, kGitNamespace, when);
    if (form === 'none') return nobody(why);
    return this.openPgp ? unknown('an OpenPGP signature, which is not checked here') : nobody('an OpenPGP key that is listed for nobody');
  }

  // Whose signature in a file beside `bytes` this is; null for a file of another form.
  // `text` is spelt one character a byte.
  async ofBeside(bytes, {suffix, text, when}) {
    if (suffix === '.sig') return this.bySsh(text, bytes, undefined, when);
    let assertion = null;
    try {
      assertion = readPasskeyFile(unbinary(text), '');
    } catch {
      return null;
    }
    return this.ofPasskey({...assertion, payload: bytes}, when);
  }

  async ofPasskey(assertion, when) {
    return orNobody(async () => {
      const problem = await assertionProblem(assertion);
      for (const one of this.listed) {
        if (one.passkey !== undefined && problem === '' && await isAssertionBy(assertion, one.passkey)) return settle(one, when);
      }
      return nobody(problem || 'a passkey that is listed for nobody');
    });
  }
}
