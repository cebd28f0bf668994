"use client";

import { useState } from "react";
import { deferred } from "./deferred";
import type { DialogProps } from "./dialog-panel";

const { Deferred: Panel } = deferred<DialogProps>(async () => (await import("./dialog-panel")).DialogPanel);

/** A modal dialog: holds the focus, closes with Escape and by a click outside. Fetched when it first opens. */
export function Dialog(props: DialogProps) {
  const [wanted, setWanted] = useState(props.open);
  if (props.open && !wanted) setWanted(true);
  return wanted ? <Panel props={props} /> : null;
}
