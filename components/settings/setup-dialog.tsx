"use client";

import { Check, Copy, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { useCopy } from "@/lib/browser/clipboard/use-copy";

type Example = {
  id: "moonshot" | "together" | "nvidia" | "openrouter" | "vllm" | "sglang" | "other";
  line: string;
};

const hosted: Example[] = [
  { id: "moonshot", line: "MOONSHOT_API_KEY=sk-…" },
  { id: "together", line: "TOGETHER_API_KEY=…" },
  { id: "nvidia", line: "NVIDIA_API_KEY=nvapi-…" },
  { id: "openrouter", line: "OPENROUTER_API_KEY=sk-or-…" },
];
const selfHosted: Example[] = [
  { id: "vllm", line: "VLLM_BASE_URL=http://localhost:8000/v1" },
  { id: "sglang", line: "SGLANG_BASE_URL=http://localhost:30000/v1" },
  { id: "other", line: "OPENAI_COMPATIBLE_BASE_URL=http://localhost:11434/v1" },
];

type SetupDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Which variables connect a real model, and how the server takes them. */
export function SetupDialog({ open, onOpenChange }: SetupDialogProps) {
  const t = useTranslations("app");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("setup.title")}
      description={t("setup.description")}
      closeLabel={t("close")}
    >
      <Examples title={t("setup.hosted")} examples={hosted} />
      <Examples title={t("setup.selfHosted")} examples={selfHosted} />
      <p className="pt-5 text-sm leading-6">{t("setup.restart")}</p>
      <CopyLine line="MOONSHOT_API_KEY=sk-… npm start" />
      <p className="pt-3 text-muted text-sm leading-6">{t("setup.several")}</p>
    </Dialog>
  );
}

function Examples({ title, examples }: { title: string; examples: readonly Example[] }) {
  const t = useTranslations("app.setup");
  return (
    <section className="pt-4">
      <h3 className="font-medium text-sm">{title}</h3>
      <dl>
        {examples.map(({ id, line }) => (
          <div key={id} className="pt-2">
            <dt className="text-muted text-xs leading-5">{t(id)}</dt>
            <dd>
              <CopyLine line={line} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A line for the terminal, with a button that copies it. */
function CopyLine({ line }: { line: string }) {
  const t = useTranslations("app");
  const { outcome, copy } = useCopy();
  const variable = line.split("=")[0] ?? line;
  return (
    <>
      <div className="flex items-center gap-1 rounded-md border border-line bg-sunken pl-2.5">
        <code className="min-w-0 flex-1 wrap-anywhere select-all py-1.5 font-mono text-[13px]">{line}</code>
        <IconButton
          size="sm"
          label={outcome === "copied" ? t("copied") : t("setup.copyLine", { variable })}
          icon={outcome === "copied" ? <Check /> : outcome === "failed" ? <X /> : <Copy />}
          onClick={() => copy(line)}
        />
      </div>
      {outcome === "failed" && (
        <p role="alert" className="pt-1 text-danger text-xs leading-5">
          {t("setup.copyFailed")}
        </p>
      )}
    </>
  );
}
