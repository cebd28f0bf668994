/** A hidden page gets no animation frames; it catches up this often. */
const hiddenEveryMs = 250;

/** Runs `paint` once in the next animation frame, however often it is asked for until then. */
export function createFrames(paint: () => void): { request: () => void; cancel: () => void } {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = undefined;
    timer = undefined;
  };
  const run = () => {
    cancel();
    paint();
  };
  const request = () => {
    if (timer !== undefined) return;
    timer = setTimeout(run, hiddenEveryMs);
    if (typeof requestAnimationFrame === "function") frame = requestAnimationFrame(run);
  };
  return { request, cancel };
}
