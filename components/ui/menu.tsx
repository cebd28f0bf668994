"use client";

import { useState } from "react";
import { deferred } from "./deferred";
import type { MenuProps } from "./menu-panel";
import { idleTrigger } from "./trigger";

const { Deferred: Panel, preload } = deferred<MenuProps>(
  async () => (await import("./menu-panel")).MenuPanel,
);

/** Fetches what an opened menu needs, where one is likely to be opened. */
export const preloadMenu = preload;

/** A button with a list of actions. The list's code is fetched when it is first wanted. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false);
  const idle = idleTrigger(props.trigger, "menu", { open: () => setWanted(true), preload });
  return wanted ? <Panel props={props} fallback={idle} /> : idle;
}
