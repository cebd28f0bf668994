import { describe, expect, it } from "vitest";
import type { ProviderRegistry } from "../agent/providers";
import { chooseModel } from "./choose-model";
import { removeFolder, scriptedProvider, turnSetup } from "./fixtures/turn-setup";
import { startTurn } from "./start-turn";
import { type StartTurnInput, startTurnInput } from "./start-turn-input";

type Request = Parameters<Parameters<typeof scriptedProvider>[0]>[0];

const silent = scriptedProvider(async function* () {
  yield [{ type: "finish", reason: "stop" }];
});
const providers: ProviderRegistry = { all: () => [silent], get: () => silent };

/** What reaches the provider of a turn. */
async function requestOf(input: StartTurnInput): Promise<Request> {
  const seen: Request[] = [];
  const setup = await turnSetup(
    scriptedProvider(async function* (request) {
      seen.push(request);
      yield [{ type: "finish", reason: "stop" }];
    }),
  );
  const { finished } = await startTurn({ ctx: setup.ctx, input });
  await finished;
  await setup.close();
  removeFolder(setup.folder);
  const [request] = seen;
  if (!request) throw new Error("Nothing was asked.");
  return request;
}

const say = { parts: [{ type: "text" as const, text: "Hi" }] };

describe("chooseModel", () => {
  it.each([
    ["kimi-k2.5", undefined, true, true],
    ["kimi-k2.5", false, false, false],
    ["kimi-k2.7-code", false, true, true],
    ["kimi-k3", undefined, true, true],
    ["kimi-k3", true, true, true],
    ["kimi-k3", false, true, false],
    ["llama-4", undefined, false, false],
    ["llama-4", true, true, true],
  ])("%s, thinking %s: thinks %s, is asked to %s", async (model, wanted, thinking, wish) => {
    expect(await chooseModel(providers, { model, thinking: wanted })).toMatchObject({
      model,
      thinking,
      wish,
    });
  });

  it("takes the default model, and refuses a provider that nobody configured", async () => {
    expect(await chooseModel(providers, {})).toMatchObject({ model: "kimi-k2.5" });
    const none = { all: () => [], get: () => undefined };
    await expect(chooseModel(none, {})).rejects.toMatchObject({ code: "provider-unknown" });
    await expect(chooseModel(none, { provider: "x" })).rejects.toMatchObject({ code: "provider-unknown" });
  });
});

describe("what a turn asks of the provider", () => {
  it("keeps the wish for less effort, and the output limit", async () => {
    const request = await requestOf({ ...say, model: "kimi-k3", thinking: false, maxOutputTokens: 98_304 });
    expect(request).toMatchObject({ model: "kimi-k3", thinking: false, maxOutputTokens: 98_304 });
  });

  it("names no output limit where none is asked for", async () => {
    expect(await requestOf(say)).not.toHaveProperty("maxOutputTokens");
  });
});

describe("startTurnInput", () => {
  const bodies = [say, { conversationId: "c", regenerate: "m" }, { conversationId: "c", continue: "m" }];

  it.each(bodies)("takes an output limit from 1 to 1,000,000: %j", (body) => {
    const takes = (maxOutputTokens: unknown) =>
      startTurnInput.safeParse({ ...body, maxOutputTokens }).success;
    expect([1, 1_000_000, undefined].map(takes)).toEqual([true, true, true]);
    expect([0, 1_000_001, 1.5, "9", null].map(takes)).toEqual([false, false, false, false, false]);
  });
});
