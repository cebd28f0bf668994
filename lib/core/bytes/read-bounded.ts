import { PerigeeError } from "../message/perigee-error";

/** A sender that is silent this long has gone, whatever its connection says. */
const silentForMs = 20_000;
/** How much of a body that is too large is still read, so that the sender gets to see the refusal. */
const discardAtMost = 256_000_000;

/**
 * Reads a stream to its end, or answers undefined once it is longer than `maxBytes`. What is over is read on and
 * dropped up to a limit: a sender whose bytes nobody takes would wait, or see a broken connection.
 * @throws PerigeeError `timeout` when nothing comes for 20 s; whatever the stream fails with
 */
export async function readBounded(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of withoutSilence(stream)) {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (length > maxBytes + discardAtMost) break;
  }
  return length > maxBytes ? undefined : joined(chunks, length);
}

async function* withoutSilence(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const silence = Promise.withResolvers<never>();
      const timer = setTimeout(() => silence.reject(silent()), silentForMs);
      const { done, value } = await Promise.race([reader.read(), silence.promise]).finally(() =>
        clearTimeout(timer),
      );
      if (done) return;
      yield value;
    }
  } finally {
    // A stream that failed has said so already.
    await reader.cancel().catch(() => undefined);
  }
}

function silent(): PerigeeError {
  return new PerigeeError(
    "timeout",
    "Nothing came for 20 seconds.",
    "Check the connection, and send it again.",
  );
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
