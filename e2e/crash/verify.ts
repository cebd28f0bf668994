import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { applyEvent, startState } from "@/lib/core/message/apply-event";
import type { Conversation, Message } from "@/lib/core/message/message";
import type { KnownConversation, Ledger, SeenTurn } from "./ledger";
import { compare, readTurn } from "./replay";

export type Findings = {
  /** One sentence for each acknowledged thing that is not there as it was. */
  lost: string[];
  /** How far the log was behind at most, of turns that were cut. */
  behindMs: number;
  interrupted: number;
};

/** Looks whether everything of all rounds so far is there, and takes down what the turns of the last one became. */
export async function verify(url: string, ledger: Ledger, killedAt: number): Promise<Findings> {
  const findings: Findings = { lost: [], behindMs: 0, interrupted: 0 };
  const stored = new Map<string, Conversation>();
  for (const known of ledger.conversations.values()) {
    const conversation = await readConversation(url, known, findings);
    if (conversation) stored.set(known.id, conversation);
  }
  for (const turn of ledger.turns) {
    const conversation = stored.get(turn.start.conversationId);
    if (!conversation) continue;
    await verifyTurn(url, turn, conversation, killedAt, findings).catch((error: Error) =>
      findings.lost.push(`turn ${turn.start.turnId}: ${error.message}`),
    );
  }
  for (const [id, conversation] of stored) settle(ledger.conversation(id), conversation, findings);
  await verifyBlobs(url, ledger, findings);
  ledger.turns = [];
  return findings;
}

async function readConversation(
  url: string,
  known: KnownConversation,
  { lost }: Findings,
): Promise<Conversation | undefined> {
  const conversation = await readSettled(url, known.id);
  if (typeof conversation === "number") {
    if (conversation !== 404) lost.push(`conversation ${known.id} answers ${conversation}`);
    else if (!known.deletion) lost.push(`conversation ${known.id} is gone`);
    else known.deletion = "acknowledged";
    return undefined;
  }
  if (known.deletion === "acknowledged") {
    lost.push(`conversation ${known.id} is there again after its deletion`);
    return undefined;
  }
  delete known.deletion;
  const { title } = conversation;
  const possible = [known.title, ...known.askedTitles];
  if (known.title !== undefined && !possible.includes(title))
    lost.push(`conversation ${known.id} is called "${title}" and not "${possible.join('" or "')}"`);
  known.title = title;
  known.askedTitles = [];
  return conversation;
}

/** Reads a conversation once no turn in it runs; the status when there is no such conversation. */
async function readSettled(url: string, id: string): Promise<Conversation | number> {
  for (const until = performance.now() + 20_000; ; await sleep(100)) {
    const response = await fetch(`${url}/api/conversations/${id}`);
    if (!response.ok) {
      await response.body?.cancel();
      return response.status;
    }
    const conversation: Conversation = await response.json();
    const running = conversation.messages.some((message) => message.turn?.status === "running");
    if (!running || performance.now() > until) return conversation;
  }
}

async function verifyTurn(
  url: string,
  turn: SeenTurn,
  conversation: Conversation,
  killedAt: number,
  findings: Findings,
): Promise<void> {
  const { start, events, asked } = turn;
  const say = (problem: string) => findings.lost.push(`turn ${start.turnId}: ${problem}`);
  const find = (id: string) => conversation.messages.find((message) => message.id === id);
  const user = find(start.userMessageId);
  if (!user || (asked && !holds(user, asked))) say("its question is not there as it was asked");
  const answer = find(start.assistantMessageId);
  if (answer?.turn?.status !== "ended")
    return void say(`its answer is ${answer?.turn?.status ?? "not there"}`);

  const replay = await readTurn(url, start.turnId, 0);
  const { problems, behindMs, state } = compare(turn, replay, killedAt);
  problems.forEach(say);
  findings.behindMs = Math.max(findings.behindMs, behindMs);
  if (
    answer.turn.id === start.turnId &&
    !isDeepStrictEqual(answer.parts, JSON.parse(JSON.stringify(state.parts)))
  )
    say("its stored answer is not what its events say");

  const end = events.at(-1)?.event;
  if (turn.stopped && state.end?.reason !== "stopped")
    say(`its stop was acknowledged, but it ended as ${state.end?.reason}`);
  if (end?.type === "turn-end") return;
  if (state.end?.reason === "interrupted") findings.interrupted += 1;
  // A reader who saw more than the log has must be told the end all the same.
  const seen = events.reduce(applyEvent, startState(turn.before.slice(0, start.parts)));
  const resumed = (await readTurn(url, start.turnId, seen.seq)).reduce(applyEvent, seen);
  if (!resumed.end)
    say(`a reader who goes on from ${seen.seq} is not told the end, which is number ${state.seq}`);
}

function holds(message: Message, asked: NonNullable<SeenTurn["asked"]>): boolean {
  return (
    message.parts.length === asked.length &&
    asked.every((part, index) =>
      isDeepStrictEqual({ ...message.parts[index], ...part }, message.parts[index]),
    )
  );
}

/** What was whole at an earlier restart must not have changed; what is whole now is written down. */
function settle(known: KnownConversation, conversation: Conversation, { lost }: Findings): void {
  const now = new Map(conversation.messages.map((message) => [message.id, JSON.stringify(message.parts)]));
  for (const [id, parts] of known.settled)
    if (now.get(id) !== parts) lost.push(`message ${id} ${now.has(id) ? "has changed" : "is gone"}`);
  known.settled = now;
  known.busy = false;
  delete known.lastAnswer;
  const last = conversation.messages.find((message) => message.id === conversation.leafId);
  if (last?.role !== "assistant" || !last.turn?.reason) return;
  const mayContinue = ["interrupted", "stopped", "cut-off", "length"].includes(last.turn.reason);
  known.lastAnswer = { id: last.id, parts: last.parts, mayContinue };
}

async function verifyBlobs(url: string, ledger: Ledger, { lost }: Findings): Promise<void> {
  const read = async (hash: string): Promise<"right" | "wrong" | number> => {
    const response = await fetch(`${url}/api/media/${hash}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) return response.status;
    return createHash("sha256").update(bytes).digest("hex") === hash ? "right" : "wrong";
  };
  for (const hash of ledger.blobs.keys()) {
    const found = await read(hash);
    if (found !== "right") lost.push(`blob ${hash} is ${found}`);
  }
  for (const hash of ledger.attempted) {
    const found = await read(hash);
    if (found !== "right" && found !== 404) lost.push(`an upload that was cut, ${hash}, is ${found}`);
  }
}
