import "server-only";
import { add, divide, type Fraction, fraction, multiply, parseNumber, subtract } from "./fraction";

const mostCharacters = 240;

/**
 * Works out `+ - * / ^ ( ) %` and "of" exactly. A percent sign divides by a hundred. Undefined when the text is no
 * such expression or too long. @throws RangeError on division by zero or a power that is too large.
 */
export function evaluate(text: string): Fraction | undefined {
  if (text.length > mostCharacters) return undefined;
  const tokens = text
    .replace(/[×·]/g, "*")
    .replace(/÷/g, "/")
    .replace(/[−–]/g, "-")
    .replace(/\*\*/g, "^")
    .replace(/\bof\b/gi, "*")
    .match(/\d[\d,]*(?:\.\d+)?|\.\d+|[-+*/^()%]|\S/g);
  if (!tokens) return undefined;
  const reader = { tokens, at: 0 };
  const value = sum(reader);
  return reader.at === tokens.length ? value : undefined;
}

type Reader = { tokens: string[]; at: number };

const take = (reader: Reader, ...wanted: string[]): string | undefined => {
  const token = reader.tokens[reader.at];
  if (token === undefined || !wanted.includes(token)) return undefined;
  reader.at++;
  return token;
};

function sum(reader: Reader): Fraction | undefined {
  let value = product(reader);
  for (let sign = take(reader, "+", "-"); value && sign; sign = take(reader, "+", "-")) {
    const next = product(reader);
    value = next && (sign === "+" ? add(value, next) : subtract(value, next));
  }
  return value;
}

function product(reader: Reader): Fraction | undefined {
  let value = signed(reader);
  for (let sign = take(reader, "*", "/"); value && sign; sign = take(reader, "*", "/")) {
    const next = signed(reader);
    value = next && (sign === "*" ? multiply(value, next) : divide(value, next));
  }
  return value;
}

function signed(reader: Reader): Fraction | undefined {
  if (take(reader, "+")) return signed(reader);
  if (take(reader, "-")) {
    const value = signed(reader);
    return value && { ...value, top: -value.top };
  }
  const base = atom(reader);
  if (!base || !take(reader, "^")) return base;
  const exponent = signed(reader);
  return exponent && power(base, exponent);
}

function power(base: Fraction, exponent: Fraction): Fraction | undefined {
  if (exponent.bottom !== 1n) return undefined;
  const times = exponent.top < 0n ? -exponent.top : exponent.top;
  const digits = base.top.toString().length + base.bottom.toString().length;
  if (times * BigInt(digits) > 2_000n) throw new RangeError("power too large");
  const raised = fraction(base.top ** times, base.bottom ** times);
  return exponent.top < 0n ? divide(fraction(1n), raised) : raised;
}

function atom(reader: Reader): Fraction | undefined {
  let value: Fraction | undefined;
  if (take(reader, "(")) {
    value = sum(reader);
    if (!take(reader, ")")) return undefined;
  } else {
    const token = reader.tokens[reader.at];
    value = token === undefined ? undefined : parseNumber(token);
    if (value) reader.at++;
  }
  while (value && take(reader, "%")) value = divide(value, fraction(100n));
  return value;
}
