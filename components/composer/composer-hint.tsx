"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { keysOf } from "@/lib/browser/keyboard/shortcut";
import { reasonFixed } from "@/lib/core/model/fixed-control";
import type { ResolvedChoice } from "./choice";

type ComposerHintProps = {
  choice: ResolvedChoice | undefined;
  modelsFailed: boolean;
  onRetryModels: () => void;
  onOpenSetup: () => void;
  running: boolean;
  /** What holds the message up. */
  notice: string | undefined;
  action: ReactNode;
};

const linkLook = "h-7 px-0 text-accent text-xs hover:bg-transparent hover:underline pointer-coarse:h-8";

/** The line under the composer: who answers, what is fixed, what holds a message up, which keys work. */
export function ComposerHint(props: ComposerHintProps) {
  const { choice, modelsFailed, onRetryModels, onOpenSetup, running, notice, action } = props;
  const t = useTranslations("composer");
  const app = useTranslations("app");
  const keys = running ? t("stopHint", { keys: keysOf("stop") }) : t("keysHint");
  const fixed = choice?.model && reasonFixed("thinking", choice.model.capabilities) !== undefined;
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 px-1.5 text-muted text-xs leading-5">
      {modelsFailed && (
        <>
          <span className="text-danger">{t("modelsFailed")}</span>
          <Button size="sm" variant="ghost" className={linkLook} onClick={onRetryModels}>
            {app("retry")}
          </Button>
        </>
      )}
      {choice?.provider.isEmulator && (
        <>
          <span>{t("emulator")}</span>
          <Button size="sm" variant="ghost" className={linkLook} onClick={onOpenSetup}>
            {t("howToSetKey")}
          </Button>
        </>
      )}
      <FixedMode choice={choice} />
      <span className="ml-auto flex items-center gap-2" role="status">
        {notice ?? (!fixed && choice && <span className="pointer-coarse:hidden max-lg:hidden">{keys}</span>)}
      </span>
      {action}
    </div>
  );
}

function FixedMode({ choice }: { choice: ResolvedChoice | undefined }) {
  const t = useTranslations("composer");
  const capabilities = choice?.model?.capabilities;
  const reason = capabilities && reasonFixed("thinking", capabilities);
  return reason ? <span>{t(`fixed.${reason}`, { model: capabilities.label })}</span> : null;
}
