import "server-only";
import type { Plan } from "../stream/plan";
import type { Change, Scenario } from "./scenario";
import { after, latexAnswer, prose } from "./scripted-text";

/** Ten minutes at the pace of the scenario. */
const slowTokens = 12_000;
const longTokens = 60_000;
/** How many tokens of text are sent before a stream breaks. */
const tokensBeforeFault = 12;
const firstTokenMs = 8_000;

let slowText: string | undefined;
let longText: string | undefined;

/** Scenarios of pace, of size, and of connections that fail. */
export const faults: readonly Scenario[] = [
  {
    id: "scenario-slow",
    shows: "a very long answer in words at 20 tokens/s whatever the speed is set to; next to no reasoning",
    reply: ({ thinking, prefix }) => {
      slowText ??= prose(slowTokens, 0);
      return {
        reasoning: thinking ? "They want it slowly." : "",
        text: after(prefix, slowText),
        toolCalls: [],
      };
    },
    change: ({ plan }) => ({ ...plan, tokensPerSecond: 20 }),
  },
  {
    id: "scenario-slow-first-token",
    shows: "8 s without a token, then the true answer",
    change: ({ plan }) => ({ ...plan, firstTokenMs }),
  },
  {
    id: "scenario-stall",
    shows: "silence after some text, the connection stays open",
    change: (change) => ({ ...broken(change), end: "silence" }),
  },
  {
    id: "scenario-drop",
    shows: "the body ends after some text, without a finish reason",
    change: (change) => ({ ...broken(change), end: "cut" }),
  },
  {
    id: "scenario-reset",
    shows: "the connection is reset after some text",
    change: (change) => ({ ...broken(change), end: "reset" }),
  },
  {
    id: "scenario-error-event",
    shows: "an error as an event after some text, in the vendor's form",
    change: (change) => {
      const plan = broken(change);
      const raw = change.wire.midStreamError(change.meta, "Provider disconnected");
      return { ...plan, items: [...plan.items, { raw, tokens: 0 }], end: "cut" };
    },
  },
  {
    id: "scenario-long",
    shows: "an answer of 60,000 tokens under headings",
    defaultOutputTokens: 98_304,
    reply: ({ thinking, prefix }) => {
      longText ??= prose(longTokens, 8);
      return {
        reasoning: thinking ? "A long answer was asked for." : "",
        text: after(prefix, longText),
        toolCalls: [],
      };
    },
  },
  {
    id: "scenario-latex",
    shows: "an answer full of formulas, in all four delimiters",
    reply: ({ thinking, prefix }) => ({
      reasoning: thinking ? "Square the integral and go to polar coordinates." : "",
      text: after(prefix, latexAnswer),
      toolCalls: [],
    }),
  },
  {
    id: "scenario-empty",
    shows: "an answer with nothing in it, finished normally",
    reply: () => ({ reasoning: "", text: "", toolCalls: [] }),
  },
  { id: "scenario-redirect", shows: "the true answer, but from kimi-k3", redirects: true },
];

/** The reasoning and the first tokens of text, with no finish. */
function broken({ plan }: Change): Plan {
  const firstText = plan.items.findIndex((item) => !("raw" in item) && item.text !== undefined);
  const items = plan.items.slice(0, Math.max(0, firstText) + tokensBeforeFault);
  return { ...plan, items, finish: null, usage: null };
}
