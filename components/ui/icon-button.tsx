"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  /** The accessible name, shown in the tooltip too. */
  label: string;
  icon: ReactNode;
  /** For a button that is on or off. */
  pressed?: boolean;
  /** Keys that do the same, such as "Ctrl+B". */
  shortcut?: string;
  size?: "sm" | "md";
};

/** A button that shows only an icon; its name stands in the tooltip. */
export function IconButton({
  label,
  icon,
  pressed,
  shortcut,
  size = "md",
  type = "button",
  className,
  ...native
}: IconButtonProps) {
  return (
    <Tooltip label={label} {...(shortcut && { shortcut })}>
      <button
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        className={classNames(
          "inline-flex shrink-0 select-none items-center justify-center rounded-md text-muted transition-colors duration-100",
          "hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent data-popup-open:bg-sunken data-popup-open:text-ink",
          "disabled:pointer-events-none disabled:text-line-strong",
          "pointer-coarse:size-10 [&_svg]:size-4",
          size === "sm" ? "size-7" : "size-8",
          className,
        )}
        {...native}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
