import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readJson } from "./read-json";

const part = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string().min(1).max(5) }),
  z.object({ type: z.enum(["image", "video"]), blob: z.string().regex(/^[0-9a-f]{64}$/, "must be a hash") }),
]);
const options = { provider: z.string().optional(), thinking: z.boolean().optional() };
const schema = z.union([
  z.strictObject({ conversationId: z.string().optional(), parts: z.array(part).min(1).max(2), ...options }),
  z.strictObject({ conversationId: z.string(), regenerate: z.string(), ...options }),
  z.strictObject({ conversationId: z.string(), continue: z.string(), ...options }),
]);

function read(body: unknown, type: string | null = "application/json", maxBytes = 1000) {
  const request = new Request("http://localhost/api/turns", {
    method: "POST",
    body: body instanceof Blob || typeof body === "string" ? body : JSON.stringify(body),
    headers: type === null ? {} : { "content-type": type },
  });
  return readJson(request, schema, { maxBytes });
}

const refusal = async (body: unknown, type?: string | null, maxBytes?: number) =>
  read(body, type, maxBytes).then(
    () => expect.fail("was taken"),
    (error) => error,
  );

describe("readJson", () => {
  it("answers what the schema makes of it", async () => {
    const body = { parts: [{ type: "text", text: "你好" }] };
    expect(await read(body)).toEqual(body);
    expect(await read(body, "Application/JSON; charset=utf-8")).toEqual(body);
    expect(await read(`\ufeff${JSON.stringify(body)}`)).toEqual(body);
  });

  it.each([
    null,
    "",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "json",
  ])("refuses the content type %j, whatever the body", async (type) => {
    expect(await refusal({ parts: [{ type: "text", text: "hi" }] }, type)).toMatchObject({
      code: "invalid-request",
      message: expect.stringContaining("application/json"),
    });
  });

  it("refuses a body over the limit, to the byte", async () => {
    const body = JSON.stringify({ parts: [{ type: "text", text: "hi" }] });
    await read(body, undefined, body.length);
    expect(await refusal(body, undefined, body.length - 1)).toMatchObject({ code: "too-large" });
  });

  it("says what is no JSON", async () => {
    expect(await refusal("")).toMatchObject({ code: "invalid-request", message: "The body is empty." });
    expect(await refusal("{")).toMatchObject({ message: "The body is not JSON." });
    expect(await refusal(new Blob([new Uint8Array([0x22, 0xff, 0x22])]))).toMatchObject({
      message: "The body is not UTF-8 text.",
    });
    expect(await refusal("[".repeat(900))).toMatchObject({ message: "The body is not JSON." });
  });

  it.each<[unknown, string]>([
    [null, "The body must be an object."],
    [[], "The body must be an object."],
    ["7", "The body must be an object."],
    [{}, "In the body, parts is missing."],
    [{ parts: "x" }, "In the body, parts must be a list."],
    [{ parts: [] }, "In the body, parts must have at least 1 entry."],
    [{ parts: [7] }, "In the body, parts[0] must be an object."],
    [{ parts: [{ type: "text" }] }, "In the body, parts[0].text is missing."],
    [{ parts: [{ type: "text", text: "" }] }, "In the body, parts[0].text must have at least 1 character."],
    [
      { parts: [{ type: "text", text: "123456" }] },
      "In the body, parts[0].text must have at most 5 characters.",
    ],
    [{ parts: [{ type: "text", text: 7 }] }, "In the body, parts[0].text must be text."],
    [
      {
        parts: [
          { type: "text", text: "x" },
          { type: "image", blob: "../x" },
        ],
      },
      "In the body, parts[1].blob must be a hash.",
    ],
    [
      { parts: [{ type: "text", text: "x" }], thinking: "yes" },
      "In the body, thinking must be true or false.",
    ],
    [{ parts: [{ type: "text", text: "x" }], provider: 7 }, "In the body, provider must be text."],
    [{ parts: [{ type: "text", text: "x" }], modle: 7 }, 'The body must not have "modle".'],
    [{ conversationId: "c", regenerate: 7 }, "In the body, regenerate must be text."],
    [{ conversationId: "c", continue: null }, "In the body, continue must be text."],
    [{ continue: "m" }, "In the body, conversationId is missing."],
  ])("names the first problem of %j", async (body, message) => {
    expect(await refusal(body)).toMatchObject({ code: "invalid-request", message });
  });

  it("lists the kinds a part may be", async () => {
    const { message } = await refusal({ parts: [{ type: "audio", blob: "x" }] });
    expect(message).toBe('In the body, parts[0].type must be "text", "image" or "video".');
  });
});
