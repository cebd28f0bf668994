import "server-only";

/** An exact number: `top / bottom`, in lowest terms, `bottom` above 0. */
export type Fraction = { top: bigint; bottom: bigint };

/** @throws RangeError when `bottom` is 0. */
export function fraction(top: bigint, bottom = 1n): Fraction {
  if (bottom === 0n) throw new RangeError("division by zero");
  const sign = bottom < 0n ? -1n : 1n;
  const divisor = greatestDivisor(top < 0n ? -top : top, bottom * sign) || 1n;
  return { top: (sign * top) / divisor, bottom: (sign * bottom) / divisor };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [one, other] = [a, b];
  while (other > 0n) [one, other] = [other, one % other];
  return one;
}

/** Reads "3.25", "-.5", "1,200" or "2/3" exactly; undefined for anything else or more than 200 characters. */
export function parseNumber(text: string): Fraction | undefined {
  const plain = text.replace(/,(?=\d{3})/g, "").replace(/^[−–]/, "-");
  if (plain.length > 200) return undefined;
  const parts = /^([+-]?)(\d*)(?:\.(\d+))?$/.exec(plain);
  if (parts && (parts[2] || parts[3])) {
    const digits = parts[3] ?? "";
    const value = BigInt(`${parts[2] || "0"}${digits}`);
    return fraction(parts[1] === "-" ? -value : value, 10n ** BigInt(digits.length));
  }
  const ratio = /^([+-]?\d+)\/(\d+)$/.exec(plain);
  return ratio && BigInt(ratio[2] ?? 0) !== 0n
    ? fraction(BigInt(ratio[1] ?? 0), BigInt(ratio[2] ?? 1))
    : undefined;
}

export const add = (a: Fraction, b: Fraction) =>
  fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const subtract = (a: Fraction, b: Fraction) => add(a, { ...b, top: -b.top });
export const multiply = (a: Fraction, b: Fraction) => fraction(a.top * b.top, a.bottom * b.bottom);
/** @throws RangeError when `b` is 0. */
export const divide = (a: Fraction, b: Fraction) => fraction(a.top * b.bottom, a.bottom * b.top);

/** Below 0 when `a` is smaller, 0 when equal, above 0 when larger. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** "0.79" where the decimals end; else twelve of them after "≈" and the fraction: "1/3 ≈ 0.333333333333". */
export function format(value: Fraction): string {
  const { top, bottom } = value;
  const [sign, size] = top < 0n ? ["-", -top] : ["", top];
  let places = 0;
  while (places <= 60 && (size * 10n ** BigInt(places)) % bottom !== 0n) places++;
  if (places <= 60) return sign + decimal((size * 10n ** BigInt(places)) / bottom, places);
  const rounded = (size * 10n ** 13n) / bottom;
  return `${sign}${size}/${bottom} ≈ ${sign}${decimal((rounded + 5n) / 10n, 12)}`;
}

function decimal(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, "0");
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}
