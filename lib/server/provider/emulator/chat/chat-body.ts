import "server-only";
import { z } from "zod";
import { invalid } from "../wire/vendor-error";

const mediaAddress = z.union([z.string(), z.looseObject({ url: z.string() })]);
const part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  image_url: mediaAddress.optional(),
  video_url: mediaAddress.optional(),
});
const toolCall = z.looseObject({
  id: z.string(),
  type: z.string().optional(),
  function: z.looseObject({ name: z.string(), arguments: z.string().optional() }),
});
const message = z.looseObject({
  role: z.enum(["system", "user", "assistant", "tool"]),
  content: z.union([z.string(), z.array(part)]).nullish(),
  tool_calls: z.array(toolCall).nullish(),
  tool_call_id: z.string().nullish(),
  partial: z.boolean().nullish(),
});
const tool = z.looseObject({
  type: z.string(),
  function: z.looseObject({
    name: z.string(),
    description: z.string().nullish(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
  }),
});
const limit = z.int("must be a whole number").min(1, "must be at least 1").nullish();
const responseFormat = z.looseObject({ type: z.enum(["text", "json_object", "json_schema"]) });

const chatBody = z.looseObject({
  model: z.string(),
  messages: z.array(message).min(1, "must not be empty"),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  n: z.number().nullish(),
  presence_penalty: z.number().nullish(),
  frequency_penalty: z.number().nullish(),
  max_tokens: limit,
  max_completion_tokens: limit,
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: z
    .union([
      z.enum(["auto", "none", "required"]),
      z.looseObject({ type: z.string(), function: z.looseObject({ name: z.string() }) }),
    ])
    .nullish(),
  response_format: responseFormat.nullish(),
  prompt_cache_key: z.string().nullish(),
  continue_final_message: z.boolean().nullish(),
  add_generation_prompt: z.boolean().nullish(),
});

/** What may be sent; every other field is kept, and read by the wire that knows it. */
export type ChatBody = z.infer<typeof chatBody>;
export type WireMessage = ChatBody["messages"][number];

const countBody = z.looseObject({
  model: z.string(),
  messages: z.array(message).min(1, "must not be empty"),
});

/** @throws VendorError when the bytes are no JSON object of this shape */
export function parseChatBody(bytes: Uint8Array): ChatBody {
  return parsed(bytes, chatBody);
}

/** The body of a token count: a model and messages. @throws VendorError */
export function parseCountBody(bytes: Uint8Array): z.infer<typeof countBody> {
  return parsed(bytes, countBody);
}

function parsed<T>(bytes: Uint8Array, schema: z.ZodType<T>): T {
  const result = schema.safeParse(json(bytes));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path.join(".") ?? "";
  throw invalid(`Invalid request: ${[path, issue?.message].filter(Boolean).join(": ")}`, path || undefined);
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw invalid("Invalid request: the body is not valid JSON");
  }
}
