import { expect, it } from "vitest";
import { capabilitiesOf } from "./catalogue";
import { reasonFixed } from "./fixed-control";

it("names the reason for every control that does nothing", () => {
  const reasons = (id: string, dialect: "moonshot" | "vllm") => {
    const model = capabilitiesOf(id, dialect);
    return [reasonFixed("thinking", model), reasonFixed("sampling", model), reasonFixed("image", model)];
  };
  expect(reasons("kimi-k2.5", "moonshot")).toEqual([undefined, "fixed-by-vendor", undefined]);
  expect(reasons("kimi-k2.5", "vllm")).toEqual([undefined, undefined, undefined]);
  expect(reasons("kimi-k2.7-code", "vllm")[0]).toBe("always-thinks");
  expect(reasons("kimi-k3", "moonshot")[0]).toBe("thinks-by-effort");
  expect(reasons("llama-4", "vllm")[0]).toBeUndefined();
  const silent = capabilitiesOf("x", "vllm", { id: "x", supportsReasoning: false, supportsImage: false });
  expect(reasonFixed("thinking", silent)).toBe("never-thinks");
  expect(reasonFixed("image", silent)).toBe("not-seen");
});
