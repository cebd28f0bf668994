"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names";
import type { TriggerProps } from "./trigger";

export type PopoverProps = {
  /** The button that opens it. */
  trigger: ReactElement<TriggerProps>;
  /** The popover's accessible name. */
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
  side?: "top" | "bottom";
  align?: "start" | "center" | "end";
  className?: string;
};

/** The opened part of a popover; see `Popover`. */
export function PopoverPanel(props: PopoverProps) {
  const { trigger, label, open, onOpenChange, children, side = "bottom", align = "start", className } = props;
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 outline-none"
        >
          <Base.Popup
            aria-label={label}
            className={classNames(
              "max-h-(--available-height) max-w-(--available-width) rounded-lg border border-line bg-surface text-ink outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0",
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
