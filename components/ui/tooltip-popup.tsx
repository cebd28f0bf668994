"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { Shortcut } from "./shortcut";

export type TooltipPopupProps = {
  /** What it stands beside. */
  anchor: Element;
  label: ReactNode;
  shortcut?: string | undefined;
  onClose: () => void;
};

/** The shown part of a tooltip; see `Tooltip`. */
export function TooltipPopup({ anchor, label, shortcut, onClose }: TooltipPopupProps) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side="top" sideOffset={6} className="pointer-events-none z-50">
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-md border border-line bg-surface px-2 py-1 text-ink text-xs leading-5">
            {label}
            {shortcut && <Shortcut keys={shortcut} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
