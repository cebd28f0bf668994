import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { ReasoningKey } from "@/lib/core/message/part";
import type { ModelCapabilities, ReportedModel } from "@/lib/core/model/capabilities";
import { capabilitiesOf } from "@/lib/core/model/catalogue";
import type { EndpointConfig } from "../config/config";
import { answer, type Prepared } from "./answer";
import type { ChatProvider, ChatRequest } from "./chat-provider";
import { createClient } from "./client";
import type { Limits } from "./deadline";
import type { WireFields } from "./dialect/chat-body";
import type { Dialect } from "./dialect/dialect";
import { dialects } from "./dialect/dialects";
import { encodeRequest } from "./dialect/encode-request";
import { estimateInput } from "./estimate-input";
import { httpFetch } from "./http-fetch";
import { isHosted } from "./is-hosted";
import { createModels } from "./list-models";
import { streamAnswer } from "./stream-answer";
import { createDecoder, type Decoder } from "./wire/decoder";

export type ProviderOptions = {
  id: string;
  label: string;
  isEmulator?: boolean;
  endpoint: EndpointConfig;
  fetch?: typeof fetch;
  limits?: Partial<Limits>;
  clock?: () => number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1, for the jitter of waits. */
  random?: () => number;
};

const defaultLimits: Limits = { firstByteMs: 120_000, idleMs: 300_000 };
/** Models of which something is remembered at once; the ids come from outside. */
const maxModels = 200;

/** A chat provider for a configured endpoint. Nothing is sent until it is asked for models or an answer. */
export function createProvider(options: ProviderOptions): ChatProvider {
  const { id, label, isEmulator = false, endpoint, fetch = httpFetch } = options;
  const { clock = Date.now, sleep = pause, random = Math.random } = options;
  const dialect = dialects[endpoint.dialect];
  const { baseUrl, apiKey, keyVariable, defaultModel } = endpoint;
  const client = createClient({ baseUrl, apiKey, fetch });
  const errorEndpoint = { label, keyVariable, isEmulator, ...(apiKey !== undefined && { apiKey }) };
  const limits = { ...defaultLimits, ...options.limits };
  const models = createModels({
    client,
    endpoint: errorEndpoint,
    defaultModel,
    clock,
    capabilitiesOf: (model, reported) => capabilitiesAt(endpoint, isEmulator, model, reported),
  });
  const keys = new Map<string, ReasoningKey>();
  const learn = (model: string, key: ReasoningKey) => {
    if (keys.size < maxModels) keys.set(model, key);
  };
  /** Models that were seen to think without a word of it in the content, and have no field for it either. */
  const clean = new Set<string>();
  const learnContent = (model: string, isClean: boolean) => {
    if (!isClean) clean.delete(model);
    else if (clean.size < maxModels) clean.add(model);
  };

  const prepare = async (request: ChatRequest): Promise<Prepared> => {
    const capabilities = await models.capabilitiesOf(request.model);
    const input = { request, capabilities, seenKey: keys.get(request.model), baseUrl };
    return {
      encoded: await encodeRequest(dialect, input),
      instant: instantFields(dialect, request.model, capabilities, baseUrl),
      repeatsWhenEmpty: dialect.readsToolIds && capabilities.family !== "unknown",
      prices: capabilities.prices,
    };
  };
  const decoderFor = (request: ChatRequest, { encoded, prices }: Prepared): Decoder =>
    createDecoder({
      dialect: dialect.name,
      model: request.model,
      thinking: encoded.thinking,
      separatesReasoning: keys.has(request.model) || request.continueLast === true,
      isContentClean: clean.has(request.model),
      onReasoningKey: (key) => learn(request.model, key),
      onContent: (isClean) => learnContent(request.model, isClean),
      endpoint: errorEndpoint,
      tools: request.tools?.map((tool) => tool.name) ?? [],
      estimatedInputTokens: estimateInput(request),
      ...(prices && { prices }),
    });

  return {
    id,
    dialect: dialect.name,
    label,
    isEmulator,
    listModels: models.list,
    chat: (request, signal) =>
      answer(
        {
          label,
          clock,
          sleep,
          random,
          prepare: () => prepare(request),
          stream: (prepared) => {
            const decoder = decoderFor(request, prepared);
            return streamAnswer(
              { client, endpoint: errorEndpoint, limits },
              prepared.encoded.body,
              decoder,
              signal,
            );
          },
        },
        signal,
      ),
  };
}

/** The emulator costs nothing. */
function capabilitiesAt(
  { dialect, baseUrl }: EndpointConfig,
  isEmulator: boolean,
  id: string,
  reported: ReportedModel | undefined,
): ModelCapabilities {
  const capabilities = capabilitiesOf(id, dialect, reported, isHosted(dialect, baseUrl));
  if (!isEmulator) return capabilities;
  const { prices: _none, ...rest } = capabilities;
  return rest;
}

/** The fields that silence the model; none where it always thinks, or never does. */
function instantFields(
  dialect: Dialect,
  model: string,
  { thinking: { mode } }: ModelCapabilities,
  baseUrl: string,
): WireFields {
  const isSwitched = mode === "switchable" || mode === "unknown";
  return isSwitched ? dialect.thinkingFields({ on: false, model, mode, baseUrl }) : {};
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal });
}
