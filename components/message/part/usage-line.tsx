"use client";

import { Fragment } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { TurnSummary } from "@/lib/core/message/message";
import type { Part } from "@/lib/core/message/part";
import { secondsFormat, secondsOf, speedOf, totalUsage } from "./usage";

/** The model, tokens, price, time and speed of an answer in one line. */
export function UsageLine({ parts, turn }: { parts: readonly Part[]; turn: TurnSummary }) {
  const t = useTranslations("message");
  const format = useFormatter();
  const usage = totalUsage(parts);
  const seconds = secondsOf(turn);
  const speed = speedOf(parts, turn);
  const number = (value: number) => format.number(value, { maximumFractionDigits: 0 });
  const facts = [
    usage && t("usageTokens", { input: number(usage.inputTokens), output: number(usage.outputTokens) }),
    usage && usage.cachedTokens > 0 && t("usageCached", { count: number(usage.cachedTokens) }),
    usage?.estimated && t("usageEstimated"),
    usage?.costUsd !== undefined && format.number(usage.costUsd, priceFormat(usage.costUsd)),
    seconds !== undefined && t("usageSeconds", { seconds: format.number(seconds, secondsFormat(seconds)) }),
    speed !== undefined && t("usageSpeed", { speed: number(speed) }),
  ].filter((fact) => fact !== undefined && fact !== false);
  const detail =
    usage &&
    t("usageDetail", {
      input: number(usage.inputTokens),
      cached: number(usage.cachedTokens),
      output: number(usage.outputTokens),
      reasoning: usage.reasoningTokens === undefined ? "none" : number(usage.reasoningTokens),
    });
  return (
    <p className="min-w-0 text-muted text-xs leading-5" title={detail}>
      <span className="wrap-anywhere font-medium">{turn.model}</span>
      {facts.map((fact) => (
        <Fragment key={fact}>
          {/* The same spaces as in a fact's own words; a line may break only before the dot. */}{" "}
          <span className="whitespace-nowrap tabular-nums">· {fact}</span>
        </Fragment>
      ))}
    </p>
  );
}

/** Small prices keep two digits that mean something. */
function priceFormat(usd: number) {
  const digits = usd < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  return { style: "currency", currency: "USD", ...digits } as const;
}
