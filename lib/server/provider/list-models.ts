import "server-only";
import type OpenAI from "openai";
import { readBounded } from "@/lib/core/bytes/read-bounded";
import type { KimiFamily, ModelCapabilities, ReportedModel } from "@/lib/core/model/capabilities";
import { isScenarioId } from "@/lib/core/model/model-family";
import { type ModelList, ProviderError, type ProviderModel } from "./chat-provider";
import { providerErrorOf } from "./client";
import { parseModelList } from "./parse-model-list";
import type { ErrorEndpoint } from "./wire/classify-error";

const timeoutMs = 10_000;
const maxBytes = 5_000_000;
const freshMs = 5 * 60_000;
/** A list that failed is asked for again sooner, yet not for every turn. */
const failedFreshMs = 30_000;

/** Switchable models that see first: what this playground is for. */
const order: readonly KimiFamily[] = ["kimi-k2.5", "kimi-k2.6", "kimi-k3", "kimi-k2.7-code"];

export type ModelListOptions = {
  client: OpenAI;
  endpoint: ErrorEndpoint;
  defaultModel?: string | undefined;
  capabilitiesOf: (id: string, reported?: ReportedModel) => ModelCapabilities;
  clock: () => number;
};

export type Models = {
  /** Never throws; see `ChatProvider.listModels`. */
  list: (options?: { refresh?: boolean }) => Promise<ModelList>;
  /** What is known of a model; asks the endpoint first when the id alone says nothing and it was never asked. */
  capabilitiesOf: (id: string) => Promise<ModelCapabilities>;
};

export function createModels(options: ModelListOptions): Models {
  const { clock, capabilitiesOf, defaultModel } = options;
  let reported: readonly ReportedModel[] = [];
  let current: { list: ModelList; at: number } | undefined;
  let running: Promise<ModelList> | undefined;

  const ask = async (): Promise<ModelList> => {
    let error: ModelList["error"];
    try {
      reported = await fetchModels(options);
    } catch (failure) {
      const { code, message } = providerErrorOf(failure, options.endpoint, defaultModel ?? "");
      error = { code, message };
    }
    const list = listOf(reported, defaultModel, capabilitiesOf, error);
    current = { list, at: clock() };
    return list;
  };
  const askOnce = () => {
    running ??= ask().finally(() => {
      running = undefined;
    });
    return running;
  };
  const knownOf = (id: string) =>
    capabilitiesOf(
      id,
      reported.find((one) => one.id === id),
    );

  return {
    list: async ({ refresh = false } = {}) => {
      if (refresh || !current) return await askOnce();
      const { list, at } = current;
      const isOld = clock() - at >= (list.error ? failedFreshMs : freshMs);
      // `ask` never rejects, so a refresh that nobody waits for cannot go unhandled.
      if (isOld) void askOnce();
      return list;
    },
    capabilitiesOf: async (id) => {
      const known = knownOf(id);
      if (known.family !== "unknown" || current) return known;
      await askOnce();
      return knownOf(id);
    },
  };
}

async function fetchModels({ client, endpoint }: ModelListOptions): Promise<ReportedModel[]> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await client.get("/models", { signal }).asResponse();
    const bytes = response.body ? await readBounded(response.body, maxBytes) : undefined;
    const models = bytes && parseModelList(jsonOf(new TextDecoder().decode(bytes)));
    if (models) return models;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
  throw new ProviderError(
    "protocol",
    `${endpoint.label} sent no list of models that can be read.`,
    "Name a model by hand, or check the address of the endpoint.",
    { data: { provider: endpoint.label } },
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever it is, it is no list of models, and that is what the caller says.
    return undefined;
  }
}

/** Kimi's models first, what is configured among them, retired ones and the emulator's scenarios behind. */
function listOf(
  reported: readonly ReportedModel[],
  configured: string | undefined,
  capabilitiesOf: ModelListOptions["capabilitiesOf"],
  error: ModelList["error"],
): ModelList {
  const models: ProviderModel[] = reported.map((one) => ({
    id: one.id,
    capabilities: capabilitiesOf(one.id, one),
  }));
  if (configured !== undefined && !models.some((model) => model.id === configured))
    models.unshift({ id: configured, capabilities: capabilitiesOf(configured) });
  const sorted = models.toSorted((a, b) => rankOf(a) - rankOf(b));
  const defaultModel = configured ?? (sorted.find((model) => !model.capabilities.retired) ?? sorted[0])?.id;
  return { models: sorted, ...(defaultModel !== undefined && { defaultModel }), ...(error && { error }) };
}

function rankOf({ id, capabilities: { family, retired } }: ProviderModel): number {
  if (family === "unknown") return 100;
  if (isScenarioId(id)) return 50;
  return order.indexOf(family) + (retired ? 10 : 0);
}
