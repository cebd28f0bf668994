"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type ButtonProps = ComponentProps<"button"> & {
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md";
};

const look = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border-line bg-surface text-ink hover:border-line-strong hover:bg-sunken",
  ghost: "border-transparent bg-transparent text-muted hover:bg-sunken hover:text-ink",
  danger: "border-transparent bg-danger-soft text-danger hover:border-danger",
};

const sizes = {
  sm: "h-8 gap-1.5 px-2.5 text-[13px] pointer-coarse:h-10",
  md: "h-9 gap-2 px-3.5 text-sm pointer-coarse:h-10",
};

/** A button that never submits a form unless told to. */
export function Button({
  variant = "secondary",
  size = "md",
  type = "button",
  className,
  ...native
}: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-lg border font-medium transition-colors duration-100",
        "disabled:pointer-events-none disabled:border-line disabled:bg-sunken disabled:text-faint",
        "[&_svg]:size-4 [&_svg]:shrink-0",
        sizes[size],
        look[variant],
        className,
      )}
      {...native}
    />
  );
}
