// What an affirmation says today of one claim, and what was seen of a log before.
//
// Spec: docs/predicates/affirmation.md; docs/bundle.md, section 7.

import {Refused} from './bytes.js';
import {secondsOf} from './shapes.js';

const kWorseAndWorse = ['met', 'not-applicable', 'not-evidenced', 'not-met'];
const kDay = 86400;

export const isOver = (affirmation, now) => secondsOf(affirmation.until) + kDay <= now;

// stands, not-covered, other-rules, expired, reserved or lapsed. `policy` is the
// digest of the verdicts' policy; `now` in seconds.
export function standingOf(affirmation, verdicts, policy, claim, now) {
  const then = affirmation.verdicts.find((one) => one.claim === claim);
  const present = verdicts.claims.find((one) => one.claim === claim);
  if (then === undefined || present === undefined) return 'not-covered';
  const same = affirmation.catalogue === verdicts.catalogue && affirmation.arguments === verdicts.arguments &&
    affirmation.policy === policy;
  if (!same) return 'other-rules';
  if (isOver(affirmation, now)) return 'expired';
  if (affirmation.reservations.some((one) => one.claim === claim)) return 'reserved';
  const worse = kWorseAndWorse.indexOf(present.verdict) > kWorseAndWorse.indexOf(then.verdict);
  return worse ? 'lapsed' : 'stands';
}

// `remembered` is {size, root} or null. Gives {seen, keep}; throws Refused for a log
// that tells two stories.
export function recall(log, remembered) {
  const present = {size: log.size, root: log.root};
  if (remembered === null) return {seen: 'first', keep: present};
  if (log.size < remembered.size) return {seen: 'superseded', keep: remembered};
  const other = `this log showed you other contents of its first ${remembered.size} entries before: it tells two stories`;
  if (log.size === remembered.size) {
    if (log.root !== remembered.root) throw new Refused(other, '', true);
    return {seen: 'same', keep: present};
  }
  const earlier = log.earlier.find((head) => head.size === remembered.size);
  if (earlier === undefined) return {seen: 'unconnected', keep: remembered};
  if (earlier.root !== remembered.root) throw new Refused(other, '', true);
  return {seen: 'grown', keep: present};
}
