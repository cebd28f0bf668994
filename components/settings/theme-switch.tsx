"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";

const nothingToWatch = () => () => {};

/** As the system, light or dark. */
export function ThemeSwitch() {
  const t = useTranslations("app");
  const { theme, setTheme } = useTheme();
  // The choice lives in the browser; until its scripts run none is shown as chosen.
  const inBrowser = useSyncExternalStore(
    nothingToWatch,
    () => true,
    () => false,
  );
  const themes = [
    { value: "system", label: t("themeSystem"), icon: <Monitor /> },
    { value: "light", label: t("themeLight"), icon: <Sun /> },
    { value: "dark", label: t("themeDark"), icon: <Moon /> },
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row.
    <div role="group" aria-label={t("theme")} className="flex gap-0.5">
      {themes.map(({ value, label, icon }) => (
        <IconButton
          key={value}
          label={label}
          icon={icon}
          pressed={inBrowser && theme === value}
          onClick={() => setTheme(value)}
        />
      ))}
    </div>
  );
}
