"use client";

import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from "react";

type Loaded<Props> = { component: ComponentType<Props> } | { error: unknown };

/**
 * A component whose code is fetched when it is first rendered, or earlier by `preload`. Unlike with `lazy`, what was
 * preloaded is shown in the first rendering, so that nothing flickers.
 */
export function deferred<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const listeners = new Set<() => void>();
  let loaded: Loaded<Props> | undefined;
  let loading = false;

  const preload = async () => {
    if (loading) return;
    loading = true;
    try {
      loaded = { component: await load() };
    } catch (error) {
      // Thrown where it is rendered, for the page's error boundary; the next try asks again.
      loaded = { error };
      loading = false;
    }
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  function Deferred({ fallback, props }: { fallback?: ReactNode; props: Props }) {
    const now = useSyncExternalStore(
      subscribe,
      () => loaded,
      () => undefined,
    );
    useEffect(() => {
      void preload();
    }, []);
    if (!now) return fallback;
    if ("error" in now) throw now.error;
    return <now.component {...props} />;
  }
  return { Deferred, preload: () => void preload() };
}
