import "server-only";
import type { ChatRequest, ChatTool } from "../chat-provider";
import type { WireFields } from "./chat-body";

type Schema = Record<string, unknown>;
type ToolChoice = NonNullable<ChatRequest["toolChoice"]>;

/** @param fillTypes whether every property of the parameters must name its type, as on Moonshot */
export function encodeTools(tools: readonly ChatTool[], fillTypes: boolean): WireFields[] {
  return tools.map(({ name, description, parameters }) => ({
    type: "function",
    function: { name, description, parameters: fillTypes ? withTypes(parameters) : parameters },
  }));
}

export function encodeToolChoice(choice: ToolChoice): unknown {
  return typeof choice === "string" ? choice : { type: "function", function: { name: choice.name } };
}

/** Moonshot refuses a property or item without `type`; one that leaves it open gets that of what it allows. */
function withTypes(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, inSchema(key, value)]));
}

function inSchema(key: string, value: unknown): unknown {
  if (key === "anyOf" || key === "oneOf" || key === "allOf") {
    return Array.isArray(value) ? value.map((one) => (isSchema(one) ? typed(one) : one)) : value;
  }
  if (!isSchema(value)) return value;
  if (key === "items") return typed(value);
  if (key === "additionalProperties") return withTypes(value);
  if (key !== "properties" && key !== "$defs") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, isSchema(one) ? typed(one) : one]),
  );
}

const saysType = ["type", "$ref", "anyOf", "oneOf", "allOf"];

function typed(schema: Schema): Schema {
  const filled = withTypes(schema);
  return saysType.some((key) => key in schema) ? filled : { ...filled, type: typeAllowed(schema) };
}

function typeAllowed(schema: Schema): string {
  if ("properties" in schema) return "object";
  if ("items" in schema) return "array";
  const [first] = Array.isArray(schema.enum) ? schema.enum : [schema.const];
  if (typeof first === "number") return Number.isInteger(first) ? "integer" : "number";
  return typeof first === "boolean" ? "boolean" : isSchema(first) ? "object" : "string";
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
