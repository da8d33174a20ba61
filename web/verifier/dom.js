// Elements out of plain values. What a bundle says is only ever text: no markup is
// read anywhere on this page.

// element('p', {class: 'x'}, 'text', child, null): null and '' are left out.
export function element(name, attributes, ...children) {
  const out = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) out.setAttribute(key, value);
  out.append(...children.flat().filter((child) => child !== null && child !== ''));
  return out;
}

export const list = (attributes, rows) =>
  element('ul', attributes, rows.map((row) => element('li', {}, row)));

// 1 claim, 2 claims
export const count = (number, one, many = one + 's') => `${number} ${number === 1 ? one : many}`;
export const are = (number) => (number === 1 ? 'is' : 'are');

const kDay = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'});
export const day = (value) => kDay.format(typeof value === 'number' ? value * 1000 : Date.parse(value));

// In groups of four, to be read aloud and compared.
export const grouped = (hex) => hex.match(/.{1,4}/g).join(' ');

// What bytes smuggle in to turn text round or hide it shows as a box.
export const plain = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, '\u25a1');
