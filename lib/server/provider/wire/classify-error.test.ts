import { describe, expect, it } from "vitest";
import { ProviderError } from "../chat-provider";
import { classifyError, classifyStreamError, type ErrorEndpoint, filteredAnswer } from "./classify-error";
import { classifyFailure } from "./classify-failure";
import { errorCases } from "./fixtures/error-bodies";

const key = "canary-2f9c1";
const endpoint: ErrorEndpoint = {
  label: "Moonshot AI",
  keyVariable: "MOONSHOT_API_KEY",
  apiKey: key,
  isEmulator: false,
};
const model = "kimi-k2.5";

const classified = (status: number, body: string, headers: Record<string, string> = {}, now = 0) =>
  classifyError({ status, headers: new Headers(headers), body }, endpoint, model, now);

const sentence = /^[A-Z].*[.”]$/;

describe("classifyError", () => {
  it.each(errorCases)("$name ($status)", ({ status, body, code, retryable = false }) => {
    const error = classified(status, body);
    expect(error).toBeInstanceOf(ProviderError);
    expect({ code: error.code, retryable: error.retryable }).toEqual({ code, retryable });
    expect(error.status).toBe(status);
    expect(error.message).toMatch(sentence);
    expect(error.hint).toMatch(sentence);
    expect(error.detail ?? "").toBe(body);
    expect(error.data).toMatchObject({ provider: "Moonshot AI", variable: "MOONSHOT_API_KEY", model });
  });

  it.each([
    [401, "", /key/, /MOONSHOT_API_KEY/],
    [402, "", /balance|quota/, /Recharge.*billing/],
    [410, "", /kimi-k2\.5/, /another model/],
    [404, '{"detail":"Not Found"}', /address/, /MOONSHOT_BASE_URL/],
    [502, "<html>", /server.*502/, /again/],
  ])("says of %i what to do", (status, body, message, hint) => {
    const error = classified(status, body);
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it("names no variable for the emulator, which has no key", () => {
    const error = classifyError(
      { status: 401, headers: new Headers(), body: "" },
      { label: "Offline emulator", keyVariable: "", isEmulator: true },
      model,
    );
    expect(error.message).toBe("Offline emulator refused the API key.");
    expect(error.hint).toContain("another model");
  });

  it("quotes what was refused, in one line, cut and without the key", () => {
    const body = (message: string) => JSON.stringify({ error: { message } });
    expect(classified(400, body("invalid top_p:\n only 0.95 is allowed.")).message).toBe(
      "Moonshot AI refused the request: “invalid top_p: only 0.95 is allowed”.",
    );
    expect(classified(400, body(`bad ${key} ${"x".repeat(900)}`)).message).toMatch(
      /“bad \[key\] x{200,240}…”\.$/,
    );
  });

  it("never shows a key, wherever it was echoed", () => {
    const echo = `{"error":"no ${key} nor ${encodeURIComponent(key)}, Bearer abc.def, sk-live**z, nvapi-12345"}`;
    const error = classified(400, echo);
    for (const shown of [error.message, error.hint, error.detail, JSON.stringify(error.data)]) {
      expect(shown).not.toMatch(/canary|abc\.def|sk-live|nvapi-1/);
    }
    expect(error.cause).toBeUndefined();
  });

  it("cuts the detail to 4 kB of whole characters, after taking keys out", () => {
    const { detail = "" } = classified(400, `${"北".repeat(1364)}abc${key}${"北".repeat(9000)}`);
    expect(Buffer.byteLength(detail)).toBeLessThanOrEqual(4096);
    expect(detail).toMatch(/^北+abc/);
    expect(detail).not.toContain("canary");
    expect(detail).not.toContain("\uFFFD");
  });

  it("waits only where the vendor is busy", () => {
    expect(classified(429, "", { "retry-after": "7" })).toMatchObject({
      retryAfterSeconds: 7,
      data: { seconds: 7 },
    });
    expect(classified(429, "", { "retry-after": "7" }).hint).toContain("7 seconds");
    expect(classified(503, "", { "retry-after": "1" }).hint).toContain("1 second,");
    expect(classified(502, "", { "retry-after": "2" }).retryAfterSeconds).toBe(2);
    expect(classified(402, "", { "retry-after": "7" }).retryAfterSeconds).toBeUndefined();
    expect(classified(429, '{"error":"rate limit, try again in 20s"}').retryAfterSeconds).toBe(20);
  });
});

describe("classifyStreamError", () => {
  it.each([
    [{ error: { code: 502, message: "Provider disconnected" } }, "server", 502],
    [{ object: "error", message: "engine died", type: "InternalServerError", code: 500 }, "server", 500],
    [{ error: "The input is longer than the model's context length" }, "context-length", undefined],
    [{ error: { type: "exceeded_current_quota_error", message: "recharge" } }, "quota", undefined],
    [{ choices: [{ finish_reason: "error" }] }, "server", undefined],
    [{ type: "error", error: { type: "overloaded_error", message: "" } }, "overloaded", undefined],
    [{ status: 410, title: "Gone", detail: "The model is gone" }, "model-gone", 410],
  ])("%j", (json, code, status) => {
    const error = classifyStreamError(json, endpoint, model);
    expect(error.code).toBe(code);
    expect(error.status).toBe(status);
    expect(error.detail).toBe(JSON.stringify(json));
  });
});

describe("filteredAnswer", () => {
  it("is of the content filter, without a detail", () => {
    expect(filteredAnswer(endpoint, model)).toMatchObject({ code: "content-filter", retryable: false });
    expect(filteredAnswer(endpoint, model).detail).toBeUndefined();
  });
});

describe("classifyFailure", () => {
  const withCode = (code: string, message = code) => Object.assign(new Error(message), { code });
  const fetchFailed = (cause: unknown) => new TypeError("fetch failed", { cause });

  it.each([
    [fetchFailed(withCode("ECONNREFUSED")), "network", true, /Nothing answers/],
    [
      fetchFailed(new AggregateError([withCode("ECONNREFUSED"), withCode("ECONNREFUSED")])),
      "network",
      true,
      /Nothing/,
    ],
    [fetchFailed(withCode("ENOTFOUND")), "network", true, /host name/],
    [fetchFailed(withCode("EAI_AGAIN")), "network", true, /host name/],
    [fetchFailed(withCode("DEPTH_ZERO_SELF_SIGNED_CERT")), "network", false, /certificate/],
    [fetchFailed(withCode("CERT_HAS_EXPIRED")), "network", false, /certificate/],
    [fetchFailed(withCode("ERR_SSL_WRONG_VERSION_NUMBER")), "network", false, /certificate/],
    [fetchFailed(withCode("UND_ERR_CONNECT_TIMEOUT")), "network", true, /cannot be reached/],
    [fetchFailed(withCode("EHOSTUNREACH")), "network", true, /cannot be reached/],
    [fetchFailed(withCode("UND_ERR_HEADERS_TIMEOUT")), "timeout", false, /too long/],
    [new DOMException("The operation timed out", "TimeoutError"), "timeout", false, /too long/],
    [new Error("Request timed out."), "timeout", false, /too long/],
    [
      new TypeError("terminated", { cause: withCode("UND_ERR_SOCKET", "other side closed") }),
      "network",
      true,
      /broke/,
    ],
    [withCode("ECONNRESET"), "network", true, /broke/],
    [
      new Error("Connection error.", { cause: fetchFailed(withCode("ECONNREFUSED")) }),
      "network",
      true,
      /Nothing/,
    ],
    [fetchFailed(withCode("HPE_INVALID_CONSTANT")), "protocol", false, /no chat answer/],
    [new RangeError("index out of range"), "internal", false, /in this server/],
    ["odd", "internal", false, /in this server/],
    [undefined, "internal", false, /in this server/],
  ])("%s", (error, code, retryable, message) => {
    const failure = classifyFailure(error, endpoint);
    expect({ code: failure.code, retryable: failure.retryable }).toEqual({ code, retryable });
    expect(failure.message).toMatch(message);
    expect(failure.message).toMatch(sentence);
    expect(failure.hint).toMatch(sentence);
    expect(failure.data).toMatchObject({ provider: "Moonshot AI" });
  });

  it("gives a ProviderError back as it is", () => {
    const error = classified(401, "");
    expect(classifyFailure(error, endpoint)).toBe(error);
  });

  it("keeps only names and codes, without the key or where the endpoint is", () => {
    const cause = Object.assign(new Error(`connect ECONNREFUSED 10.0.3.7:8000 https://me:${key}@host`), {
      code: "ECONNREFUSED",
      headers: { authorization: key },
    });
    const { detail } = classifyFailure(fetchFailed(cause), endpoint);
    expect(detail).toContain("ECONNREFUSED");
    expect(detail).not.toMatch(/canary|10\.0\.3\.7|host/);
  });

  it("ends on causes that go round", () => {
    const error = new Error("socket hang up");
    error.cause = error;
    expect(classifyFailure(error, endpoint).code).toBe("network");
  });
});
