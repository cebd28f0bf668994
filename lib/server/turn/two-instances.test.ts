import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChatProvider } from "../agent/providers";
import { startPostgres } from "../database/fixtures/postgres-server";
import { removeFolder, scriptedProvider, type TurnSetup, turnSetup } from "./fixtures/turn-setup";
import { readConversation } from "./read-conversation";
import { startTurn } from "./start-turn";
import { stopTurn } from "./stop-turn";
import { viewTurn } from "./view-turn";

const endless: ChatProvider["chat"] = async function* (_request, signal) {
  for (let count = 0; ; count += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    signal.throwIfAborted();
    yield [{ type: "text-delta", text: `word${count} ` }];
  }
};

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let here: TurnSetup;
let there: TurnSetup;

beforeAll(async () => {
  postgres = await startPostgres();
  here = await turnSetup(scriptedProvider(endless), { databaseUrl: postgres.address });
  there = await turnSetup(scriptedProvider(endless), { databaseUrl: postgres.address });
});

afterAll(async () => {
  for (const setup of [here, there]) {
    await setup.close();
    removeFolder(setup.folder);
  }
  await postgres.stop();
});

it("a turn of one instance is watched, read and stopped from another over PostgreSQL", async () => {
  const input = { parts: [{ type: "text" as const, text: "Go" }], thinking: false };
  const { turnId, finished } = await startTurn({ ctx: here.ctx, input });
  const decoder = new TextDecoder();
  let text = "";
  let stopped: Promise<boolean> | undefined;
  for await (const bytes of await viewTurn({ ctx: there.ctx, input: { turnId, after: 0 } })) {
    text += decoder.decode(bytes, { stream: true });
    if (text.includes("word20 ")) stopped ??= stopTurn({ ctx: there.ctx, input: { turnId } });
  }
  expect(await stopped).toBe(true);
  await finished;
  expect(text).toMatch(/^id: 1\nevent: turn-start\n/);
  expect(text).toMatch(/event: turn-end\ndata: \{"reason":"stopped",.*\}\n\n$/);
  const conversationId = /"conversationId":"([^"]+)"/.exec(text)?.[1] ?? "";
  const stored = await readConversation({ ctx: there.ctx, input: { conversationId } });
  expect(stored.messages[1]?.turn).toMatchObject({ status: "ended", reason: "stopped" });
  expect(stored.messages[1]?.parts).toMatchObject([
    { type: "text", text: expect.stringContaining("word20 ") },
  ]);
});
