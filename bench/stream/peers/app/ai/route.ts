import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createUIMessageStreamResponse, streamText, toUIMessageStream } from "ai";

const upstream = createOpenAICompatible({ name: "upstream", baseURL: process.env.UPSTREAM_URL ?? "" });

/** The route of the AI SDK's own introduction, with the abort passed on. */
export async function POST(request: Request): Promise<Response> {
  const { prompt } = await request.json();
  const result = streamText({ model: upstream("bench"), prompt, abortSignal: request.signal });
  const headers = { "cache-control": "no-cache, no-transform" };
  return createUIMessageStreamResponse({ headers, stream: toUIMessageStream({ stream: result.stream }) });
}
