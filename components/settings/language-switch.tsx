"use client";

import { useTranslations } from "use-intl";
import { htmlLanguage, type Language, languages } from "@/lib/core/language/language";

/** Each language's name in itself. */
const names: Record<Language, { short: string; full: string }> = {
  en: { short: "EN", full: "EN, English" },
  zh: { short: "中文", full: "中文" },
};

type LanguageSwitchProps = { language: Language; onChange: (language: Language) => void };

/** English or Chinese. */
export function LanguageSwitch({ language, onChange }: LanguageSwitchProps) {
  const t = useTranslations("app");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row.
    <div role="group" aria-label={t("language")} className="flex gap-0.5">
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={htmlLanguage[one]}
          aria-label={names[one].full}
          aria-pressed={language === one}
          onClick={() => onChange(one)}
          className="h-8 min-w-8 rounded-md px-1.5 text-muted text-xs transition-colors duration-100 hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent pointer-coarse:h-10 pointer-coarse:min-w-10"
        >
          {names[one].short}
        </button>
      ))}
    </div>
  );
}
