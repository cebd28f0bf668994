import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { loadDictionary } from "@/lib/core/language";
import { chooseLanguage, htmlLanguage, languageCookie } from "@/lib/core/language/language";
import "./globals.css";
import { Providers } from "./providers/providers";

export const metadata: Metadata = {
  title: "Perigee",
  description: "A self-hosted multimodal playground for Kimi K2.5 and its family.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbfa" },
    { media: "(prefers-color-scheme: dark)", color: "#161615" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get(languageCookie)?.value;
  const language = chooseLanguage(chosen, (await headers()).get("accept-language"));
  const dictionary = await loadDictionary(language);
  return (
    <html
      lang={htmlLanguage[language]}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      // The theme's class is set before React looks at the page.
      suppressHydrationWarning
    >
      <body className="font-sans text-sm">
        <Providers language={language} dictionary={dictionary}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
