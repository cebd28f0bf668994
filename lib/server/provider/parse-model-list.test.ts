import { describe, expect, it } from "vitest";
import { parseModelList } from "./parse-model-list";

describe("parseModelList", () => {
  it("reads what Moonshot tells", () => {
    const data = [
      {
        id: "kimi-k2.6",
        object: "model",
        owned_by: "moonshot",
        context_length: 262_144,
        supports_image_in: true,
        supports_video_in: true,
        supports_reasoning: true,
      },
    ];
    expect(parseModelList({ object: "list", data })).toEqual([
      {
        id: "kimi-k2.6",
        contextLength: 262_144,
        supportsImage: true,
        supportsVideo: true,
        supportsReasoning: true,
      },
    ]);
  });

  it("reads what vLLM and SGLang serve under another name", () => {
    const data = [{ id: "default", root: "moonshotai/Kimi-K2.5", max_model_len: 131_072, parent: null }];
    expect(parseModelList({ data })).toEqual([
      { id: "default", servedFrom: "moonshotai/Kimi-K2.5", contextLength: 131_072 },
    ]);
  });

  it("reads OpenRouter's modalities and prices", () => {
    const data = [
      {
        id: "moonshotai/kimi-k2.5",
        architecture: { input_modalities: ["text", "image"] },
        pricing: { prompt: "0.00000055", completion: "0.0000029", input_cache_read: "0.0000001" },
      },
      { id: "free/model", pricing: { prompt: "0", completion: "0" } },
    ];
    expect(parseModelList({ data })).toEqual([
      {
        id: "moonshotai/kimi-k2.5",
        supportsImage: true,
        supportsVideo: false,
        prices: { cachedInput: 0.1, input: 0.55, output: 2.9 },
      },
      { id: "free/model", prices: { cachedInput: 0, input: 0, output: 0 } },
    ]);
  });

  it("takes Together's bare list, and leaves out what does not chat", () => {
    const list = [
      { id: "moonshotai/Kimi-K2.5", type: "chat" },
      { id: "black-forest-labs/x", type: "image" },
      { id: "BAAI/bge-embed-large" },
      { id: "openai/whisper-large-v3" },
      { id: "nvidia/llama-rerank-1b" },
      { id: "moonshotai/kimi-embed-chat" },
    ];
    expect(parseModelList(list)?.map((one) => one.id)).toEqual([
      "moonshotai/Kimi-K2.5",
      "moonshotai/kimi-embed-chat",
    ]);
  });

  it("skips entries and fields that are of another kind, and ids that come twice", () => {
    const data = [
      null,
      7,
      {},
      { id: "" },
      { id: 5 },
      { id: "a", context_length: "many", pricing: [] },
      { id: "a" },
    ];
    expect(parseModelList({ data })).toEqual([{ id: "a" }]);
  });

  it("says when it is no list, and reads no more than 2,000 entries", () => {
    for (const other of [undefined, "x", {}, { data: "x" }, { error: {} }]) {
      expect(parseModelList(other)).toBeUndefined();
    }
    const data = Array.from({ length: 2_500 }, (_, index) => ({ id: `m${index}` }));
    expect(parseModelList({ data })).toHaveLength(2_000);
  });
});
