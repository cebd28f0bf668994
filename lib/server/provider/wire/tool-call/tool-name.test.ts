import { describe, expect, it } from "vitest";
import { declaredNameOf, toolNameOf, wellFormedId } from "./tool-name";

const tools = ["exec", "exec_all", "get_weather", "step2", "functions_list"];

describe("toolNameOf", () => {
  it.each([
    ["functions.exec:0", "exec"],
    ["exec:12", "exec"],
    ["exec", "exec"],
    ["functionsexec5", "exec"],
    ["functions.exec5", "exec"],
    ["function.exec:5", "exec"],
    ["functionsexec_all5", "exec_all"],
    ["functions.step2:0", "step2"],
    ["functionsstep23", "step2"],
    ["functions_list:0", "functions_list"],
    ["functions.server.find:3", "server.find"],
    ["functions.unknown:3", "unknown"],
    ["functionsunknown3", "unknown"],
    ["42", "42"],
  ])("%s", (id, name) => expect(toolNameOf(id, tools)).toBe(name));

  it("needs no declared tools", () => expect(toolNameOf("functions.exec:0", [])).toBe("exec"));
});

describe("declaredNameOf", () => {
  it("finds none for a name that means another tool", () => {
    expect(declaredNameOf("executor", tools)).toBeUndefined();
    expect(declaredNameOf("", tools)).toBeUndefined();
  });
});

describe("wellFormedId", () => {
  it.each([
    ["functions.exec:3", "functions.exec:3"],
    ["exec:3", "exec:3"],
    ["functionsexec5", "functions.exec:5"],
    ["exec", "functions.exec:7"],
  ])("%s", (id, expected) => expect(wellFormedId(id, "exec", 7)).toBe(expected));
});
