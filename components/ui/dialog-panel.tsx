"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  children: ReactNode;
  /** The name of the button that closes it. */
  closeLabel?: string;
  /** `sheet` comes from the left edge and takes its full height. */
  placement?: "center" | "sheet";
  /** The title is there for screen readers only. */
  titleHidden?: boolean;
  className?: string;
};

const backdropLook =
  "fixed inset-0 z-30 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";
const placements = {
  center:
    "-translate-x-1/2 -translate-y-1/2 top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(36rem,calc(100vw-2rem))] rounded-xl border p-5 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0",
  sheet:
    "inset-y-0 left-0 w-[min(20rem,calc(100vw-3rem))] border-r transition-transform data-ending-style:-translate-x-full data-starting-style:-translate-x-full",
};

/** The opened part of a dialog; see `Dialog`. */
export function DialogPanel({
  open,
  onOpenChange,
  title,
  description,
  children,
  closeLabel = "Close",
  placement = "center",
  titleHidden = false,
  className,
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropLook} />
        <Base.Popup
          ref={popup}
          // The close button would come first, and with the focus its tooltip, which takes the first Escape.
          initialFocus={popup}
          className={classNames(
            "fixed z-40 overflow-y-auto border-line bg-surface text-ink outline-none duration-150",
            placements[placement],
            className,
          )}
        >
          {titleHidden ? (
            <Base.Title className="sr-only">{title}</Base.Title>
          ) : (
            <div className="flex items-start gap-4">
              <div className="min-w-0 flex-1">
                <Base.Title className="font-semibold text-base leading-8">{title}</Base.Title>
                {description && (
                  <Base.Description className="text-muted text-sm leading-6">{description}</Base.Description>
                )}
              </div>
              <Base.Close render={<IconButton label={closeLabel} icon={<X />} />} />
            </div>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
