// What a card looks like while it is typed. Pure functions: no page, no network.

const ARABIC_ZERO = 0x0660;
const PERSIAN_ZERO = 0x06f0;

/** Return the digits of a text; Arabic-Indic and Persian digits become Latin ones. */
export function digitsOf(text) {
  return [...text]
    .map((letter) => {
      const code = letter.codePointAt(0);
      for (const zero of [ARABIC_ZERO, PERSIAN_ZERO]) {
        if (code >= zero && code <= zero + 9) return String(code - zero);
      }
      return letter;
    })
    .join("")
    .replace(/\D/g, "");
}

const isAmex = (digits) => /^3[47]/.test(digits);

/** Return the number in the groups that are printed on the card. */
export function grouped(digits) {
  const groups = isAmex(digits)
    ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)]
    : digits.slice(0, 19).match(/.{1,4}/g) ?? [];
  return groups.filter(Boolean).join(" ");
}

/** Return whether the number has a possible length and its check digit fits (Luhn). */
export function isCardNumber(digits) {
  if (digits.length < 15 || digits.length > 19) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Return "MM / YY" of what was typed so far; a first digit above 1 gets its zero. */
export function expiryText(digits) {
  const padded = /^[2-9]/.test(digits) ? `0${digits}` : digits;
  const full = padded.length === 6 ? padded.slice(0, 2) + padded.slice(4) : padded.slice(0, 4);
  return full.length > 2 ? `${full.slice(0, 2)} / ${full.slice(2)}` : full;
}

/** Return {month, year} of "MM / YY", or null where it is no date. */
export function expiryOf(text) {
  const digits = digitsOf(text);
  const month = Number(digits.slice(0, 2));
  if (digits.length !== 4 || month < 1 || month > 12) return null;
  return { month, year: 2000 + Number(digits.slice(2)) };
}

/** Return whether the card is good today; it is through its last month. */
export function isInFuture({ month, year }, today = new Date()) {
  return year * 12 + month - 1 >= today.getFullYear() * 12 + today.getMonth();
}

/** Return whether the code has the length that the card prints: four digits on Amex. */
export function isSecurityCode(code, number) {
  return code.length === (isAmex(number) ? 4 : 3);
}

/** Return whether there are two words, as the provider demands. */
export function isFullName(name) {
  return name.trim().split(/\s+/).length >= 2;
}
