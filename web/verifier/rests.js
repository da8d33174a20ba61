// Whose word a claim rests on once this page has checked what an assessor's copy
// carries, and how far that went.

import {count, element, plain} from './dom.js';

const kMany = 8;
const and = (words) => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

function parts({signedBy, pieces, computed}) {
  const number = (rests) => pieces[rests] ?? 0;
  const keptBack = number('named') > 0 ? ` (${count(number('named'), 'file')} kept back)` : '';
  return [
    signedBy.length > 0 ? `what ${plain(and(signedBy))} signed, checked here${keptBack}` : '',
    number('sealer') > 0 ? `${count(number('sealer'), 'file')} whose signature is the sealer’s word` : '',
    number('system') > 0 ? `${count(number('system'), 'file')} of other systems` : '',
    number('claimed') > 0 ? `${count(number('claimed'), 'file')} that nobody signed` : '',
    computed ? 'the source' : '',
  ].filter((part) => part !== '');
}

// One line for a claim of an assessor's copy; null for others.
export function restsOn({proof}, claim) {
  const one = proof.signed.claims.find((rests) => rests.claim === claim);
  const words = one === undefined ? [] : parts(one);
  return words.length === 0 ? null : element('p', {class: 'note rests'}, `Rests on ${words.join('; ')}.`);
}

// What was checked of people's signatures, a line each.
export function signaturesChecked({proof}) {
  const {told, files, checked, named, chain, lists} = proof.signed;
  if (!told) return [];
  const word = files - checked - named;
  return [
    files === 0 ? '' : `Of ${count(files, 'file')} that people signed, the signature and every byte of ${checked}` +
      (named > 0 ? `, and the signature alone of ${named} whose contents are kept back` : '') +
      (word > 0 ? `; ${word} ${word === 1 ? 'stays' : 'stay'} the sealer’s word` : '') + '.',
    chain ? `The list of people through its ${count(lists, 'version')}: each change was signed by a key that was listed before.` : '',
  ].filter((line) => line !== '');
}

// What was not, and what to do, a line each.
export function signaturesNotChecked({proof}) {
  const {told, files, unread, chain} = proof.signed;
  if (!told) return [];
  const more = unread.length > kMany ? [`${unread.length - kMany} more`] : [];
  return [
    unread.length > 0 ? `These are not checked here, use avouch verify: ${[...unread.slice(0, kMany).map(plain), ...more].join('; ')}. Until then they are the sealer’s word.` : '',
    !chain && unread.length === 0 ? 'That each change of the list of people was signed by a key listed before: what shows it is not in here.' : '',
    files > 0 ? 'That what stands in the records is what their signed files say: avouch verify reads them again.' : '',
    'That no later version of a signed file was left out, which nothing in a bundle can show.',
  ].filter((line) => line !== '');
}
