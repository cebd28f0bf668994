import "server-only";

/**
 * A response body of the text a generator makes. Nothing is made before it is asked for; when the reader goes away
 * `stop` is called at once, and when the signal is aborted the body fails with its reason, as a fetched one does.
 */
export function bodyStream(
  text: AsyncGenerator<string>,
  signal: AbortSignal,
  stop: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let forget = () => {};
  return new ReadableStream(
    {
      start(controller) {
        const abort = () => {
          controller.error(signal.reason);
          stop();
        };
        signal.addEventListener("abort", abort, { once: true });
        forget = () => signal.removeEventListener("abort", abort);
      },
      async pull(controller) {
        try {
          const { done, value } = await text.next();
          if (!done) return controller.enqueue(encoder.encode(value));
          forget();
          controller.close();
        } catch (error) {
          forget();
          controller.error(error);
        }
      },
      cancel() {
        forget();
        stop();
      },
    },
    { highWaterMark: 0 },
  );
}
