// Whose an affirmation is.
//
// Spec: docs/bundle.md, section 6; docs/predicates/affirmation.md.

import {need} from './bytes.js';
import {sameValue} from './canonical.js';
import {kInToto, policyDigest, readAffirmation} from './documents.js';
import {assertionProblem, challengeOf, checkSshSig, isAssertionBy, isDsseBy} from './envelope.js';
import {fingerprintOf, isPasskey, readPasskey, readSshKey} from './keys.js';
import {settle} from './ring.js';
import {CannotCheck, sameKey} from './signatures.js';
import {secondsOf} from './shapes.js';

// Every key that can be read, in the list's order: {person, since, until, ssh | passkey, name}.
export async function listedKeys(keys) {
  const out = [];
  for (const {id, keys: listed, since, until} of keys?.people ?? []) {
    for (const text of listed) {
      try {
        if (isPasskey(text)) {
          out.push({person: id, since, until, passkey: readPasskey(text), name: 'a passkey'});
        } else {
          const ssh = readSshKey(text);
          out.push({person: id, since, until, ssh, name: await fingerprintOf(ssh.blob)});
        }
      } catch { /* A key that cannot be read signs nothing here */ }
    }
  }
  return out;
}

const nobody = (name) => ({person: null, how: `${name} is listed for nobody`});

// The person whose key it is, when it counted then.
function listedFor(one, when) {
  const {counts, person, how} = settle(one, when);
  return {person: counts ? person : null, how};
}

async function byDsse(envelope, listed, when, where) {
  const one = listed.find(({ssh, name}) => ssh !== undefined && name === envelope.keyid);
  if (one === undefined) return nobody(envelope.keyid);
  const fits = one.ssh.kind === 'ssh-ed25519' && await isDsseBy(envelope, one.ssh.point, kInToto);
  need(fits, 'the signature is not by the key that it names', where);
  return listedFor(one, when);
}

async function bySshSig(envelope, listed, when, where) {
  const key = await checkSshSig(envelope.armoured, envelope.payload, where);
  const one = listed.find(({ssh}) => ssh !== undefined && sameKey(ssh, key));
  return one === undefined ? nobody(await fingerprintOf(key.blob)) : listedFor(one, when);
}

// Whose passkey it was does not show in an assertion: each that is listed is tried.
async function byPasskey(envelope, listed, when, where) {
  need(envelope.client.challenge === await challengeOf(envelope.payload), 'the passkey signed another payload', where);
  const problem = await assertionProblem(envelope);
  if (problem !== '') return {person: null, how: problem};
  for (const one of listed) {
    if (one.passkey !== undefined && await isAssertionBy(envelope, one.passkey)) return listedFor(one, when);
  }
  return nobody('the passkey');
}

async function signerOf(envelope, listed, when, where) {
  const ways = {signatures: byDsse, sshsig: bySshSig, passkey: byPasskey};
  try {
    return await ways[envelope.way](envelope, listed, when, where);
  } catch (error) {
    if (error instanceof CannotCheck) return {person: null, how: error.message};
    throw error;
  }
}

async function checkAbout(what, index, verdicts, where) {
  need(sameValue(what.product, index.product.name), 'about another product', where);
  need(what.organisation === index.organisation.fingerprint, 'about another organisation', where);
  need(what.log === index.log.key, 'about another log', where);
  if (what.assessment !== index.assessment) return;
  const signed = verdicts.claims.map(({claim, verdict}) => ({claim, verdict}));
  const same = sameValue([what.commit, what.catalogue, what.arguments, what.policy, what.verdicts],
    [verdicts.commit, verdicts.catalogue, verdicts.arguments, await policyDigest(verdicts), signed]);
  need(same, 'not the verdicts that were signed', where);
}

// {what, counts, how}: throws Refused when the signature contradicts its payload.
export async function checkAffirmation(envelope, index, keys, verdicts, now, where) {
  need(envelope.type === kInToto, 'a payload of another type', where);
  const what = readAffirmation(envelope.payload, where);
  await checkAbout(what, index, verdicts, where);
  const signer = await signerOf(envelope, await listedKeys(keys), secondsOf(what.on), where);
  const not = (why) => ({what, counts: false, how: why});
  if (signer.person === null) return not(signer.how);
  if (signer.person !== what.by) return not(`${signer.how}, but in the name of ${what.by}`);
  const person = keys.people.find(({id}) => id === signer.person);
  if (!person.roles.includes('sro')) return not(`${signer.how}, who is not listed as Senior Responsible Owner`);
  if (secondsOf(what.on) > now) return not(`${signer.how}, and dated ${what.on}, which is still to come`);
  return {what, counts: true, how: signer.how};
}
