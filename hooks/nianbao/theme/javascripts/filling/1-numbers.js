/* Exact numbers: whole multiples of their last digit, with the digits that were written, as
   nianbao/source/figure.py reads them. A browser's own numbers would lose digits. */
(function () {
  "use strict";
  if (!window.BigInt) return;
  const WRITTEN = /^([+-]?)(0|[1-9][0-9]*)(\.[0-9]+)?$/;
  const LONGEST = 15;
  const NONE = BigInt(0);

  function zeros(count) { return "0".repeat(count); }

  function widened(number, places) { return number.units * BigInt("1" + zeros(places - number.places)); }

  /* Two numbers with as many places. */
  function alike(a, b) {
    const places = Math.max(a.places, b.places);
    return [widened(a, places), widened(b, places), places];
  }

  function whole(number) { return { units: BigInt(number), places: 0 }; }

  /* The number that a text writes; null for anything else, a leading zero or a signed one. */
  function parse(text) {
    const parts = WRITTEN.exec(text);
    if (!parts || text.length > LONGEST) return null;
    const fraction = (parts[3] || "").slice(1);
    const units = BigInt(parts[2] + fraction);
    if (parts[1] && units === NONE) return null;
    return { units: parts[1] === "-" ? -units : units, places: fraction.length };
  }

  function plus(a, b) {
    const [first, second, places] = alike(a, b);
    return { units: first + second, places };
  }

  function negative(number) { return { units: -number.units, places: number.places }; }

  function minus(a, b) { return plus(a, negative(b)); }

  function times(number, factor) { return { units: number.units * BigInt(factor), places: number.places }; }

  function compare(a, b) {
    const [first, second] = alike(a, b);
    return first < second ? -1 : first > second ? 1 : 0;
  }

  function sign(number) { return number.units > NONE ? 1 : number.units < NONE ? -1 : 0; }

  function shown(number) {
    const digits = (number.units < NONE ? -number.units : number.units).toString().padStart(number.places + 1, "0");
    const point = digits.length - number.places;
    return (number.units < NONE ? "-" : "") + digits.slice(0, point) + (number.places ? "." + digits.slice(point) : "");
  }

  /* What somebody typed or pasted, as a file has it: wide digits made narrow, white space and the
     commas between thousands left out. Nothing else is changed. */
  function tidy(text) {
    const narrow = text.normalize("NFKC").replace(/[\s\u200b\ufeff]+/g, " ").trim().replace(/^[−–](?=\d)/, "-");
    if (/^[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?$/.test(narrow)) return narrow.replace(/,/g, "");
    return narrow;
  }

  window.filling = { numbers: { LONGEST, compare, minus, negative, parse, plus, shown, sign, tidy, times, whole } };
})();
