import { describe, expect, it } from "vitest";
import { ProviderError } from "./chat-provider";
import { waitBeforeRetry } from "./retry";

const error = (options: { retryable?: boolean; retryAfterSeconds?: number }) =>
  new ProviderError("overloaded", "Busy.", "Wait.", options);
const most = () => 1;

describe("waitBeforeRetry", () => {
  it("doubles the longest wait, up to 30 seconds and three times", () => {
    const busy = error({ retryable: true });
    expect([1, 2, 3, 4].map((attempt) => waitBeforeRetry(busy, attempt, most))).toEqual([
      1_000,
      2_000,
      4_000,
      undefined,
    ]);
    expect(waitBeforeRetry(busy, 3, () => 0)).toBe(0);
  });

  it("takes the vendor's wait as it is, up to a minute", () => {
    const askingFor = (retryAfterSeconds: number) => error({ retryable: true, retryAfterSeconds });
    expect(waitBeforeRetry(askingFor(60), 1, most)).toBe(60_000);
    expect(waitBeforeRetry(askingFor(0), 1, most)).toBe(0);
    expect(waitBeforeRetry(askingFor(60.5), 1, most)).toBeUndefined();
  });

  it("waits for nothing that cannot succeed", () => {
    expect(waitBeforeRetry(error({ retryAfterSeconds: 1 }), 1, most)).toBeUndefined();
  });
});
