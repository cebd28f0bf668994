import { describe, expect, it } from "vitest";
import type { ChatTool } from "../../../chat-provider";
import type { ReplyRequest } from "../../reply";
import { asking } from "../fixtures/requests";
import { chooseCalls } from "./choose-tools";
import { isObject, resolve, type Schema, typeOf } from "./fill-arguments";

const tool = (name: string, description: string, parameters: Schema): ChatTool => ({
  name,
  description,
  parameters,
});

const weather = tool("get_weather", "Get the current weather for a city", {
  type: "object",
  properties: { city: { type: "string" }, unit: { type: "string", enum: ["celsius", "fahrenheit"] } },
  required: ["city"],
});
const search = tool("web_search", "Search the web for pages", {
  type: "object",
  properties: { query: { type: "string" }, count: { type: "integer", minimum: 1, maximum: 10 } },
  required: ["query"],
});

function calls(prompt: string, tools: ChatTool[], toolChoice: ReplyRequest["toolChoice"] = "auto") {
  return chooseCalls(asking(prompt, { tools, toolChoice }), prompt).map(({ toolName, arguments: json }) => [
    toolName,
    JSON.parse(json),
  ]);
}

/** What of JSON Schema the emulator claims to satisfy; the paths of what is wrong. */
function problems(value: unknown, raw: unknown, root: Schema, path = "$"): string[] {
  const schema = resolve(raw, root);
  const fail = (ok: boolean) => (ok ? [] : [path]);
  if ("const" in schema) return fail(value === schema.const);
  if (Array.isArray(schema.enum)) return fail(schema.enum.includes(value));
  const number = (key: string, other: number) => (typeof schema[key] === "number" ? schema[key] : other);
  switch (typeOf(schema)) {
    case "object": {
      if (!isObject(value)) return [path];
      const properties = isObject(schema.properties) ? schema.properties : {};
      const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
      const missing = required.filter((name) => !(name in value)).map((name) => `${path}.${name}`);
      return [
        ...missing,
        ...Object.entries(value).flatMap(([name, one]) =>
          problems(one, properties[name] ?? {}, root, `${path}.${name}`),
        ),
      ];
    }
    case "array":
      if (
        !Array.isArray(value) ||
        value.length < number("minItems", 0) ||
        value.length > number("maxItems", 1e9)
      )
        return [path];
      if (schema.uniqueItems && new Set(value.map((one) => JSON.stringify(one))).size < value.length)
        return [path];
      return value.flatMap((one, at) => problems(one, schema.items ?? {}, root, `${path}[${at}]`));
    case "integer":
    case "number": {
      if (typeof value !== "number" || (typeOf(schema) === "integer" && !Number.isInteger(value)))
        return [path];
      const step = number("multipleOf", 0);
      const within = value >= number("minimum", -1e300) && value <= number("maximum", 1e300);
      const strictly =
        value > number("exclusiveMinimum", -1e300) && value < number("exclusiveMaximum", 1e300);
      return fail(
        within && strictly && (step === 0 || Math.abs(value / step - Math.round(value / step)) < 1e-9),
      );
    }
    case "boolean":
      return fail(typeof value === "boolean");
    case "null":
      return fail(value === null);
    default:
      return fail(
        typeof value === "string" &&
          value.length >= number("minLength", 0) &&
          value.length <= number("maxLength", 1e9),
      );
  }
}

describe("which tools are called", () => {
  it("calls what the prompt names, with what it says", () => {
    expect(calls("What's the weather in Oslo in fahrenheit?", [weather, search])).toEqual([
      ["get_weather", { city: "Oslo", unit: "fahrenheit" }],
    ]);
    expect(calls("Search the web for tidal power", [weather, search])).toEqual([
      ["web_search", { query: "tidal power" }],
    ]);
  });

  it("makes one call for each thing named", () => {
    expect(calls("weather in Oslo and Lima", [weather])).toEqual([
      ["get_weather", { city: "Oslo" }],
      ["get_weather", { city: "Lima" }],
    ]);
    expect(calls("New York, São Paulo and Rome: what is the weather?", [weather])).toHaveLength(3);
  });

  it("calls two tools when both are named", () => {
    const named = calls("Check the weather in Oslo and search the web for umbrellas", [weather, search]);
    expect(named.map(([name]) => name)).toEqual(["get_weather", "web_search"]);
  });

  it("understands Chinese prompts", () => {
    expect(calls("北京的天气怎么样？", [weather, search])).toEqual([["get_weather", { city: "北京" }]]);
    const described = tool("lookup", "查询火车票价格", { type: "object", properties: {} });
    expect(calls("帮我看看火车票", [described])).toHaveLength(1);
  });

  it("calls nothing that is not named, and never when it must not", () => {
    expect(calls("Hello there", [weather, search])).toEqual([]);
    expect(calls("What's the weather in Oslo?", [weather], "none")).toEqual([]);
  });

  it("always calls when it must", () => {
    expect(calls("Hello there", [weather, search], "required")).toHaveLength(1);
    expect(calls("Hello there", [weather, search], { name: "web_search" }).map(([name]) => name)).toEqual([
      "web_search",
    ]);
  });
});

describe("arguments", () => {
  const schemas: Record<string, Schema> = {
    nested: {
      type: "object",
      properties: {
        order: {
          type: "object",
          properties: {
            items: {
              type: "array",
              minItems: 2,
              maxItems: 3,
              uniqueItems: true,
              items: {
                type: "object",
                properties: {
                  sku: { type: "string", minLength: 12 },
                  count: { type: "integer", minimum: 3 },
                },
                required: ["sku", "count"],
              },
            },
            paid: { type: "boolean" },
          },
          required: ["items", "paid"],
        },
      },
      required: ["order"],
    },
    bounds: {
      type: "object",
      properties: {
        a: { type: "integer", minimum: 5, maximum: 7 },
        b: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
        c: { type: "integer", multipleOf: 25, minimum: 30 },
        d: { type: "string", maxLength: 3 },
        e: { type: "number", maximum: -2 },
      },
      required: ["a", "b", "c", "d", "e"],
    },
    references: {
      type: "object",
      $defs: {
        place: {
          type: "object",
          properties: { lat: { type: "number", minimum: -90, maximum: 90 } },
          required: ["lat"],
        },
      },
      properties: {
        at: { $ref: "#/$defs/place" },
        kind: { anyOf: [{ type: "null" }, { enum: ["x", "y"] }] },
        both: { allOf: [{ type: "object", properties: { p: { type: "string" } }, required: ["p"] }] },
      },
      required: ["at", "kind", "both"],
    },
    odd: {
      type: "object",
      properties: {
        fixed: { const: 42 },
        many: { type: ["null", "string"] },
        tags: { type: "array", items: { enum: ["a", "b"] }, minItems: 2, uniqueItems: true },
        none: { type: "null" },
      },
      required: ["fixed", "many", "tags", "none", "undeclared"],
    },
    empty: {},
  };
  it.each(Object.entries(schemas))("are valid for %s", (_, schema) => {
    for (const prompt of [
      "do it",
      "do it with 6 and 0.5 for Oslo, 100 times",
      '"quoted words" please, do it',
    ]) {
      const [call] = calls(prompt, [tool("do_it", "does it", schema)], "required");
      expect(problems(call?.[1], { type: "object", ...schema }, schema)).toEqual([]);
    }
  });

  it("survive a schema that refers to itself", () => {
    const schema: Schema = { type: "object", properties: { child: { $ref: "#" } }, required: ["child"] };
    expect(calls("do it", [tool("do_it", "", schema)], "required")).toHaveLength(1);
  });

  it("take addresses, dates and numbers by what the argument is", () => {
    const mail = tool("send_email", "Send an email", {
      type: "object",
      properties: {
        recipient: { type: "string", format: "email" },
        date: { type: "string", format: "date" },
        body: { type: "string" },
      },
      required: ["recipient", "date", "body"],
    });
    expect(calls('Send an email to ann@example.org on 2026-03-04 that says "See you"', [mail])).toEqual([
      ["send_email", { recipient: "ann@example.org", date: "2026-03-04", body: "See you" }],
    ]);
  });
});
