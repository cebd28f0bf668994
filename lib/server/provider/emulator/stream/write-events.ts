import "server-only";
import type { Json, Meta, VendorWire } from "../wire/vendor-wire";
import { ConnectionReset } from "./connection-reset";
import { Pace, type Sleep, sleepUntilAborted } from "./pace";
import { coarser, type Plan } from "./plan";

export type WriteOptions = {
  wire: VendorWire;
  meta: Meta;
  includeUsage: boolean;
  tokensPerSecond: number;
  sleep: Sleep;
  signal: AbortSignal;
};

/** At full speed a chunk holds a few tokens, and several events go out in one write. */
const tokensPerChunk = 4;
const eventsPerWrite = 16;

/** The answer's events as server-sent text, at the plan's pace and with the plan's end. */
export async function* writeEvents(plan: Plan, options: WriteOptions): AsyncGenerator<string> {
  const { wire, meta, sleep, signal } = options;
  const rate = plan.tokensPerSecond ?? options.tokensPerSecond;
  const isUnlimited = rate === Number.POSITIVE_INFINITY;
  const pace = new Pace(rate, sleep, signal);
  let waiting = "";
  let count = 0;
  if (wire.greeting) yield `: ${wire.greeting}\n\n`;
  if (plan.firstTokenMs) {
    await sleep(plan.firstTokenMs, signal);
    pace.restart();
  }
  if (wire.opening) yield event(wire.chunk(meta, [wire.choice(wire.opening, null)]));
  const items = isUnlimited ? coarser(plan.items, tokensPerChunk) : plan.items;
  for (const [index, item] of items.entries()) {
    await pace.wait(item.tokens);
    const isLast = index === items.length - 1 && plan.finishOn === "last-piece";
    waiting += event("raw" in item ? item.raw : pieceChunk(item, index === 0, isLast, plan, options));
    count += 1;
    if (isUnlimited && count % eventsPerWrite !== 0) continue;
    yield waiting;
    waiting = "";
  }
  yield waiting + closing(plan, items, options);
  if (plan.end === "silence") await sleepUntilAborted(signal);
  if (plan.end === "reset") throw new ConnectionReset();
}

function pieceChunk(
  piece: Exclude<Plan["items"][number], { raw: Json }>,
  isFirst: boolean,
  isLast: boolean,
  plan: Plan,
  { wire, meta }: WriteOptions,
): Json {
  const delta = wire.delta(piece, isFirst);
  return isLast ? finishChunk(delta, plan, wire, meta) : wire.chunk(meta, [wire.choice(delta, null)]);
}

function finishChunk(delta: Json, plan: Plan, wire: VendorWire, meta: Meta): Json {
  const { inChoice, onFinish } = plan.usage ? wire.usagePlaces(plan.usage, false) : {};
  const choice = wire.choice(delta, plan.finish);
  return wire.chunk(meta, [plan.finish && inChoice ? { ...choice, usage: inChoice } : choice], onFinish);
}

function closing(plan: Plan, items: Plan["items"], { wire, meta, includeUsage }: WriteOptions): string {
  let text = "";
  const last = items.at(-1);
  const isFinished = plan.finishOn === "last-piece" && last && !("raw" in last);
  if (plan.finish && !isFinished) {
    const delta = wire.opening ? {} : wire.delta({ text: "", tokens: 0 }, items.length === 0);
    text += event(finishChunk(delta, plan, wire, meta));
  }
  const extra = plan.finish && plan.usage ? wire.usagePlaces(plan.usage, includeUsage).extra : undefined;
  if (extra) text += event(wire.chunk(meta, extra.choices, extra.usage));
  return plan.end === "done" ? `${text}data: [DONE]\n\n` : text;
}

function event(value: Json): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
