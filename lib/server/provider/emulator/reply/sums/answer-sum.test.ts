import { describe, expect, it } from "vitest";
import { asking } from "../fixtures/requests";
import { readQuestion } from "../question";
import { answerSum } from "./answer-sum";
import { evaluate } from "./expression";
import { compare, format, parseNumber } from "./fraction";

const answer = (text: string) => answerSum(readQuestion(asking(text)))?.text;

describe("comparisons", () => {
  it.each([
    ["Which is larger, 9.11 or 9.9?", "**9.9** is larger than **9.11**, by 0.79."],
    ["Which one is larger, 9.11 or 9.9?", "**9.9** is larger than **9.11**, by 0.79."],
    ["Which is larger, 3.5 or 3.25?", "**3.5** is larger than **3.25**, by 0.25."],
    ["Which is smaller: -3.5 or -3.25?", "**-3.5** is smaller than **-3.25**, by 0.25."],
    ["What is the smallest of 0.1, -2, 1,000 and 1/3?", "**-2** is the smallest."],
    ["Which is bigger, 1/3 or 0.333?", "**1/3** is larger than **0.333**"],
    ["9.11 和 9.9 哪个大？", "**9.9** 比 **9.11** 大，相差 0.79。"],
    ["3、-5、2.5 中最小的是哪个？", "最小的是 **-5**"],
  ])("%s", (question, expected) => {
    expect(answer(question)).toContain(expected);
  });

  it("falls into no floating point trap", () => {
    expect(answer("Which is larger, 0.1000000000000000000001 or 0.1?")).toContain(
      "**0.1000000000000000000001** is larger",
    );
    expect(answer("Is 9007199254740993 greater than 9007199254740992?")).toContain("by 1.");
  });

  it("says so when they are equal", () => {
    expect(answer("Which is larger, 1.50 or 1.5?")).toContain("equal");
  });

  it("leaves alone what is no comparison of numbers", () => {
    expect(answer("Which is larger, the sun or the moon?")).toBeUndefined();
    expect(answer("I have 3 cats and 2 dogs.")).toBeUndefined();
  });
});

describe("expressions", () => {
  it.each([
    ["What is 0.1 + 0.2?", "0.3"],
    ["What is (3.5 + 2) * 4?", "22"],
    ["12 ÷ 4 × 3", "9"],
    ["What is 15% of 80?", "12"],
    ["Calculate 2^10 - 24", "1000"],
    ["-3 - -4 = ?", "1"],
    ["10/3 = ?", "10/3 ≈ 3.333333333333"],
    ["(2 + 3) * 4 等于多少？", "20"],
    ["80 的 15% 是多少？", "12"],
  ])("%s is %s", (question, result) => {
    expect(answer(question)).toContain(`= ${result}**`);
  });

  it("refuses to divide by zero and to write out huge powers", () => {
    expect(answer("What is 1/(2-2)?")).toContain("divides by zero");
    expect(answer("What is 9^9999?")).toContain("too large");
  });

  it("takes no date or version for an expression", () => {
    expect(answer("The meeting is on 2024-01-02")).toBeUndefined();
    expect(answer("Tell me about 3/4 time in music")).toBeUndefined();
  });

  it("reads nothing into what is broken", () => {
    for (const text of ["2 +", "(2", "2 2", "a + 1", "", "1 + * 2"])
      expect(evaluate(text), text).toBeUndefined();
    expect(evaluate(`${"1+".repeat(200)}1`)).toBeUndefined();
  });
});

describe("numbers", () => {
  it("are read and written exactly", () => {
    const written = ["0.5", "-12.25", "1000000000000000000000.1", "7"];
    for (const text of written) {
      const value = parseNumber(text);
      expect(value && format(value)).toBe(text);
    }
    expect(parseNumber("1,200")).toEqual({ top: 1200n, bottom: 1n });
    for (const text of ["", ".", "1.2.3", "x", "1/0"]) expect(parseNumber(text), text).toBeUndefined();
  });

  it("compare by value, whatever their length", () => {
    const [a, b] = [parseNumber("9.11"), parseNumber("9.9")];
    expect(a && b && compare(a, b)).toBe(-1);
  });
});
