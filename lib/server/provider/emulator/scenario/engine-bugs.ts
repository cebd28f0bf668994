import "server-only";
import type { Reply } from "../reply";
import { callPieces, type Plan, reasoningPieces, textPieces, withinLimit } from "../stream/plan";
import { countTokens } from "../stream/tokens";
import type { Change, Scenario } from "./scenario";
import { toolMarkers } from "./tool-markers";

const starvedTokens = 200;

/** One scenario for each bug of real engines that a client must survive. */
export const engineBugs: readonly Scenario[] = [
  {
    id: "scenario-b1-think-in-content",
    shows: "thinking: the reasoning and </think> stand at the start of the text (no reasoning parser)",
    change: ({ plan, reply, request, wire }) =>
      request.thinking
        ? {
            ...plan,
            items: [
              ...textPieces(`${reply.reasoning}</think>${reply.text}`),
              ...callPieces(reply.toolCalls, wire, 0),
            ],
          }
        : plan,
  },
  {
    id: "scenario-b2-answer-in-reasoning",
    shows: "instant: the answer comes in the reasoning field, the text is null",
    change: ({ plan, reply, request }) =>
      request.thinking ? plan : { ...plan, items: reasoningPieces(reply.text) },
  },
  {
    id: "scenario-b3-leaked-tool-markers",
    shows: "a tool call as raw markers, in the reasoning while thinking, else in the text; finish stop",
    change: leakedMarkers,
  },
  {
    id: "scenario-b4-missing-section",
    shows: "a tool call as raw markers in the text, without the section around it",
    change: ({ plan, reply, request }) => ({
      ...plan,
      items: [
        ...reasoningPieces(reply.reasoning),
        ...textPieces(reply.text + toolMarkers(leaked(reply, request), { section: false, id: "proper" })),
      ],
      finish: "stop",
    }),
  },
  {
    id: "scenario-b5-malformed-ids",
    shows: "a tool call as raw markers in the text, its id without dot and colon",
    change: ({ plan, reply, request }) => ({
      ...plan,
      items: [
        ...reasoningPieces(reply.reasoning),
        ...textPieces(reply.text + toolMarkers(leaked(reply, request), { section: true, id: "malformed" })),
      ],
      finish: "stop",
    }),
  },
  {
    id: "scenario-b6-broken-arguments",
    shows: "a tool call whose arguments lack their end, and no text before it",
    change: ({ plan, reply, request, wire }) => {
      const calls = leaked(reply, request).map((call) => ({
        ...call,
        arguments: call.arguments.replace(/\}\s*$/, ""),
      }));
      const items = [...reasoningPieces(reply.reasoning), ...callPieces(calls, wire, 0)];
      return { ...plan, items, finish: "tool_calls" };
    },
  },
  {
    id: "scenario-b7-reasoning-eats-cap",
    shows: "thinking: the reasoning uses up the whole output limit; no text, finish length",
    change: (change) => (change.request.thinking ? starved(change) : change.plan),
  },
  {
    id: "scenario-b8-truncated-thinking-as-content",
    shows: "thinking: reasoning that was cut by the limit stands in the text; finish length",
    change: ({ plan, reply, request }) => {
      if (!request.thinking) return plan;
      const half = reply.reasoning.slice(0, Math.ceil(reply.reasoning.length / 2));
      return { ...plan, items: textPieces(half), finish: "length" };
    },
  },
  {
    id: "scenario-b9-mixed-delta",
    shows: "reasoning, text and the finish reason share their chunks",
    change: ({ plan, reply, wire }) => {
      const text = textPieces(reply.text);
      const reasoning = reasoningPieces(reply.reasoning);
      const mixed = Array.from({ length: Math.max(text.length, reasoning.length) }, (_, index) => ({
        ...reasoning[index],
        ...text[index],
        tokens: (reasoning[index]?.tokens ?? 0) + (text[index]?.tokens ?? 0),
      }));
      return { ...plan, items: [...mixed, ...callPieces(reply.toolCalls, wire, 0)], finishOn: "last-piece" };
    },
  },
  {
    id: "scenario-b10-empty-turn",
    shows: "nothing at all when an id of the history is not functions.name:n; else the true answer",
    change: ({ plan, request }) => {
      const ids = request.messages.flatMap((message) => message.toolCalls.map((call) => call.wireId));
      const isForeign = ids.some((id) => !/^functions\..+:\d+$/.test(id));
      return isForeign ? { ...plan, items: [], finish: "stop" } : plan;
    },
  },
  {
    id: "scenario-b11-duplicate-ids",
    shows: "every tool call of every step has an id that ends in :0",
    change: ({ plan }) => ({
      ...plan,
      items: plan.items.map((item) =>
        "raw" in item || !item.toolCalls
          ? item
          : {
              ...item,
              toolCalls: item.toolCalls.map((call) =>
                call.id === undefined ? call : { ...call, id: call.id.replace(/:\d+$/, ":0") },
              ),
            },
      ),
    }),
  },
  {
    id: "scenario-b12-odd-chunks",
    shows: "chunks without choices, with none, with delta null and with text null in between",
    change: oddChunks,
  },
  {
    id: "scenario-b13-error-object",
    shows: "an object of type error as the first event after status 200",
    change: ({ plan }) => ({
      ...plan,
      items: [
        {
          raw: { object: "error", message: "engine died", type: "InternalServerError", code: 500 },
          tokens: 0,
        },
      ],
      finish: null,
      usage: null,
      end: "cut",
    }),
  },
  {
    id: "scenario-b14-no-finish",
    shows: "the whole answer, then the end without finish reason, usage or [DONE]",
    change: ({ plan }) => ({ ...plan, finish: null, usage: null, end: "cut" }),
  },
  {
    id: "scenario-b15-no-usage",
    shows: "the true answer without any token counts",
    change: ({ plan }) => ({ ...plan, usage: null }),
  },
];

/** The calls to leak: the composed ones, else one of the first tool declared, else one nobody declared. */
function leaked(reply: Reply, request: Change["request"]): Reply["toolCalls"] {
  if (reply.toolCalls.length > 0) return reply.toolCalls;
  const declared = request.tools[0];
  return [
    declared ? { toolName: declared.name, arguments: "{}" } : { toolName: "calc", arguments: '{"a":1}' },
  ];
}

function leakedMarkers({ plan, reply, request }: Change): Plan {
  const markers = toolMarkers(leaked(reply, request), { section: true, id: "proper" });
  const items = request.thinking
    ? [...reasoningPieces(reply.reasoning + markers), ...textPieces(reply.text)]
    : textPieces(reply.text + markers);
  return { ...plan, items, finish: "stop" };
}

function starved({ plan, reply, limit }: Change): Plan {
  const most = limit ?? starvedTokens;
  const once = reply.reasoning || "Still thinking about it. ";
  const pieces = reasoningPieces(`${once} `.repeat(Math.ceil(most / countTokens(once)) + 1));
  return { ...plan, items: withinLimit(pieces, most), finish: "length" };
}

function oddChunks({ plan, wire, meta }: Change): Plan {
  const { choices: _none, ...withoutChoices } = wire.chunk(meta, []);
  const choice = (delta: unknown) => ({ index: 0, delta, finish_reason: null });
  const odd = [
    wire.chunk(meta, []),
    withoutChoices,
    wire.chunk(meta, [choice(null)]),
    wire.chunk(meta, [choice({ content: null })]),
  ].map((raw) => ({ raw, tokens: 0 as const }));
  const middle = Math.floor(plan.items.length / 2);
  return { ...plan, items: [...odd, ...plan.items.slice(0, middle), ...odd, ...plan.items.slice(middle)] };
}
