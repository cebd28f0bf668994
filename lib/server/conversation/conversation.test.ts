import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "../database/open-database";
import { deleteConversation } from "./delete-conversation";
import { getConversation } from "./get-conversation";
import { listConversations } from "./list-conversations";
import { readPath } from "./read-path";
import { titleFrom } from "./title-from";
import { updateConversation } from "./update-conversation";

const folders: string[] = [];
let store: OpenDatabase;
const clock = () => 9_000;

beforeEach(async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "perigee-conversation-"));
  folders.push(dataFolder);
  store = await openDatabase({ dataFolder }, () => {});
  return async () => await store.close();
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function insert(id: string, updatedAt: number): Promise<void> {
  await store.database
    .insertInto("conversations")
    .values({ id, title: `About ${id}`, createdAt: 1, updatedAt, leafId: null })
    .execute();
}

async function insertMessage(id: string, conversationId: string, parentId: string | null, at: number) {
  await store.database
    .insertInto("messages")
    .values({
      id,
      conversationId,
      parentId,
      role: at % 2 ? "user" : "assistant",
      parts: '[{"type":"text","text":"x"}]',
      createdAt: at,
    })
    .execute();
}

const ctx = () => ({ database: store.database, clock });

describe("the list of conversations", () => {
  it("pages newest first without holes or doubles, also among equal times", async () => {
    for (let index = 0; index < 7; index += 1) await insert(`c${index}`, index < 3 ? 100 : 200);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listConversations({ ctx: ctx(), input: { limit: 2, ...(cursor && { cursor }) } });
      seen.push(...page.conversations.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(["c6", "c5", "c4", "c3", "c2", "c1", "c0"]);
  });

  it("refuses a cursor that it did not give", async () => {
    await expect(listConversations({ ctx: ctx(), input: { limit: 2, cursor: "x" } })).rejects.toMatchObject({
      code: "invalid-request",
    });
  });
});

describe("one conversation", () => {
  beforeEach(async () => {
    await insert("c", 100);
    await insertMessage("q1", "c", null, 1);
    await insertMessage("a1", "c", "q1", 2);
    await insertMessage("q2", "c", "a1", 3);
    await insertMessage("q2b", "c", "a1", 5);
  });

  it("is read with its whole tree, and a path with one branch of it", async () => {
    const { messages } = await getConversation({ ctx: ctx(), input: { conversationId: "c" } });
    expect(messages.map(({ id, parentId }) => [id, parentId])).toEqual([
      ["q1", null],
      ["a1", "q1"],
      ["q2", "a1"],
      ["q2b", "a1"],
    ]);
    const path = await readPath({ ctx: ctx(), input: { conversationId: "c", messageId: "q2b" } });
    expect(path.map(({ id }) => id)).toEqual(["q1", "a1", "q2b"]);
  });

  it("moves up when it is renamed, and stays when a branch is chosen", async () => {
    const chosen = await updateConversation({ ctx: ctx(), input: { conversationId: "c", leafId: "q2" } });
    expect(chosen.updatedAt).toBe(100);
    const renamed = await updateConversation({ ctx: ctx(), input: { conversationId: "c", title: "New" } });
    expect(renamed).toMatchObject({ title: "New", updatedAt: 9_000 });
    expect((await getConversation({ ctx: ctx(), input: { conversationId: "c" } })).leafId).toBe("q2");
  });

  it("knows nothing of other conversations' messages, nor of what is gone", async () => {
    await insert("other", 100);
    const none = { code: "not-found" };
    const input = { conversationId: "other", messageId: "q1" };
    await expect(readPath({ ctx: ctx(), input })).rejects.toMatchObject(none);
    await expect(
      updateConversation({ ctx: ctx(), input: { conversationId: "other", leafId: "q1" } }),
    ).rejects.toMatchObject(none);
    await deleteConversation({ ctx: ctx(), input: { conversationId: "c" } });
    await expect(getConversation({ ctx: ctx(), input: { conversationId: "c" } })).rejects.toMatchObject(none);
    await expect(deleteConversation({ ctx: ctx(), input: { conversationId: "c" } })).rejects.toMatchObject(
      none,
    );
  });
});

describe("titleFrom", () => {
  it.each([
    ["  What is this?\nMore", "What is this?"],
    [`${"word ".repeat(20)}`, `${"word ".repeat(11)}word…`],
    ["月".repeat(80), `${"月".repeat(60)}…`],
  ])("takes the first line of %j", (text, title) => expect(titleFrom([{ type: "text", text }])).toBe(title));

  it("falls back to the name of an attachment, and then to nothing", () => {
    const image = { type: "image" as const, blob: "ab", mediaType: "image/png", bytes: 1 };
    expect(
      titleFrom([
        { type: "text", text: " " },
        { ...image, name: "plan.png" },
      ]),
    ).toBe("plan.png");
    expect(titleFrom([image])).toBe("");
  });
});
