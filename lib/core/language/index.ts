import type {} from "use-intl";
import type { dictionary as english } from "./en";
import type { Language } from "./language";
import type { Words } from "./words";

export type Dictionary = Words<typeof english>;

/** The words of one language; each comes as a chunk of its own. */
export async function loadDictionary(language: Language): Promise<Dictionary> {
  const loaded = language === "zh" ? await import("./zh") : await import("./en");
  return loaded.dictionary;
}

// With this, a key that no dictionary has is a type error wherever it is asked for.
declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: Dictionary;
  }
}
