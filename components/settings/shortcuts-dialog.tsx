"use client";

import { useTranslations } from "use-intl";
import { Dialog } from "@/components/ui/dialog";
import { Shortcut } from "@/components/ui/shortcut";
import { keysOf, shortcutNames } from "@/lib/browser/keyboard/shortcut";

type ShortcutsDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** All keys that do something, in one list. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const t = useTranslations("app");
  const rows = [
    { does: t("shortcut.send"), keys: "Enter" },
    { does: t("shortcut.newLine"), keys: "Shift+Enter" },
    ...shortcutNames.map((name) => ({ does: t(`shortcut.${name}`), keys: keysOf(name) })),
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("shortcuts")}
      closeLabel={t("close")}
      className="w-[min(26rem,calc(100vw-2rem))]"
    >
      <dl className="pt-2">
        {rows.map(({ does, keys }) => (
          <div
            key={does}
            className="flex min-h-9 items-center justify-between gap-4 border-line border-t text-sm first:border-t-0"
          >
            <dt>{does}</dt>
            <dd>
              <Shortcut keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
