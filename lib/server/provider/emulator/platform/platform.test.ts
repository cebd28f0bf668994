import sharp from "sharp";
import { expect, test } from "vitest";
import { emulator, hello } from "../fixtures/client";

const files = "https://vendor.test/v1/files";

function form(purpose: string, content: BlobPart, name: string, type: string): FormData {
  const data = new FormData();
  data.set("purpose", purpose);
  data.set("file", new File([content], name, { type }));
  return data;
}

test("a file is uploaded, listed, read and deleted", async () => {
  const { fetch } = emulator();
  const uploaded = await (
    await fetch(files, {
      method: "POST",
      body: form("file-extract", "first line", "notes.txt", "text/plain"),
    })
  ).json();
  expect(uploaded).toEqual({
    id: expect.stringMatching(/^\w{24}$/),
    object: "file",
    bytes: 10,
    created_at: expect.any(Number),
    filename: "notes.txt",
    purpose: "file-extract",
    status: "ok",
    status_details: "",
  });
  const own = `${files}/${uploaded.id}`;
  expect(await (await fetch(files)).json()).toEqual({ object: "list", data: [uploaded] });
  expect(await (await fetch(own)).json()).toEqual(uploaded);
  const content = await fetch(`${own}/content`);
  expect(content.headers.get("content-type")).toContain("text/plain");
  expect(await content.text()).toBe("first line");
  expect(await (await fetch(own, { method: "DELETE" })).json()).toEqual({
    id: uploaded.id,
    object: "file",
    deleted: true,
  });
  const gone = await fetch(own);
  expect(gone.status).toBe(404);
  expect(await gone.json()).toMatchObject({ error: { type: "resource_not_found_error" } });
});

test("an uploaded picture is shown to the model by its id", async () => {
  const png = await sharp({ create: { width: 56, height: 28, channels: 3, background: "#dc2626" } })
    .png()
    .toBuffer();
  let seen = 0;
  const { fetch, post } = emulator({
    composeReply: async ({ messages }) => {
      seen = messages[0]?.images[0]?.length ?? 0;
      return { reasoning: "", text: "red", toolCalls: [] };
    },
  });
  const { id } = await (
    await fetch(files, { method: "POST", body: form("image", new Uint8Array(png), "red.png", "image/png") })
  ).json();
  const content = [{ type: "image_url", image_url: { url: `ms://${id}` } }];
  expect((await post({ messages: [{ role: "user", content }] })).status).toBe(200);
  expect(seen).toBe(png.length);
  const video = [{ type: "video_url", video_url: { url: `ms://${id}` } }];
  const refused = await post({ messages: [{ role: "user", content: video }] });
  expect((await refused.json()).error.message).toContain("purpose image, video is needed");
});

test("bad uploads are refused in the vendor's words", async () => {
  const { fetch } = emulator();
  const refused = async (init: RequestInit) => {
    const response = await fetch(files, { method: "POST", ...init });
    expect(response.status).toBe(400);
    return (await response.json()).error.message;
  };
  expect(await refused({ body: form("holiday", "x", "a.txt", "text/plain") })).toBe(
    "Invalid purpose: only 'file-extract' accepted",
  );
  expect(await refused({ body: form("video", "", "a.mp4", "video/mp4") })).toContain("file size is zero");
  expect(await refused({ body: "no form" })).toContain("not a multipart form");
  const without = new FormData();
  without.set("purpose", "image");
  expect(await refused({ body: without })).toContain("file is required");
  expect((await fetch(files, { method: "PUT", body: "x" })).status).toBe(405);
  expect((await fetch(`${files}/nope/elsewhere`)).status).toBe(404);
});

test("only files to extract have a text, and only text files really", async () => {
  const { fetch } = emulator();
  const content = async (data: FormData) => {
    const { id } = await (await fetch(files, { method: "POST", body: data })).json();
    return await fetch(`${files}/${id}/content`);
  };
  expect((await content(form("video", "x", "a.mp4", "video/mp4"))).status).toBe(400);
  const pdf = await content(form("file-extract", "%PDF-1.7", "a.pdf", "application/pdf"));
  expect(await pdf.text()).toMatch(/^a\.pdf: 8 bytes\. The offline emulator/);
});

test("tokens are estimated for the messages of a request", async () => {
  const { fetch } = emulator();
  const count = (model: string) =>
    fetch("https://vendor.test/v1/tokenizers/estimate-token-count", {
      method: "POST",
      body: JSON.stringify({ model, messages: hello }),
    });
  expect(await (await count("kimi-k2.5")).json()).toEqual({ data: { total_tokens: 16 } });
  expect((await count("nope")).status).toBe(404);
});

test("the balance is the platform's shape", async () => {
  const response = await emulator().fetch("https://vendor.test/v1/users/me/balance");
  expect(await response.json()).toEqual({
    code: 0,
    data: {
      available_balance: expect.any(Number),
      voucher_balance: expect.any(Number),
      cash_balance: expect.any(Number),
    },
    scode: "0x0",
    status: true,
  });
});
