"use client";

import { ChevronRight, Wrench } from "lucide-react";
import { memo } from "react";
import { useTranslations } from "use-intl";
import type { ToolCallPart as ToolCall, ToolResultPart } from "@/lib/core/message/part";
import { CodeBlock } from "../code/code-block";

type ToolCallPartProps = {
  part: ToolCall;
  result: ToolResultPart | undefined;
  /** The turn still runs. */
  running: boolean;
};

/** A call the model made, with what came of it, folded. */
export const ToolCallPart = memo(function ToolCallPart({ part, result, running }: ToolCallPartProps) {
  const t = useTranslations("message");
  const state = result ? result.isError && t("toolFailed") : !running && t("toolNotRun");
  return (
    <details className="group/tool rounded-lg border border-line bg-surface text-sm">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 px-3 text-muted hover:text-ink pointer-coarse:min-h-11">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 transition-transform duration-100 group-open/tool:rotate-90"
        />
        <Wrench aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 truncate">{t("tool", { name: part.toolName })}</span>
        {state && <span className={result ? "text-danger" : "text-faint"}>{state}</span>}
      </summary>
      <div className="flex flex-col gap-2 border-line border-t p-3">
        <p className="text-muted text-xs">{t("toolArguments")}</p>
        <CodeBlock code={part.arguments} info="json" open={running && !result} />
        {result && (
          <>
            <p className="text-muted text-xs">{t("toolResult")}</p>
            <CodeBlock code={result.output} info="" open={false} />
          </>
        )}
      </div>
    </details>
  );
});
