// What this page checked, what it could not, and the log.

import {count, day, element, list, plain} from './dom.js';
import {signaturesChecked, signaturesNotChecked} from './rests.js';
import {isWithheld} from './verify.js';

const withheld = (proof) => proof.index.items.filter(isWithheld).length;

function done(state) {
  const {proof} = state;
  const {index, affirmations, inForce} = proof;
  const travelling = index.items.length - withheld(proof);
  return [
    'The file is one archive with no byte too many or too few.',
    'The log’s key signed its list of contents, and each part is the part listed.',
    `All ${count(index.items.length, 'entry', 'entries')} that it lists are in the log. ${travelling} came along in full, and are what the log took in.`,
    'The log’s key signed the state of the log that they are in.',
    index.log.earlier.length > 0 ? `The log kept what it held at ${count(index.log.earlier.length, 'earlier state')}.` : '',
    proof.keys === null ? '' : 'The list of people and keys is the one that the fingerprint leads to.',
    inForce === null ? '' : `The signature fits what was signed: ${plain(inForce.how)}.`,
    affirmations.length > 1 ? `All ${affirmations.length} signatures in here were looked at; the newest that counts is shown.` : '',
    proof.assessment === null ? '' : 'The verdicts are those of the full assessment, which came along.',
    ...signaturesChecked(state),
    ...proof.witnesses.map(({name, seconds}) => `${plain(name)} signed on ${day(seconds)} that it saw this state of the log.`),
  ].filter((line) => line !== '');
}

function not(state) {
  const {proof, told, seen} = state;
  const {index, verdicts} = proof;
  const hidden = withheld(proof);
  return [
    told.fingerprint || index.organisation.fingerprint === '' ? '' : 'Who the supplier is: that takes the fingerprint, over another channel.',
    'That the verdicts follow from the evidence: avouch verify --redo does, with an assessor’s copy.',
    hidden > 0 ? `What ${hidden} of the ${index.items.length} entries ${hidden === 1 ? 'says' : 'say'}: for others to read, and this copy holds only the commitment to each.` : '',
    ...signaturesNotChecked(state),
    !proof.signed.told && verdicts.claims.some(({evidence}) => evidence.includes('said')) ? 'The signatures under what people said. They are in an assessor’s copy; in this one they are the word of the log’s keeper.' : '',
    proof.unknownWitnesses > 0 ? `${count(proof.unknownWitnesses, 'signature')} of witnesses on the log: give their keys above.` : '',
    seen === 'nothing' ? 'Whether the log tells others another story: this browser keeps nothing for this page.' : '',
    'That what you installed is what was assessed. Compare the version with yours.',
  ].filter((line) => line !== '');
}

const kSeen = {
  first: 'This is the first bundle of this product from this log that you look at here. The next will be compared with it.',
  same: 'It is in the state that you saw last time.',
  grown: 'It has grown since you last looked, and kept all that you saw.',
  unconnected: 'It has grown since you last looked, and nothing in here shows that it kept what you saw: ask for a bundle that does.',
  superseded: 'You have seen a newer state of it: this bundle is superseded.',
  nothing: 'Nothing is remembered from one visit to the next in this browser.',
};

export function checked(state) {
  const {proof, seen} = state;
  const {log} = proof.index;
  return element('div', {class: 'two'},
    element('section', {}, element('h2', {}, 'What this page checked'), list({class: 'checked'}, done(state))),
    element('section', {}, element('h2', {}, 'What it did not check'), list({class: 'checked not'}, not(state))),
    element('section', {}, element('h2', {}, 'The log'),
      element('p', {}, 'A log only grows: what was sealed in it cannot be changed later without notice. ', kSeen[seen]),
      element('p', {}, `${plain(log.key.split('+')[0])}, ${count(log.size, 'entry', 'entries')}. Its key:`,
        element('code', {class: 'print'}, plain(log.key)), 'Its state:', element('code', {class: 'print'}, log.root)),
      element('p', {}, 'SHA-256 of the file:', element('code', {class: 'print'}, state.digest))));
}
