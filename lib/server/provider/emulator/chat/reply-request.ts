import "server-only";
import type { DialectName, ModelCapabilities } from "@/lib/core/model/capabilities";
import type { ReplyRequest } from "../reply";
import type { ChatBody } from "./chat-body";
import type { ReadMessage } from "./read-messages";

/** Whether the last message is an assistant's that is to be gone on with, said in the dialect's own way. */
function continuesLast(body: ChatBody, dialect: DialectName): boolean {
  const last = body.messages.at(-1);
  if (last?.role !== "assistant") return false;
  if (dialect === "moonshot") return last.partial === true;
  return (dialect === "vllm" || dialect === "sglang") && body.continue_final_message === true;
}

/** What is asked, free of the dialect. A message to go on with is the `prefix` and not among the messages. */
export function replyRequest(
  body: ChatBody,
  read: readonly ReadMessage[],
  model: { dialect: DialectName; capabilities: ModelCapabilities; thinking: boolean },
): ReplyRequest {
  const messages = read.map(({ message }) => message);
  const prefix = continuesLast(body, model.dialect) ? messages.at(-1)?.text : undefined;
  const asked = prefix === undefined ? messages : messages.slice(0, -1);
  const choice = body.tool_choice ?? "auto";
  return {
    model: body.model,
    capabilities: model.capabilities,
    thinking: model.thinking,
    system: asked.flatMap((message) => (message.role === "system" ? [message.text] : [])).join("\n"),
    messages: asked,
    tools: (body.tools ?? []).map(({ function: tool }) => ({
      name: tool.name,
      description: tool.description ?? "",
      parameters: tool.parameters ?? {},
    })),
    toolChoice: typeof choice === "string" ? choice : { name: choice.function.name },
    ...(prefix !== undefined && { prefix }),
  };
}

/** Whether the model will think: as the vendor's switch says, where the model has one. */
export function willThink(asked: boolean | undefined, { thinking }: ModelCapabilities): boolean {
  if (thinking.mode === "always" || thinking.mode === "effort") return true;
  return thinking.mode !== "none" && (asked ?? thinking.default);
}
