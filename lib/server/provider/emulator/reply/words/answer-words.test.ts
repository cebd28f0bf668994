import { stripTypeScriptTypes } from "node:module";
import { describe, expect, it, vi } from "vitest";
import { asking } from "../fixtures/requests";
import { countWords, readQuestion } from "../question";
import { answerWords } from "./answer-words";
import { snippets } from "./snippets";

const answer = (text: string, system = "") => {
  const request = asking(text, { system });
  return answerWords(request, readQuestion(request)).text;
};

describe("answers in words", () => {
  it.each([
    "hi",
    "Hello!",
    "Who are you?",
    "Are you Kimi?",
    "What should I have for dinner?",
    "你好",
    "你是谁？",
  ])("%s: says that it is the emulator, not Kimi, and what to set", (text) => {
    expect(answer(text)).toMatch(/offline emulator|离线模拟器/);
    expect(answer(text)).toMatch(/not Kimi|不是 Kimi/);
    expect(answer(text)).toContain("MOONSHOT_API_KEY");
  });

  it("shows one of everything in markdown", () => {
    const text = answer("Show me a table, a list and some code in markdown");
    for (const pattern of [
      /^\|.*\|$/m,
      /^- /m,
      /^1\. /m,
      /^- \[x\] /m,
      /^```ts$/m,
      /^> /m,
      /\*\*bold\*\*/,
      /\[link\]\(/,
      /\$e = /,
      /^\$\$$/m,
    ]) {
      expect(text).toMatch(pattern);
    }
  });

  it("quotes what it cannot answer and counts its words", () => {
    expect(answer("Tell me about the history of salt")).toContain(
      "“Tell me about the history of salt” (7 words)",
    );
  });

  it("counts and sums up a text that is given", () => {
    expect(answer("Count the words in: The tide's out, well-known fact.")).toContain("**5** words");
    const summary = answer(
      "Summarise: The moon moves the tide. I like tea. The moon and the sun together move the spring tide.",
    );
    expect(summary).toContain("- The moon moves the tide.");
    expect(summary).toContain("in 3 sentences");
    expect(answer("统计字数：今天天气很好。")).toContain("**6** 个字词");
  });

  it("does not pretend to translate", () => {
    expect(answer("Translate good morning into French")).toContain("cannot translate");
  });

  it("tells of the system prompt when asked", () => {
    expect(answer("What is your system prompt?", "You are a pirate.")).toContain("> You are a pirate.");
    expect(answer("What is your system prompt?")).toContain("No system prompt");
  });
});

describe("small programs", () => {
  it("come in the language asked for", () => {
    expect(answer("Write a function that reverses a string")).toMatch(/```ts\n[\s\S]*reverse\(\)\.join/);
    expect(answer("Write a function that reverses a string in Rust")).toContain("```rust");
    expect(answer("Reverse a string in Python, write the code")).toContain("text[::-1]");
    expect(answer("Write a SQL query for duplicate emails")).toContain("HAVING COUNT(*) > 1");
    expect(answer("Write a debounce function in Rust")).toContain("no Rust version");
    expect(answer("用 Python 写一个反转字符串的函数")).toContain("```python");
  });

  const run = (name: string, code = "ts" as const): unknown => {
    const source = snippets.find(({ named }) => named.test(name))?.code[code] ?? "";
    const exported = /export function (\w+)/.exec(source)?.[1] ?? "";
    const plain = stripTypeScriptTypes(source).replace(/^export /gm, "");
    return new Function(`${plain}\nreturn ${exported};`)();
  };

  it("are correct", () => {
    // Each is the function its snippet exports, which the expectations below check.
    const call = (name: string, ...args: unknown[]) => (run(name) as (...all: unknown[]) => unknown)(...args);
    expect(call("reverse", "a😀b")).toBe("b😀a");
    expect(call("fizzbuzz", 15)).toEqual(
      "1 2 Fizz 4 Buzz Fizz 7 8 Fizz Buzz 11 Fizz 13 14 FizzBuzz".split(" "),
    );
    expect([1, 5, 9, 4].map((wanted) => call("binary search", [1, 3, 5, 7, 9], wanted))).toEqual([
      0, 2, 4, -1,
    ]);
    expect([0, 1, 2, 90].map((n) => call("fibonacci", n))).toEqual([0n, 1n, 1n, 2880067194370816120n]);
    expect(["A man, a plan, a canal: Panama", "", "ab"].map((text) => call("palindrome", text))).toEqual([
      true,
      true,
      false,
    ]);
    expect(call("duplicates", [1, 2, 1, 3, 1, 3])).toEqual([1, 3]);
  });

  it("debounce calls once, with the last arguments", () => {
    vi.useFakeTimers();
    const action = vi.fn();
    // The snippet's own type is stripped with the rest.
    const debounced = (run("debounce") as (action: unknown, wait: number) => (value: number) => void)(
      action,
      50,
    );
    debounced(1);
    debounced(2);
    vi.advanceTimersByTime(49);
    expect(action).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(action.mock.calls).toEqual([[2]]);
    vi.useRealTimers();
  });
});

describe("countWords", () => {
  it("counts words of English and characters of Chinese", () => {
    expect(countWords("It's a well-known fact: 9.11 < 9.9")).toBe(6);
    expect(countWords("你好 world")).toBe(3);
    expect(countWords(" … ")).toBe(0);
  });
});
