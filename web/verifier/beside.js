// What was dropped beside the bundle: an assessor's review, and other bundles.

import {count, day, element, list, plain} from './dom.js';
import {agreementOn} from './review.js';
import {Refused} from './bytes.js';

const kWords = {met: 'met', 'not-met': 'not met', 'not-evidenced': 'open', open: 'open', 'not-applicable': 'not applicable', undecided: 'not decided'};

function differing(claims) {
  const some = claims.filter((one) => agreementOn(one) === 'differs');
  return some.length === 0 ? '' : element('ul', {class: 'claims'}, some.map(({claim, vendor, verdict, comment, 'looked-at': lookedAt}) =>
    element('li', {}, element('span', {class: 'number'}, plain(claim)),
      element('div', {}, element('p', {}, element('span', {class: 'tag care'}, `The supplier says ${kWords[vendor]}, the assessor ${kWords[verdict]}. `), plain(comment)),
        lookedAt === '' ? null : element('p', {class: 'note'}, `Looked at: ${plain(lookedAt)}`)))));
}

// The section of a review: {name, reviewed} or {name, error}. '' when there is none.
export function review(one) {
  if (one === null) return '';
  const heading = element('h2', {}, 'What an assessor says');
  if (one.error !== undefined) {
    const {what, where} = one.error instanceof Refused ? one.error : {what: one.error.message, where: ''};
    const no = one.error instanceof Refused;
    return element('section', {id: 'review', class: `panel ${no ? 'no' : 'care'}`}, heading,
      element('p', {}, no ? `No: do not rely on ${plain(one.name)}. It is no review of this bundle, or it was changed.` : `${plain(one.name)} was not checked.`),
      element('p', {class: 'note'}, `For whoever you ask: ${plain(what)}${where ? ` (${plain(where)})` : ''}.`));
  }
  const {what, key, expected, sameCopy} = one.reviewed;
  const {name, organisation, relation} = what.assessor;
  const number = (kind) => what.claims.filter((claim) => agreementOn(claim) === kind).length;
  const requests = what.claims.flatMap(({claim, requests: asked}) => asked.map((why) => `Asked for ${plain(claim)}: ${plain(why)}`));
  return element('section', {id: 'review'}, heading,
    element('p', {}, `${plain(name)}${organisation === '' ? '' : ` of ${plain(organisation)}`} signed this review on ${day(what.on)}, apart from all that the supplier says.`,
      relation === '' ? '' : ` How they stand to the supplier: ${plain(relation)}.`),
    element('p', {}, expected ? 'The signature is by the key that you were told.' :
      element('b', {}, 'Anybody can sign in somebody’s name. Ask the assessor over another channel whether this is their key:'),
    element('code', {class: 'print'}, plain(key))),
    sameCopy ? '' : element('p', {class: 'note'}, 'It was made from another copy of the same assessment.'),
    element('p', {}, `The assessor agrees on ${count(number('agrees'), 'claim')}, differs on ${number('differs')} and has not decided ${number('undecided')}.`),
    what.summary === '' ? '' : element('p', {}, `In their words: ${plain(what.summary)}`),
    differing(what.claims),
    requests.length > 0 ? list({}, requests) : '');
}

// A line for each other bundle: [{name, says}]. '' when there is none.
export function others(lines) {
  return lines.length === 0 ? '' : element('section', {id: 'others'}, element('h2', {}, 'The other files'),
    list({}, lines.map(({name, says}) => [element('b', {}, plain(name)), `: ${says}`])));
}
