import { classNames } from "./class-names";

/** A grey bar where text is about to be. It keeps still. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("h-4 rounded bg-line/70", className)} />;
}
