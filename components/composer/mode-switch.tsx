"use client";

import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";

type ModeSwitchProps = {
  thinking: boolean;
  onChange: (thinking: boolean) => void;
  /** Why it cannot be switched, in words. */
  fixedBecause?: string;
  disabled?: boolean;
  shortcut: string;
};

/** Thinking or Instant for the next answer. Where the model does not leave a choice it shows what it does. */
export function ModeSwitch({
  thinking,
  onChange,
  fixedBecause,
  disabled = false,
  shortcut,
}: ModeSwitchProps) {
  const t = useTranslations("composer");
  const fixed = disabled || fixedBecause !== undefined;
  const modes = [
    { value: true, label: t("thinking") },
    { value: false, label: t("instant") },
  ];
  return (
    <Tooltip label={fixedBecause ?? t("mode")} {...(!fixed && { shortcut })}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of two halves. */}
      <div
        role="group"
        aria-label={t("mode")}
        className="flex h-8 shrink-0 rounded-lg border border-line bg-sunken p-px pointer-coarse:h-10"
      >
        {modes.map(({ value, label }) => (
          <button
            key={label}
            type="button"
            aria-pressed={thinking === value}
            disabled={fixed}
            onClick={() => onChange(value)}
            className={classNames(
              "rounded-md px-2.5 text-[13px] transition-colors duration-100 max-[26rem]:px-2",
              thinking === value ? "bg-surface font-medium text-ink" : "text-muted hover:text-ink",
              fixed && (thinking === value ? "text-muted" : "text-faint hover:text-faint"),
            )}
          >
            {label}
          </button>
        ))}
      </div>
    </Tooltip>
  );
}
