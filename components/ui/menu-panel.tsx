"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { type ReactElement, type ReactNode, useRef } from "react";
import { classNames } from "./class-names";
import type { TriggerProps } from "./trigger";

export type MenuItem = {
  label: string;
  /** A second line in smaller letters. */
  hint?: string;
  icon?: ReactNode;
  onSelect: () => void;
  disabled?: boolean;
  danger?: boolean;
  /** What it opens takes the focus, which else goes back to the trigger. */
  movesFocus?: boolean;
};

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement<TriggerProps>;
  /** The menu's accessible name. */
  label: string;
  items: MenuItem[];
};

/** The opened part of a menu; see `Menu`. */
export function MenuPanel({ trigger, label, items }: MenuProps) {
  const focusMoved = useRef(false);
  const select = ({ onSelect, movesFocus = false }: MenuItem) => {
    focusMoved.current = movesFocus;
    onSelect();
  };
  return (
    <Base.Root
      defaultOpen
      onOpenChange={(open) => {
        if (open) focusMoved.current = false;
      }}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={4} className="z-40 outline-none">
          <Base.Popup
            aria-label={label}
            finalFocus={() => !focusMoved.current}
            className="max-h-(--available-height) min-w-44 max-w-80 overflow-y-auto rounded-lg border border-line bg-surface p-1 outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {items.map((item) => (
              <Base.Item
                key={item.label}
                onClick={() => select(item)}
                disabled={item.disabled}
                className={classNames(
                  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none pointer-coarse:min-h-10",
                  "data-highlighted:bg-sunken data-disabled:text-faint [&_svg]:size-4 [&_svg]:shrink-0",
                  item.danger ? "text-danger" : "text-ink",
                )}
              >
                {item.icon}
                <span className="min-w-0">
                  <span className="block truncate">{item.label}</span>
                  {item.hint && <span className="block text-muted text-xs">{item.hint}</span>}
                </span>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
