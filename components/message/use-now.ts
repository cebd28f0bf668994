"use client";

import { useEffect, useState } from "react";

/** The time in epoch milliseconds, read anew every so often while it is needed. */
export function useNow(everyMs: number, needed: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!needed) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, needed]);
  return now;
}
