import { cloneElement, type ReactElement, type SyntheticEvent } from "react";

type Handler<Event extends SyntheticEvent> = (event: Event) => void;

/** What a button that opens something must take. */
export type TriggerProps = {
  onClick?: Handler<React.MouseEvent<HTMLElement>> | undefined;
  onPointerEnter?: Handler<React.PointerEvent<HTMLElement>> | undefined;
  onFocus?: Handler<React.FocusEvent<HTMLElement>> | undefined;
  "aria-haspopup"?: "menu" | "dialog";
  "aria-expanded"?: boolean;
};

/** The button as it is before what it opens was ever needed: a click opens, pointing at it fetches the code. */
export function idleTrigger(
  trigger: ReactElement<TriggerProps>,
  opens: "menu" | "dialog",
  { open, preload }: { open: () => void; preload: () => void },
): ReactElement {
  return cloneElement(trigger, {
    "aria-haspopup": opens,
    "aria-expanded": false,
    onClick: open,
    onPointerEnter: preload,
    onFocus: preload,
  });
}
