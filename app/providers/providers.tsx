"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { LiveTurnsProvider } from "@/lib/browser/turn/use-live-turn";
import type { Dictionary } from "@/lib/core/language";
import type { Language } from "@/lib/core/language/language";
import { LanguageProvider } from "./language-provider";

type ProvidersProps = { language: Language; dictionary: Dictionary; children: ReactNode };

/** What every page stands in: language, theme, queries and running turns. */
export function Providers({ language, dictionary, children }: ProvidersProps) {
  const [queries] = useState(() => new QueryClient());
  return (
    <LanguageProvider initial={{ language, dictionary }}>
      <ThemeProvider attribute="class" disableTransitionOnChange storageKey="perigee-theme">
        <QueryClientProvider client={queries}>
          <LiveTurnsProvider>{children}</LiveTurnsProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </LanguageProvider>
  );
}
