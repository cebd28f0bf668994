import "server-only";
import type { DialectName } from "@/lib/core/model/capabilities";
import type { Config, EndpointConfig } from "../config/config";
import type { ChatProvider } from "./chat-provider";
import { createEmulatorFetch } from "./emulator/emulator-fetch";
import { createProvider, type ProviderOptions } from "./provider";

/** The configured providers, in the order they are offered; the first is the default. */
export type ProviderRegistry = {
  all: () => readonly ChatProvider[];
  get: (id: string) => ChatProvider | undefined;
};

const labels: Record<DialectName, string> = {
  moonshot: "Moonshot AI",
  together: "Together",
  nvidia: "NVIDIA",
  vllm: "vLLM",
  sglang: "SGLang",
  openrouter: "OpenRouter",
  "openai-compatible": "OpenAI-compatible",
};

/** A provider for every configured endpoint, named as its dialect, and `emulator` where that is wanted. */
export function createProviderRegistry(
  { endpoints, emulator }: Pick<Config, "endpoints" | "emulator">,
  options: Pick<ProviderOptions, "fetch" | "limits" | "clock" | "sleep" | "random"> = {},
): ProviderRegistry {
  const configured = endpoints.map((endpoint) =>
    createProvider({ ...options, id: endpoint.dialect, label: labels[endpoint.dialect], endpoint }),
  );
  const providers = emulator.enabled
    ? [...configured, createEmulator(emulator.tokensPerSecond, options)]
    : configured;
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return { all: () => providers, get: (id) => byId.get(id) };
}

/** The emulator is reached as Moonshot would be, by a `fetch` that never leaves the process. */
function createEmulator(
  tokensPerSecond: number,
  options: Pick<ProviderOptions, "limits" | "clock" | "sleep" | "random">,
): ChatProvider {
  const endpoint: EndpointConfig = {
    dialect: "moonshot",
    baseUrl: "http://emulator.invalid/v1",
    keyVariable: "MOONSHOT_API_KEY",
  };
  const fetch = createEmulatorFetch({ dialect: "moonshot", tokensPerSecond });
  return createProvider({
    ...options,
    id: "emulator",
    label: "Offline emulator",
    isEmulator: true,
    endpoint,
    fetch,
  });
}
