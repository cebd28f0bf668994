import "server-only";
import type { Answer, Language, Question } from "../question";
import { evaluate } from "./expression";
import { compare, type Fraction, format, parseNumber, subtract } from "./fraction";

type Named = { text: string; value: Fraction };

const largest =
  /\b(larger|largest|bigger|biggest|greater|greatest|higher|highest|more|max(imum)?)\b|最大|更大|较大|大/i;
const smallest = /\b(smaller|smallest|less|lesser|least|lower|lowest|min(imum)?)\b|最小|更小|较小|小/i;
const compares =
  /\b(which|what|compare|order|sort|rank|is|are)\b[^?]*\b(larger|largest|bigger|biggest|greater|greatest|higher|highest|smaller|smallest|less|lower|lowest|least|max(imum)?|min(imum)?)\b|\b(sort|order|rank|compare)\b|哪个|哪一个|谁|比较|排序|最[大小]|更[大小]|比.*[大小]/i;
const asksValue =
  /\b(what(['’]s| is| are)?|how much|calculate|compute|evaluate|solve|work out|equals?)\b|=|等于|计算|多少|算/i;

/** Answers a comparison of numbers or an expression, exactly; undefined when the question is neither. */
export function answerSum({ text, language }: Question): Answer | undefined {
  if (text.length > 2000) return undefined;
  const numbers = numbersIn(text);
  if (
    compares.test(text) &&
    numbers.length >= 2 &&
    (largest.test(text) || smallest.test(text) || /sort|order|rank|compare|比较|排序/i.test(text))
  ) {
    return comparison(text, numbers.slice(0, 40), language);
  }
  return expressionAnswer(text, language);
}

function numbersIn(text: string): Named[] {
  const found = text.matchAll(
    /(?<![\w.])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+|(?<=\d))(?:\/\d+)?(?![\w]|\.\d)/g,
  );
  return [...found].flatMap(([match]) => {
    const value = parseNumber(match);
    return value ? [{ text: match.replace(/^−/, "-"), value }] : [];
  });
}

function comparison(text: string, numbers: readonly Named[], language: Language): Answer {
  const wantsSmall = smallest.test(text) && !largest.test(text);
  const ordered = numbers.toSorted((a, b) =>
    wantsSmall ? compare(a.value, b.value) : compare(b.value, a.value),
  );
  const [first, second] = ordered;
  if (!first || !second) return { reasoning: [], text: "" };
  const same = ordered.every(({ value }) => compare(value, first.value) === 0);
  const gap = subtract(first.value, second.value);
  const difference = format(gap.top < 0n ? { ...gap, top: -gap.top } : gap);
  const list = numbers.map((one) => one.text).join(", ");
  const facts = { list, first: first.text, second: second.text, difference, wantsSmall, same, ordered };
  return language === "zh" ? comparisonZh(facts) : comparisonEn(facts, /\bversions?\b/i.test(text));
}

type Facts = {
  list: string;
  first: string;
  second: string;
  difference: string;
  wantsSmall: boolean;
  same: boolean;
  ordered: readonly Named[];
};

function comparisonEn(facts: Facts, isVersion: boolean): Answer {
  const { list, first, second, difference, wantsSmall, same, ordered } = facts;
  const word = wantsSmall ? "smaller" : "larger";
  const superlative = wantsSmall ? "smallest" : "largest";
  const order = ordered.map(({ text }) => `**${text}**`).join(wantsSmall ? " < " : " > ");
  const verdict =
    ordered.length === 2
      ? `**${first}** is ${word} than **${second}**, by ${difference}.`
      : `**${first}** is the ${superlative}.\n\nIn order: ${order}.`;
  const note = isVersion
    ? "\n\nThat is so for numbers. Version numbers are compared part by part, so there the order can be another."
    : "";
  return {
    reasoning: [
      `The question compares numbers: ${list}. The trap in such questions is to read the digits after the point as a whole number, so that a longer tail looks larger.`,
      `So I line the numbers up at the decimal point and fill the shorter ones with zeros: ${aligned(ordered)}. Now they can be compared digit by digit from the left, signs first.`,
      same
        ? "All of them come out the same, only written in different ways. There is no larger one to name, and the answer should simply say so."
        : `The ${superlative} is ${first}. Subtracting ${second} from it as exact decimals, without any floating point in between, leaves a gap of ${difference}, which confirms the order.`,
    ],
    text: same
      ? `They are equal: ${list} are the same number.`
      : `${verdict}\n\nLined up: ${aligned(ordered)}.${note}`,
  };
}

function comparisonZh({ list, first, second, difference, wantsSmall, same, ordered }: Facts): Answer {
  const word = wantsSmall ? "小" : "大";
  const order = ordered.map(({ text }) => `**${text}**`).join(wantsSmall ? " < " : " > ");
  const verdict =
    ordered.length === 2
      ? `**${first}** 比 **${second}** ${word}，相差 ${difference}。`
      : `最${word}的是 **${first}**。\n\n按顺序：${order}。`;
  return {
    reasoning: [
      `题目是比较这些数：${list}。这类问题容易出错的地方，是把小数点后面的数字当成整数来读，觉得位数多的就更大。`,
      `所以先把小数点对齐，短的在末尾补零：${aligned(ordered)}。然后从左到右逐位比较，先看符号，再看整数部分。`,
      same
        ? "对齐以后完全相同，只是写法不同。"
        : `这样看，${first} 最${word}，与 ${second} 的差是 ${difference}，按精确小数计算，没有用浮点数。`,
    ],
    text: same ? `它们相等：${list} 是同一个数。` : `${verdict}\n\n对齐后：${aligned(ordered)}。`,
  };
}

/** The numbers with equally many decimals: "9.90 and 9.11". */
function aligned(numbers: readonly Named[]): string {
  const plain = numbers.map(({ text }) => text.replace(/,/g, ""));
  if (plain.some((text) => text.includes("/"))) return numbers.map(({ value }) => format(value)).join("; ");
  const places = Math.max(...plain.map((text) => text.split(".")[1]?.length ?? 0));
  return plain
    .map((text) => {
      const decimals = text.split(".")[1] ?? "";
      return places === 0 ? text : `${text.split(".")[0] || "0"}.${decimals.padEnd(places, "0")}`;
    })
    .join("; ");
}

function expressionAnswer(text: string, language: Language): Answer | undefined {
  const ofPercent = text.replace(/(\d[\d,.]*)\s*的\s*(\d[\d.]*\s*%)/g, "$1 * $2");
  const candidates = ofPercent.match(/[-−(.\d](?:[\d\s.,+\-−*/×÷^()%]|\bof\b)*[\d)%]/gi) ?? [];
  const source = candidates.map((one) => one.trim()).sort((a, b) => b.length - a.length)[0];
  if (!source || !/[\d)%]\s*([-+*/×÷^−]|of\b)\s*[-−(.\d]/i.test(source)) return undefined;
  const bare = ofPercent.replace(source, "").replace(/[\s?？=。.!]/g, "") === "";
  if (!bare && !asksValue.test(text)) return undefined;
  try {
    const value = evaluate(source);
    return value && written(source, format(value), language);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return unsolvable(source, error.message, language);
  }
}

function written(source: string, result: string, language: Language): Answer {
  if (language === "zh") {
    return {
      reasoning: [
        `要算的式子是 ${source}。先处理括号，再算乘方，然后是乘除，最后是加减；百分号表示除以一百。`,
        "为了避免浮点误差，全程用整数的分数来计算，最后才写成小数。",
        `算出来的结果是 ${result}。`,
      ],
      text: `**${source} = ${result}**\n\n按精确分数计算，没有舍入误差。`,
    };
  }
  return {
    reasoning: [
      `There is an expression to work out: ${source}. Brackets come first, then powers, then multiplication and division from left to right, and addition and subtraction last. A percent sign divides what is before it by a hundred.`,
      "I carry every step as an exact fraction of two whole numbers rather than as a floating point value, so nothing is rounded on the way, and I only turn the result into a decimal at the very end.",
      `Going through it step by step leaves ${result}.`,
    ],
    text: `**${source} = ${result}**\n\nWorked out with exact fractions, so nothing was rounded on the way.`,
  };
}

function unsolvable(source: string, why: string, language: Language): Answer {
  const zero = why.includes("zero");
  if (language === "zh") {
    const text = zero ? `${source} 没有结果：不能除以零。` : `${source} 的结果太大，这里不展开计算。`;
    return {
      reasoning: [`式子是 ${source}。先检查能不能算：每个除数都要不等于零，指数也不能太大。`, text],
      text,
    };
  }
  const text = zero
    ? `${source} has no value: it divides by zero.`
    : `${source} is too large a number to be written out here.`;
  return {
    reasoning: [
      `There is an expression to work out: ${source}. Before doing so I check that it has a value at all: every divisor must differ from zero, and powers must stay within what can be written out on a page.`,
      `Going through the steps in order, brackets first, one of these checks fails. ${text} The honest answer is to say so instead of printing something that merely looks like a number.`,
    ],
    text,
  };
}
