import { expect, it } from "vitest";
import { encodeToolChoice, encodeTools } from "./encode-tools";

const parameters = {
  type: "object",
  properties: {
    unit: { enum: ["c", "f"] },
    enum: { type: "string", enum: ["kept"] },
    list: { type: "array", items: { enum: [1, 2] } },
    either: { anyOf: [{ enum: [true] }, { enum: [1.5] }, { type: "null" }] },
    nested: { properties: { open: { description: "anything" }, odd: { enum: [{}] }, fixed: { const: 3 } } },
    rows: { items: { $ref: "#/$defs/row" } },
  },
  $defs: { row: { properties: {} } },
  required: ["unit"],
};

it("names the type of what leaves it open, where the vendor insists", () => {
  const [tool] = encodeTools([{ name: "t", description: "d", parameters }], true);
  expect(tool).toEqual({
    type: "function",
    function: {
      name: "t",
      description: "d",
      parameters: {
        type: "object",
        properties: {
          unit: { enum: ["c", "f"], type: "string" },
          enum: { type: "string", enum: ["kept"] },
          list: { type: "array", items: { enum: [1, 2], type: "integer" } },
          either: {
            anyOf: [{ enum: [true], type: "boolean" }, { enum: [1.5], type: "number" }, { type: "null" }],
          },
          nested: {
            type: "object",
            properties: {
              open: { description: "anything", type: "string" },
              odd: { enum: [{}], type: "object" },
              fixed: { const: 3, type: "integer" },
            },
          },
          rows: { type: "array", items: { $ref: "#/$defs/row" } },
        },
        $defs: { row: { type: "object", properties: {} } },
        required: ["unit"],
      },
    },
  });
});

it("leaves parameters alone elsewhere", () => {
  const [tool] = encodeTools([{ name: "t", description: "d", parameters }], false);
  expect(tool).toMatchObject({ function: { parameters } });
});

it("writes a choice as OpenAI does", () => {
  expect(encodeToolChoice("required")).toBe("required");
  expect(encodeToolChoice({ name: "t" })).toEqual({ type: "function", function: { name: "t" } });
});
