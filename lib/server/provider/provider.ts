import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { ReasoningKey } from "@/lib/core/message/part";
import type { DialectName, ModelCapabilities, ReportedModel } from "@/lib/core/model/capabilities";
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
/** Models whose reasoning key is remembered at once; the ids come from outside. */
const maxKeys = 200;

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
    capabilitiesOf: (model, reported) => capabilitiesAt(dialect.name, isEmulator, model, reported),
  });
  const keys = new Map<string, ReasoningKey>();
  const learn = (model: string, key: ReasoningKey) => {
    if (keys.size < maxKeys) keys.set(model, key);
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
      onReasoningKey: (key) => learn(request.model, key),
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

/** The emulator costs nothing, and no vendor retires what it plays. */
function capabilitiesAt(
  dialect: DialectName,
  isEmulator: boolean,
  id: string,
  reported: ReportedModel | undefined,
): ModelCapabilities {
  const capabilities = capabilitiesOf(id, dialect, reported);
  if (!isEmulator) return capabilities;
  const { prices: _none, retired: _never, ...rest } = capabilities;
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
