import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RawToolCallScanner } from "./raw-tool-calls";

/** What the scanner finds, with text and arguments that follow each other joined. */
function scanned(pieces: readonly string[]): string[] {
  const found: string[] = [];
  const add = (kind: string, text: string) => {
    const last = found.at(-1);
    if (last?.startsWith(kind)) found[found.length - 1] = last + text;
    else found.push(kind + text);
  };
  const scanner = new RawToolCallScanner({
    text: (text) => add("text ", text),
    callStart: (id) => found.push(`call ${id}`),
    callArguments: (text) => add("arguments ", text),
    callEnd: () => found.push("end"),
  });
  for (const piece of pieces) scanner.push(piece);
  scanner.end();
  return found;
}

const section = (inner: string) => `<|tool_calls_section_begin|>${inner}<|tool_calls_section_end|>`;
const call = (id: string, json: string) =>
  `<|tool_call_begin|>${id}<|tool_call_argument_begin|>${json}<|tool_call_end|>`;

describe("RawToolCallScanner", () => {
  it.each([
    ["text alone", "1 < 2 <b>", ["text 1 < 2 <b>"]],
    [
      "a section",
      `a${section(call("functions.f:0", "{}"))}b`,
      ["text a", "call functions.f:0", "arguments {}", "end", "text b"],
    ],
    [
      "two calls with white space around",
      section(`\n${call(" f:0 ", "{}")}\n ${call("f:1", "{}")}\n`),
      ["call f:0", "arguments {}", "end", "call f:1", "arguments {}", "end"],
    ],
    ["no section", `a ${call("f:0", "{}")}`, ["text a ", "call f:0", "arguments {}", "end"]],
    [
      "no section, yet its end",
      `${call("f:0", "{}")} b<|tool_calls_section_end|>c`,
      ["call f:0", "arguments {}", "end", "text  bc"],
    ],
    [
      "no ends",
      "<|tool_call_begin|>f:0<|tool_call_argument_begin|>{}<|tool_call_begin|>f:1<|tool_call_argument_begin|>{",
      ["call f:0", "arguments {}", "end", "call f:1", "arguments {", "end"],
    ],
    ["an end that was cut", `${call("f:0", "{}").slice(0, -4)}`, ["call f:0", "arguments {}", "end"]],
    ["no arguments", call("f:0", ""), ["call f:0", "end"]],
    ["an empty section", `a${section("")}b`, ["text ab"]],
    ["prose", "`<|tool_call_begin|>` opens", ["text `<|tool_call_begin|>` opens"]],
    ["prose in a section", section("is where calls stand"), [`text ${section("is where calls stand")}`]],
    ["an id that is none", call("a b", "{}"), [`text ${call("a b", "{}")}`]],
    ["no id", call("", "{}"), [`text ${call("", "{}")}`]],
    ["a long id", call("f".repeat(300), "{}"), [`text ${call("f".repeat(300), "{}")}`]],
    ["a beginning and no more", "a<|tool_calls_section_begin|><|tool_call_begin|>functions.f", ["text a"]],
    ["an unfinished marker", "a<|tool_call", ["text a<|tool_call"]],
    ["ends alone", "a<|tool_call_end|>", ["text a<|tool_call_end|>"]],
  ])("reads %s", (_name, text, expected) => {
    expect(scanned([text])).toEqual(expected);
    expect(scanned([...text])).toEqual(expected);
  });

  it("finds the same however the text is cut", () => {
    const parts = fc.oneof(
      fc.constantFrom(
        "<|tool_calls_section_begin|>",
        "<|tool_calls_section_end|>",
        "<|tool_call_begin|>",
        "<|tool_call_argument_begin|>",
        "<|tool_call_end|>",
        "functions.f:0",
        '{"a":1}',
        "<|",
        "<",
        "🙂",
        "\n",
      ),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    );
    const texts = fc.array(parts, { maxLength: 16 }).map((all) => all.join(""));
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 10 }), (text, places) => {
        const cuts = places.map((place) => place % (text.length + 1)).sort((one, other) => one - other);
        const pieces = [0, ...cuts].map((from, index) => text.slice(from, cuts[index] ?? text.length));
        expect(scanned(pieces)).toEqual(scanned([text]));
      }),
      { numRuns: 1000 },
    );
  });

  it("holds back no more than a marker's beginning", () => {
    const given: string[] = [];
    const nothing = () => undefined;
    const scanner = new RawToolCallScanner({
      text: (text) => given.push(text),
      callStart: nothing,
      callArguments: nothing,
      callEnd: nothing,
    });
    for (const piece of ["a <", "b> <|tool", "x", "🙂".slice(0, 1), "🙂".slice(1)]) scanner.push(piece);
    expect(given).toEqual(["a ", "<b> ", "<|toolx", "🙂"]);
  });
});
