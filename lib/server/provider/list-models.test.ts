import { describe, expect, it } from "vitest";
import { capabilitiesOf } from "@/lib/core/model/catalogue";
import { createClient } from "./client";
import { json, type Script, scriptedFetch } from "./fixtures/scripted-fetch";
import { createModels } from "./list-models";

function setUp(scripts: Script[], defaultModel?: string) {
  const { fetch, seen } = scriptedFetch(...scripts);
  const time = { now: 0 };
  const models = createModels({
    client: createClient({ baseUrl: "http://vendor.invalid/v1", apiKey: "k", fetch }),
    endpoint: { label: "vLLM", keyVariable: "VLLM_API_KEY", apiKey: "k", isEmulator: false },
    defaultModel,
    capabilitiesOf: (id, reported) => capabilitiesOf(id, "moonshot", reported),
    clock: () => time.now,
  });
  return { models, seen, time };
}

const listing = (...ids: string[]) => json(200, { object: "list", data: ids.map((id) => ({ id })) });
const idsOf = ({ models }: { models: { id: string }[] }) => models.map((one) => one.id);
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("the list", () => {
  it("has Kimi's models first, retired ones and scenarios behind them, others last", async () => {
    const { models, seen } = setUp([
      listing("moonshot-v1-8k", "scenario-slow", "kimi-k2.5", "kimi-k3", "kimi-k2.7-code", "kimi-k2.6"),
    ]);
    const list = await models.list();
    expect(idsOf(list)).toEqual([
      "kimi-k2.6",
      "kimi-k3",
      "kimi-k2.7-code",
      "kimi-k2.5",
      "scenario-slow",
      "moonshot-v1-8k",
    ]);
    expect(list.defaultModel).toBe("kimi-k2.6");
    expect(list.error).toBeUndefined();
    expect(seen[0]?.url).toBe("http://vendor.invalid/v1/models");
    expect(seen[0]?.headers.get("authorization")).toBe("Bearer k");
  });

  it("prefers the configured model, and holds it even when the endpoint does not list it", async () => {
    const list = await setUp([listing("kimi-k3")], "my-tuned-model").models.list();
    expect(list.defaultModel).toBe("my-tuned-model");
    expect(idsOf(list)).toEqual(["kimi-k3", "my-tuned-model"]);
  });

  it("falls back to what there is, or to nothing", async () => {
    expect((await setUp([listing("llama", "qwen")]).models.list()).defaultModel).toBe("llama");
    expect((await setUp([listing("kimi-k2.5")]).models.list()).defaultModel).toBe("kimi-k2.5");
    expect(await setUp([listing()]).models.list()).toEqual({ models: [] });
  });
});

describe("asking the endpoint", () => {
  it("happens once for callers at the same time, and not again while the answer is fresh", async () => {
    const { models, seen, time } = setUp([listing("a")]);
    await Promise.all([models.list(), models.list(), models.list({ refresh: true })]);
    time.now = 299_999;
    await models.list();
    expect(seen).toHaveLength(1);
  });

  it("happens in the background when the answer is old, and at once when wanted", async () => {
    const { models, seen, time } = setUp([listing("a"), listing("b"), listing("c")]);
    await models.list();
    time.now = 300_000;
    expect(idsOf(await models.list())).toEqual(["a"]);
    await settled();
    expect(idsOf(await models.list())).toEqual(["b"]);
    expect(idsOf(await models.list({ refresh: true }))).toEqual(["c"]);
    expect(seen).toHaveLength(3);
  });

  it("keeps what was seen last when it fails, says why, and asks again sooner", async () => {
    const { models, seen, time } = setUp(
      [listing("a"), json(401, { error: { message: "no" } }), listing("b")],
      "d",
    );
    await models.list();
    const failed = await models.list({ refresh: true });
    expect(idsOf(failed)).toEqual(["d", "a"]);
    expect(failed.error).toMatchObject({ code: "auth", message: expect.any(String) });
    await models.list();
    expect(seen).toHaveLength(2);
    time.now = 30_000;
    await models.list();
    await settled();
    expect(idsOf(await models.list())).toEqual(["d", "b"]);
  });

  it.each<[string, Script, string]>([
    ["a page", () => new Response("<html>"), "protocol"],
    ["another shape", json(200, { models: "none" }), "protocol"],
    ["more than 5 MB", () => new Response(`[${" ".repeat(5_000_001)}]`), "protocol"],
    [
      "no answer",
      () => {
        throw new TypeError("fetch failed", {
          cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }),
        });
      },
      "network",
    ],
  ])("survives %s", async (_what, script, code) => {
    const list = await setUp([script], "d").models.list();
    expect(list).toMatchObject({ defaultModel: "d", error: { code } });
    expect(idsOf(list)).toEqual(["d"]);
  });
});

describe("what is known of one model", () => {
  it("is asked of the endpoint only when the id says nothing, and once", async () => {
    const listed = json(200, { data: [{ id: "default", root: "moonshotai/Kimi-K2.5" }] });
    const { models, seen } = setUp([listed]);
    expect((await models.capabilitiesOf("kimi-k3")).family).toBe("kimi-k3");
    expect(seen).toHaveLength(0);
    expect((await models.capabilitiesOf("default")).family).toBe("kimi-k2.5");
    expect((await models.capabilitiesOf("other")).family).toBe("unknown");
    expect(seen).toHaveLength(1);
  });
});
