"use client";

import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";

type ScrollerProps = Omit<ComponentProps<"div">, "role" | "tabIndex" | "aria-label"> & {
  /** The accessible name of what scrolls. */
  label: string;
};

/** What is too large scrolls by itself and not with the page, by keyboard too. */
export function Scroller({ label, className, ...native }: ScrollerProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: only what has the focus can be scrolled by keyboard.
      tabIndex={0}
      className={classNames("overflow-auto overscroll-x-contain focus-visible:-outline-offset-2", className)}
      {...native}
    />
  );
}
