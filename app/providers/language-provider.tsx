"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { IntlProvider } from "use-intl";
import { type Dictionary, loadDictionary } from "@/lib/core/language";
import { htmlLanguage, type Language, languageCookie } from "@/lib/core/language/language";

type Spoken = { language: Language; dictionary: Dictionary };

const Context = createContext<{ language: Language; setLanguage: (language: Language) => void } | undefined>(
  undefined,
);

const aYear = 365 * 24 * 3600;

/** Puts the page's words into its language, which can be changed in place. */
export function LanguageProvider({ initial, children }: { initial: Spoken; children: ReactNode }) {
  const [{ language, dictionary }, setSpoken] = useState(initial);
  const setLanguage = useCallback(async (wanted: Language) => {
    setSpoken({ language: wanted, dictionary: await loadDictionary(wanted) });
    document.documentElement.lang = htmlLanguage[wanted];
    // biome-ignore lint/suspicious/noDocumentCookie: the other way to set one is missing in browsers still in use.
    document.cookie = `${languageCookie}=${wanted}; path=/; max-age=${aYear}; samesite=lax`;
  }, []);
  const value = useMemo(() => ({ language, setLanguage }), [language, setLanguage]);
  return (
    <Context value={value}>
      <IntlProvider locale={language} messages={dictionary} timeZone={timeZone}>
        {children}
      </IntlProvider>
    </Context>
  );
}

/** @throws Error outside a LanguageProvider */
export function useLanguage() {
  const value = useContext(Context);
  if (!value) throw new Error("useLanguage needs a LanguageProvider around it.");
  return value;
}

// Times are rendered only once data is there, which is in the browser: its own zone never meets the server's.
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
