"use client";

import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { mostPictures, type Refusal } from "./drafts";

/** Names the files that were not taken, why, and what would be. */
export function Refusals({ refusals, onDismiss }: { refusals: readonly Refusal[]; onDismiss: () => void }) {
  const t = useTranslations("composer");
  const words = ({ name, reason, found }: Refusal) => {
    if (reason === "too-many") return t("refused.tooMany", { name, most: mostPictures });
    if (reason === "type" && found) return t("refused.found", { name, found });
    return t(`refused.${reason}`, { name });
  };
  if (refusals.length === 0) return null;
  return (
    <div
      role="alert"
      className="mb-2 flex items-start gap-2 rounded-lg bg-danger-soft py-1 pr-1 pl-3 text-sm"
    >
      <div className="min-w-0 flex-1 py-1 leading-6">
        {refusals.map((refusal) => (
          <p key={refusal.id} className="wrap-anywhere text-danger">
            {words(refusal)}
          </p>
        ))}
        {refusals.some((refusal) => refusal.reason === "type") && <p>{t("accepted")}</p>}
      </div>
      <IconButton label={t("dismiss")} icon={<X />} onClick={onDismiss} />
    </div>
  );
}
