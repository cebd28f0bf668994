"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Closer to the end than this counts as being there, in pixels. */
const nearEnd = 32;

/**
 * Keeps a scrolled region at its end while its content grows, as long as the reader is there; whoever scrolls up
 * is left alone.
 * @param scope another scope (another conversation) starts at its end
 */
export function useFollow(
  region: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  scope: string,
) {
  const following = useRef(true);
  const lastTop = useRef(0);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    following.current = true;
    setAtEnd(true);
    if (region.current) region.current.scrollTop = region.current.scrollHeight;
  }, [region]);
  /** Whatever changes now, the region stays where it is. */
  const stay = useCallback(() => {
    following.current = false;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another scope starts at its end.
  useLayoutEffect(toEnd, [toEnd, scope]);

  useEffect(() => {
    const element = region.current;
    if (!element || !content.current) return;
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const near = scrollHeight - scrollTop - clientHeight <= nearEnd;
      // Content that shrinks moves the region up too, but then its end is near.
      if (scrollTop < lastTop.current && !near) following.current = false;
      else if (near && scrollTop > lastTop.current) following.current = true;
      lastTop.current = scrollTop;
      setAtEnd(near);
    };
    const observer = new ResizeObserver(() => {
      if (following.current) element.scrollTop = element.scrollHeight;
      onScroll();
    });
    // Whoever opens or closes something wants to see that, not the end.
    const onClick = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest("[aria-expanded], summary")) stay();
    };
    element.addEventListener("click", onClick);
    observer.observe(content.current);
    observer.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("click", onClick);
      element.removeEventListener("scroll", onScroll);
    };
  }, [region, content, stay]);

  return { atEnd, toEnd, stay };
}
