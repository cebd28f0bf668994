"use client";

import { type ReactNode, useEffect, useEffectEvent, useRef } from "react";

/** Calls `onSeen` whenever it is scrolled into view; a button inside does the same for the keyboard. */
export function SeenTrigger({ onSeen, children }: { onSeen: () => void; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const seen = useEffectEvent(onSeen);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) seen();
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={element} className="flex justify-center pb-3">
      {children}
    </div>
  );
}
