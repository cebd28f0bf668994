"use client";

import { useState } from "react";
import { deferred } from "./deferred";
import type { PopoverProps } from "./popover-panel";
import { idleTrigger } from "./trigger";

const { Deferred: Panel, preload } = deferred<PopoverProps>(
  async () => (await import("./popover-panel")).PopoverPanel,
);

/** A panel beside the button that opens it. Its code is fetched when it is first wanted. */
export function Popover(props: PopoverProps) {
  const [wanted, setWanted] = useState(props.open);
  if (props.open && !wanted) setWanted(true);
  const idle = idleTrigger(props.trigger, "dialog", { open: () => props.onOpenChange(true), preload });
  return wanted ? <Panel props={props} fallback={idle} /> : idle;
}
