// What may be typed on each screen, and the key it becomes: the same for the keys of the device and of the keyboard.
const digits = most => (text, c) => (/[0-9]/.test(c) && text.length < most ? text + c : null);
const dollars = cents => `${Number(cents.padStart(3, '0').slice(0, -2))}.${cents.padStart(3, '0').slice(-2)}`;
const cardLength = text => (text[0] === '3' ? 15 : 16);

const inputs = {
  n: /[0-9]/, $n: /[0-9]/, a: /[\p{L} ]/u, an: /[\p{L}\p{N} ]/u, i: /[^\p{C}]/u,
};

export const typing = {
  tip: { add: digits(6), key: text => text && `tip:${dollars(text)}` },
  cashback: { add: digits(6), key: text => text && `cashback:${dollars(text)}` },
  pin: { add: digits(12), key: text => (text.length >= 4 ? `pin:${text}` : null) },
  'manual-entry': {
    add: digits(20),
    key: text => text && `manual:${text.slice(0, cardLength(text))}:${text.slice(cardLength(text))}`,
  },
  'user-input': {
    letters: true,
    add: (text, c, s) => (inputs[s.inputType]?.test(c) && text.length < s.maxLength ? text + c : null),
    key: (text, s) => text && `input:${s.inputType === '$n' ? dollars(text) : text}`,
  },
};

export const cardTyped = text => ({
  number: text.slice(0, cardLength(text)).replace(/(.{4})(?=.)/g, '$1 '),
  date: text.slice(cardLength(text)).replace(/^(..)(?=.)/, '$1/'),
});
export const moneyTyped = cents => `$${dollars(cents || '0')}`;
