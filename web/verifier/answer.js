// The answer, first: whole and by whom; or not, why, and what to do.

import {count, day, element, grouped, list, plain} from './dom.js';
import {isOver} from './standing.js';
import {shown} from './shapes.js';

// What is wrong, for people; in the checker's own words for whoever they ask.
function wrong({what, where, known}) {
  const exactly = `${plain(what)}${where ? ` (${plain(where)})` : ''}.`;
  if (known) return [element('p', {}, element('b', {}, 'What is wrong: '), exactly)];
  return [
    element('p', {}, element('b', {}, 'What is wrong: '), 'this is not what its maker sealed. It was changed, it was damaged on its way, or it is no bundle at all.'),
    element('p', {class: 'note'}, `For whoever you ask: ${exactly}`),
  ];
}

export function refusal(error) {
  return element('section', {class: 'panel no'},
    element('h2', {tabindex: '-1'}, 'No: do not rely on this file'),
    ...wrong(error),
    element('p', {}, 'Nothing of what it says is shown, since none of it is proved. What to do:'),
    element('ol', {},
      element('li', {}, 'Get the file again: it may have been damaged on its way to you.'),
      element('li', {}, 'If it fails again, ask your supplier for a new one. Use a telephone number or an address that you had before, not one that came with the file.'),
      element('li', {}, 'If you typed a fingerprint or a key above, compare it with what you were told, letter by letter.')));
}

export function cannot(why) {
  return element('section', {class: 'panel care'},
    element('h2', {tabindex: '-1'}, 'Not checked: this browser cannot do it'),
    element('p', {}, plain(why), '. That says nothing about the file, good or bad.'),
    element('p', {}, 'Open this page in a newer browser, or ask somebody who has the program: ',
      element('code', {}, 'avouch verify FILE'), '.'));
}

// What the headline may say. Only a fingerprint that the reader was told makes a
// name out of a claim to a name.
function verdictOn({proof, now, told, seen}) {
  const name = plain(shown(proof.index.organisation.name));
  const force = proof.inForce;
  if (seen === 'superseded') return ['care', 'Whole, but you have seen a newer one'];
  if (force === null) return ['care', 'Whole, but nobody accountable has signed it'];
  if (isOver(force.what, now)) return ['care', 'Whole, but the signature has run out'];
  if (proof.standings.every((one) => one === 'other-rules')) return ['care', 'Whole, but signed for other rules than these'];
  const who = plain(force.what.by);
  if (told.fingerprint) return ['yes', `Yes: whole, and signed by ${who} for ${name}`];
  return ['care', `Whole. It says that ${who} of ${name} signed it: make sure it was them`];
}

const kNext = {
  superseded: 'Use the newer one. This one was true when it was made.',
  nobody: 'Ask your supplier for a bundle that their Senior Responsible Owner has signed.',
  over: 'Ask your supplier for a bundle that is signed until a later day.',
};

function next({proof, now, told, seen}) {
  const out = [];
  if (seen === 'superseded') out.push(kNext.superseded);
  if (proof.inForce === null) out.push(kNext.nobody);
  if (proof.inForce !== null && isOver(proof.inForce.what, now)) out.push(kNext.over);
  if (!told.fingerprint && proof.index.organisation.fingerprint !== '') {
    out.push(['Anybody can make a file in somebody’s name. ', element('a', {href: '#sure'}, 'Compare the fingerprint'),
      ' with one that you were told over another channel.']);
  }
  return out;
}

export function answer(state) {
  const {proof} = state;
  const [kind, headline] = verdictOn(state);
  const todo = next(state);
  return element('section', {class: `panel ${kind}`},
    element('h2', {tabindex: '-1'}, headline),
    element('p', {}, 'Every byte of this file is accounted for: signatures, digests and the log agree. Whole does not mean good: ',
      'what is met and what is not stands below.'),
    todo.length > 0 ? list({}, todo) : '',
    proof.index.organisation.fingerprint === '' ? element('p', {}, 'No keys are listed: all of it is the word of whoever holds the log’s key.') : '');
}

// ---- Who, when, which product ----

const facts = (rows) => element('dl', {class: 'facts'}, rows.flatMap(([name, ...values]) =>
  [element('dt', {}, name), element('dd', {}, ...values)]));

function signer({proof, now}) {
  if (proof.inForce === null) return ['Nobody whose signature counts'];
  const {by, on, until, reservations} = proof.inForce.what;
  const role = `${plain(by)}, as Senior Responsible Owner, on ${day(on)}`;
  const end = isOver(proof.inForce.what, now) ? `ran out after ${day(until)}` : `until ${day(until)}`;
  return [`${role}; ${end}${reservations.length > 0 ? `; with ${count(reservations.length, 'reservation')}` : ''}`];
}

const kForWhom = {public: 'anybody', customer: 'customers', assessor: 'assessors', internal: 'the supplier’s own people'};

// Of a product of several sources: each, and at which commit.
const sources = (all) => [`${count(all.length, 'source')}: `, all.map(({name, commit, left}) =>
  (left === '' ? `${plain(shown(name))} at ${plain(shown(commit)).slice(0, 12)}`
    : `${plain(shown(name))}, which was not read (${plain(shown(left))})`)).join('; ')];

export function about(state) {
  const {proof, told} = state;
  const {index, verdicts} = proof;
  const {organisation, product} = index;
  const name = shown(organisation.name);
  return facts([
    ['Product', element('b', {}, `${plain(shown(product.name))} ${plain(shown(product.version))}`)],
    ['Supplier', name === '' ? 'nobody is named' : plain(name),
      told.fingerprint ? ', by the fingerprint that you gave' : ', by what the file says'],
    ['Signed by', ...signer(state)],
    ['Assessed', `${day(verdicts.time)}, source at commit ${plain(shown(product.commit)).slice(0, 12)} of ${day(verdicts['commit-date'])}`],
    ...(verdicts.sources === undefined ? [] : [['Made of', ...sources(verdicts.sources)]]),
    ['This copy is for', kForWhom[index.audience]],
    ['Looked at here', `${day(state.now)}`],
  ]);
}

// ---- How to be sure who it is from ----

export function sure({proof, told}) {
  const {organisation} = proof.index;
  if (organisation.fingerprint === '') return '';
  const changed = organisation.chain.length > 1;
  return element('section', {id: 'sure'},
    element('h2', {}, 'How to be sure who it is from'),
    element('p', {}, told.fingerprint ? 'The fingerprint that you gave is the one in this file:' :
      'Get the fingerprint from your supplier over another channel than this file: a contract, a letter, a call to a number that you had before. It must be this, letter by letter:'),
    element('p', {}, element('code', {class: 'print'}, grouped(organisation.fingerprint))),
    element('p', {class: 'screen'}, told.fingerprint ? '' : ['Paste it ', element('a', {href: '#fingerprint'}, 'above'), ', and this page compares it for you.']),
    changed ? element('p', {}, `Their list of keys has changed ${count(organisation.chain.length - 1, 'time')} since that fingerprint. `,
      proof.signed.chain ? 'Each change was signed by a key listed before: that was checked here.' :
        'That each change was signed by a key listed before is the word of whoever keeps the log; an assessor’s copy shows the signatures.') : '');
}
