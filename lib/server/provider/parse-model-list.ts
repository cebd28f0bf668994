import "server-only";
import { z } from "zod";
import type { ReportedModel } from "@/lib/core/model/capabilities";
import { isKimiId } from "@/lib/core/model/model-family";

const maxModels = 2_000;

// Nothing but the id is relied on: a field of another kind counts as not there.
const count = z.number().int().positive().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const word = z.string().max(1_000).optional().catch(undefined);
const amount = z
  .union([z.number(), z.string().regex(/^\d/).transform(Number)])
  .optional()
  .catch(undefined);

const listed = z.object({
  id: z.string().trim().min(1).max(300),
  type: word,
  root: word,
  context_length: count,
  context_window: count,
  max_model_len: count,
  max_completion_tokens: count,
  supports_image_in: flag,
  supports_video_in: flag,
  supports_reasoning: flag,
  supports_image_input: flag,
  architecture: z
    .object({ input_modalities: z.array(z.string()) })
    .optional()
    .catch(undefined),
  pricing: z
    .object({ prompt: amount, completion: amount, input_cache_read: amount })
    .optional()
    .catch(undefined),
});

const envelope = z.union([
  z.array(z.unknown()),
  z.object({ data: z.array(z.unknown()) }).transform((body) => body.data),
  z.object({ models: z.array(z.unknown()) }).transform((body) => body.models),
]);

/**
 * The chat models of a `GET /models` answer, in its order. Vendors agree on `id` alone: Moonshot tells modalities,
 * vLLM and SGLang what is served and how long, OpenRouter modalities and prices, Together the kind of model.
 * @returns undefined when it is no list of models at all
 */
export function parseModelList(json: unknown): ReportedModel[] | undefined {
  const list = envelope.safeParse(json);
  if (!list.success) return undefined;
  const seen = new Map<string, ReportedModel>();
  for (const item of list.data.slice(0, maxModels)) {
    const one = listed.safeParse(item);
    if (one.success && chats(one.data)) seen.set(one.data.id, reportedModel(one.data));
  }
  return [...seen.values()];
}

type Listed = z.infer<typeof listed>;

const otherTypes = /^(image|video|audio|embedding|rerank|moderation|transcribe|speech)/i;
const otherIds =
  /embed|rerank|whisper|(^|[-/])tts|moderation|dall-e|stable-diffusion|(^|\/)flux|-asr|retriever|reward|clip-vit/i;

function chats({ id, type }: Listed): boolean {
  return isKimiId(id) || !(otherTypes.test(type ?? "") || otherIds.test(id));
}

function reportedModel(model: Listed): ReportedModel {
  const modalities = model.architecture?.input_modalities;
  const known: { [field in keyof ReportedModel]: ReportedModel[field] | undefined } = {
    id: model.id,
    contextLength: model.context_length ?? model.context_window ?? model.max_model_len,
    supportsImage: model.supports_image_in ?? model.supports_image_input ?? modalities?.includes("image"),
    supportsVideo: model.supports_video_in ?? modalities?.includes("video"),
    supportsReasoning: model.supports_reasoning,
    maxOutputTokens: model.max_completion_tokens,
    prices: pricesOf(model.pricing),
    servedFrom: model.root,
  };
  // What is undefined is taken out, so that a spread of it hides nothing.
  return Object.fromEntries(
    Object.entries(known).filter(([, value]) => value !== undefined),
  ) as ReportedModel;
}

/** OpenRouter's are dollars per token, as text; without a price for cached tokens they are billed as any other. */
function pricesOf(pricing: Listed["pricing"]): ReportedModel["prices"] {
  const { prompt, completion, input_cache_read: cached = prompt } = pricing ?? {};
  if (prompt === undefined || completion === undefined || cached === undefined) return undefined;
  const perMillion = (dollars: number) => Math.round(dollars * 1e12) / 1e6;
  return { cachedInput: perMillion(cached), input: perMillion(prompt), output: perMillion(completion) };
}
