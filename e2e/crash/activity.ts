import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import type { StreamEvent } from "@/lib/core/message/stream-event";
import { followEvents } from "../event-stream";
import type { KnownConversation, Ledger, SeenTurn } from "./ledger";
import type { Random } from "./random";

/** One round's work against a running server, until it is cut. */
export type Round = {
  url: string;
  ledger: Ledger;
  random: Random;
  isCut: () => boolean;
  /** What went wrong while the server still lived. */
  problems: string[];
};

const json = { "content-type": "application/json" };
const prompts = [
  "Which is larger, 9.11 or 9.9?",
  "Write a function that reverses a string",
  "Build this page",
  "Explain in a few words what a write-ahead log is",
  "多模态模型是什么？",
];

/** Asks, uploads, renames and deletes side by side until the round is cut. */
export async function beBusy(round: Round): Promise<void> {
  const workers = [
    ...[1, 2, 3].map((number) => worker(round, `asks ${number}`, askSomething)),
    worker(round, "uploads", upload),
    worker(round, "keeps order", renameOrDelete),
  ];
  await Promise.all(workers);
}

async function worker(
  round: Round,
  name: string,
  work: (round: Round, random: Random) => Promise<void>,
): Promise<void> {
  const random = round.random.branch(name);
  while (!round.isCut()) {
    try {
      await work(round, random);
    } catch (error) {
      if (round.isCut()) return;
      round.problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      await sleep(50);
    }
  }
}

/** @throws Error for any answer but a good one; the server has no reason to refuse anything here. */
async function send(round: Round, method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(round.url + path, {
    method,
    headers: json,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

type Question = { body: Record<string, unknown>; known?: KnownConversation } & Pick<
  SeenTurn,
  "asked" | "before"
>;

function question(round: Round, random: Random): Question {
  const { ledger } = round;
  const model = random.share() < 0.15 ? { model: "scenario-slow" } : {};
  const how = { thinking: random.share() < 0.5, ...model };
  const known = random.share() < 0.6 ? random.pick(ledger.free()) : undefined;
  const last = known?.lastAnswer;
  if (known && last?.mayContinue && random.share() < 0.6) {
    const body = { conversationId: known.id, continue: last.id, ...how };
    return { known, before: last.parts, body };
  }
  if (known && last && random.share() < 0.2) {
    return { known, before: [], body: { conversationId: known.id, regenerate: last.id, ...how } };
  }
  const blob = random.share() < 0.3 ? random.pick([...ledger.blobs.keys()]) : undefined;
  const text = `${random.pick(prompts)} (${random.whole(1e9)})`;
  const parts = [{ type: "text", text }, ...(blob ? [{ type: "image", blob }] : [])];
  const to = known ? { conversationId: known.id } : {};
  return { ...(known && { known }), before: [], asked: parts, body: { parts, ...to, ...how } };
}

async function askSomething(round: Round, random: Random): Promise<void> {
  const asked = question(round, random);
  const { known } = asked;
  const stopAfter = random.share() < 0.2 ? 3 + random.whole(20) : undefined;
  if (known) {
    known.busy = true;
    // From here on the answer that is continued may change, acknowledged or not.
    if ("continue" in asked.body) known.settled.delete(String(asked.body.continue));
    delete known.lastAnswer;
  }
  await follow(round, asked, await send(round, "POST", "/api/turns", asked.body), stopAfter);
}

async function follow(
  round: Round,
  { asked, before }: Question,
  response: Response,
  stopAfter: number | undefined,
): Promise<void> {
  const { ledger } = round;
  let turn: SeenTurn | undefined;
  let stopping: Promise<void> | undefined;
  await followEvents(response, ({ id, event: type, data }) => {
    // The server's own types: what it sends is what `StreamEvent` says, and the replay is held against it later.
    const event = { ...data, type } as StreamEvent;
    if (event.type === "turn-start") {
      turn = { start: event, before, events: [], stopped: false, ...(asked && { asked }) };
      ledger.turns.push(turn);
      ledger.conversation(event.conversationId).busy = true;
    }
    turn?.events.push({ seq: id, event, at: performance.now() });
    if (event.type === "turn-end" && turn) ledger.conversation(turn.start.conversationId).busy = false;
    if (event.type === "turn-start" || event.type === "turn-end") ledger.acknowledge();
    if (turn && id === stopAfter) stopping = stopTurn(round, turn);
    return undefined;
  });
  await stopping;
  if (turn?.events.at(-1)?.event.type !== "turn-end" && !round.isCut())
    throw new Error("a stream ended without turn-end");
}

async function stopTurn(round: Round, turn: SeenTurn): Promise<void> {
  const response = await send(round, "POST", `/api/turns/${turn.start.turnId}/stop`, {}).catch(
    () => undefined,
  );
  const answer = await response?.json().catch(() => undefined);
  if (answer?.stopped !== true) return;
  turn.stopped = true;
  round.ledger.acknowledge();
}

async function upload(round: Round, random: Random): Promise<void> {
  const { ledger } = round;
  const side = random.share() < 0.2 ? 700 : 32 + random.whole(100);
  const noise = Buffer.alloc(side * side * 3);
  for (let at = 0; at < noise.length; at += 1) noise[at] = random.whole(256);
  const png = await sharp(noise, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
  const hash = createHash("sha256").update(png).digest("hex");
  ledger.attempted.add(hash);
  const response = await fetch(`${round.url}/api/media`, { method: "PUT", body: new Uint8Array(png) });
  if (!response.ok) throw new Error(`an upload answered ${response.status}: ${await response.text()}`);
  const { blob } = await response.json();
  if (blob !== hash) throw new Error(`an upload of ${hash} was stored as ${blob}`);
  ledger.attempted.delete(hash);
  ledger.blobs.set(hash, png.length);
  ledger.acknowledge();
  await sleep(random.whole(100));
}

async function renameOrDelete(round: Round, random: Random): Promise<void> {
  const { ledger } = round;
  const unneeded = random.share() < 0.1 ? random.pick(ledger.free()) : undefined;
  const known = random.pick(ledger.present());
  if (unneeded) {
    unneeded.deletion = "asked";
    await send(round, "DELETE", `/api/conversations/${unneeded.id}`);
    unneeded.deletion = "acknowledged";
    ledger.acknowledge();
  } else if (known) {
    const title = `Title ${random.whole(1e9)}`;
    known.askedTitles.push(title);
    await send(round, "PATCH", `/api/conversations/${known.id}`, { title });
    known.title = title;
    known.askedTitles = [];
    ledger.acknowledge();
  }
  await sleep(random.whole(60));
}
