import { expect, test } from "vitest";
import { moonshotWire } from "../wire/moonshot";
import {
  beforeStop,
  callPieces,
  coarser,
  outputTokens,
  reasoningPieces,
  textPieces,
  withinLimit,
} from "./plan";

test("full speed joins neighbours of one kind only, up to the size given", () => {
  const items = coarser(
    [
      ...reasoningPieces("one two three four five"),
      ...textPieces("six seven"),
      { raw: { choices: [] }, tokens: 0 as const },
      ...textPieces(" eight"),
      ...callPieces([{ toolName: "calc", arguments: "{}" }], moonshotWire, 0),
    ],
    4,
  );
  expect(items).toEqual([
    { reasoning: "one two three four", tokens: 4 },
    { reasoning: " five", tokens: 1 },
    { text: "six seven", tokens: 2 },
    { raw: { choices: [] }, tokens: 0 },
    { text: " eight", tokens: 1 },
    { toolCalls: [{ index: 0, id: "calc:0", toolName: "calc", arguments: "" }], tokens: 4 },
    { toolCalls: [{ index: 0, arguments: "{}" }], tokens: 1 },
  ]);
});

test("the output limit is shared by reasoning and text", () => {
  const pieces = [...reasoningPieces("one two three"), ...textPieces("four five six")];
  expect(withinLimit(pieces, 4)).toEqual(pieces.slice(0, 4));
  expect(withinLimit(pieces, 6)).toBe(pieces);
  expect(outputTokens(pieces)).toEqual({ completion: 6, reasoning: 3 });
});

test("the text ends before the first stop sequence in it", () => {
  expect(beforeStop("one, two; three", [";", ","])).toBe("one");
  expect(beforeStop("one", [",", ""])).toBeUndefined();
});
