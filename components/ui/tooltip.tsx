"use client";

import {
  type ComponentProps,
  cloneElement,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { deferred } from "./deferred";
import type { TooltipPopupProps } from "./tooltip-popup";

const { Deferred: Popup, preload } = deferred<TooltipPopupProps>(
  async () => (await import("./tooltip-popup")).TooltipPopup,
);

const afterMs = 450;

type Explained = Pick<
  ComponentProps<"button">,
  "onPointerEnter" | "onPointerLeave" | "onPointerDown" | "onFocus" | "onBlur" | "disabled"
>;

type TooltipProps = {
  /** The element that is explained. */
  children: ReactElement<Explained>;
  label: ReactNode;
  shortcut?: string;
};

/**
 * A short explanation on hover and keyboard focus. Never the only place where something needed is said. Its code is
 * fetched when it is first wanted.
 */
export function Tooltip({ children, label, shortcut }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = (element: Element, delay: number) => {
    preload();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => element.isConnected && setAnchor(element), delay);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(undefined);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  const { props } = children;
  const explained = cloneElement(children, {
    onPointerEnter: (event: PointerEvent<HTMLButtonElement>) => {
      props.onPointerEnter?.(event);
      if (event.pointerType !== "touch") show(event.currentTarget, afterMs);
    },
    onPointerLeave: (event) => {
      props.onPointerLeave?.(event);
      hide();
    },
    onPointerDown: (event) => {
      props.onPointerDown?.(event);
      hide();
    },
    onFocus: (event) => {
      props.onFocus?.(event);
      if (event.currentTarget.matches(":focus-visible")) show(event.currentTarget, 0);
    },
    onBlur: (event) => {
      props.onBlur?.(event);
      hide();
    },
  });
  return (
    <>
      {explained}
      {/* A disabled button tells of no pointer that leaves it. */}
      {anchor && !props.disabled && <Popup props={{ anchor, label, shortcut, onClose: hide }} />}
    </>
  );
}
