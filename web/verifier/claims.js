// What is met, not met and open, in plain English; first of all what was loosened.

import {are, count, element, list, plain} from './dom.js';
import {restsOn} from './rests.js';
import {secondsOf, shown} from './shapes.js';

const kStanding = {
  'not-covered': 'not part of what was signed', 'other-rules': 'signed for other rules',
  expired: 'the signature has run out', reserved: 'excepted by the signer', lapsed: 'was better when it was signed',
};
const kSaid = {met: 'met', 'not-met': 'not met', 'not-evidenced': 'open', 'not-applicable': 'not applicable'};
const kSentence = {met: 'met', 'not-met': 'not', 'not-evidenced': 'open'};

const ofVerdict = (proof, verdict) => proof.verdicts.claims.filter((claim) => claim.verdict === verdict);

// The catalogue's sentence; what is claimed when it has none, or nothing when the
// bundle was decided by another edition.
function sentence(state, {claim, verdict}) {
  const known = state.catalogue?.claims[claim];
  return known === undefined ? '' : known[kSentence[verdict]] || known.claim;
}

function remark(state, {claim, verdict}) {
  const {proof} = state;
  const standing = proof.standings[proof.verdicts.claims.findIndex((one) => one.claim === claim)];
  if (standing === '') return '';
  if (standing !== 'stands') return element('span', {class: 'tag care'}, `Signature: ${kStanding[standing]}. `);
  const then = proof.inForce.what.verdicts.find((one) => one.claim === claim).verdict;
  return then === verdict ? '' : element('span', {class: 'tag'}, `Signed as ${kSaid[then]}. `);
}

// What the supplier says of a claim that it knows to be open.
const known = ({by, roles, why}) => `They know of it, and want to close it by ${plain(shown(by))}${
  roles === undefined ? '' : ` (owned by: ${roles.map((role) => plain(shown(role))).join(', ')})`}: ${plain(shown(why))}`;

function row(state, claim) {
  const gaps = state.proof.verdicts.gaps.filter((gap) => gap.claim === claim.claim);
  return element('li', {},
    element('span', {class: 'number'}, plain(claim.claim)),
    element('div', {}, element('p', {}, remark(state, claim), sentence(state, claim)),
      claim.verdict === 'met' ? restsOn(state, claim.claim) : null,
      gaps.map((gap) => element('p', {class: 'note'}, known(gap))),
      claim.reasons.map((why) => element('p', {class: 'note'}, plain(shown(why))))));
}

const rows = (state, claims) => element('ul', {class: 'claims'}, claims.map((claim) => row(state, claim)));

// ---- Numbers ----

export function summary({proof}) {
  const number = (verdict) => ofVerdict(proof, verdict).length;
  const one = (kind, verdict, id, text) => element('li', {class: kind}, element('b', {}, String(number(verdict))),
    number(verdict) > 0 ? element('a', {href: `#${id}`}, text) : text);
  return element('ul', {class: 'sum', 'aria-label': `${proof.verdicts.claims.length} claims of the Code of Practice`},
    one('met', 'met', 'met', 'met'), one('not', 'not-met', 'not-met', 'not met'),
    one('open', 'not-evidenced', 'open', 'open: nothing shown either way'),
    one('', 'not-applicable', 'first', 'not applicable'));
}

// ---- Read first ----

export function first(state) {
  const {proof} = state;
  const {verdicts, inForce, affirmations} = proof;
  const lines = verdicts.policy.changed.map((what) => `Weaker or other rule than the usual: ${plain(shown(what))}`);
  for (const {claim, findings, until} of verdicts.waived) {
    const over = secondsOf(`${until}T00:00:00Z`) + 86400 <= state.now ? '; that day is over' : '';
    lines.push(`${claim}: ${count(findings, 'finding')} ${are(findings)} accepted by a named person instead of being fixed, until ${until}${over}`);
  }
  for (const {claim, reasons} of ofVerdict(proof, 'not-applicable')) {
    lines.push(`${claim} was left out as not applicable: ${reasons.map((why) => plain(shown(why))).join('; ') || 'no reason is given'}`);
  }
  for (const {claim, why} of inForce?.what.reservations ?? []) lines.push(`${plain(claim)} was excepted by the signer: ${plain(shown(why))}`);
  const lapsed = verdicts.claims.filter((_, i) => proof.standings[i] === 'lapsed').map(({claim}) => claim);
  if (lapsed.length > 0) lines.push(`Worse than when it was signed: ${lapsed.join(', ')}`);
  if (verdicts.excluded > 0) lines.push(`${count(verdicts.excluded, 'place')} in the source ${are(verdicts.excluded)} left out by the supplier`);
  if (verdicts.scope === '') lines.push('Nobody said which parts of the Code apply; all were taken');
  if (verdicts['delivery-assumed']) lines.push('How customers get the product was assumed, not said');
  for (const {what, counts, how} of affirmations) {
    if (!counts) lines.push(`A signature in the name of ${plain(what.by)} does not count: ${plain(how)}`);
  }
  if (lines.length === 0) return '';
  return element('section', {id: 'first'}, element('h2', {}, 'Read this first'), list({}, lines.map((line) => line + '.')));
}

// ---- Verdicts, worst first ----

function section(state, verdict, id, heading, text) {
  const claims = ofVerdict(state.proof, verdict);
  if (claims.length === 0) return '';
  return element('section', {id}, element('h2', {}, `${heading}: ${count(claims.length, 'claim')}`), element('p', {}, text), rows(state, claims));
}

const kGrades = [
  ['signed', 'Only said, and signed for', 'No machine saw this. A named person at the supplier said it and signed for it.'],
  ['exported', 'Another system’s answer', 'What another system at the supplier answered, kept as it came. That it is complete is the supplier’s word.'],
  ['attested', 'Another system signed it', 'A machine other than this program did the work and signed what it found.'],
  ['computed', 'Computed from the source', 'Whoever has the source can compute this again and get the same.'],
];

function met(state) {
  const claims = ofVerdict(state.proof, 'met');
  if (claims.length === 0) return '';
  const groups = kGrades.map(([grade, heading, text]) => {
    const some = claims.filter((claim) => claim.grade === grade);
    return some.length === 0 ? [] : [element('h3', {}, `${heading}: ${count(some.length, 'claim')}`), element('p', {class: 'note'}, text), rows(state, some)];
  });
  return element('section', {id: 'met'}, element('h2', {}, `Met: ${count(claims.length, 'claim')}`),
    element('p', {}, 'Grouped by the weakest thing that each rests on, weakest first.',
      state.proof.signed.told ? ' Of what was kept back, that it was signed was checked, not what it says.' : ''), groups.flat());
}

export function verdicts(state) {
  const loose = state.proof.verdicts.gaps.filter(({claim}) => !state.proof.verdicts.claims.some((one) => one.claim === claim));
  return [
    state.catalogue === null ? element('p', {class: 'panel care'}, 'This was decided by another edition of the claims than this page holds, so that only their numbers are shown.') : '',
    section(state, 'not-met', 'not-met', 'Not met', 'Something was found that contradicts these.'),
    section(state, 'not-evidenced', 'open', 'Open', 'Nothing was shown either way. That does not mean that it is not done.'),
    section(state, 'not-applicable', 'not-applicable', 'Not applicable', 'Left out by the supplier, for the reason given.'),
    met(state),
    loose.length > 0 ? list({}, loose.map(({claim, why}) => `${plain(shown(claim))}: ${plain(shown(why))}`)) : '',
  ];
}
