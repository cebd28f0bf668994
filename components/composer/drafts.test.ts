import { describe, expect, it, vi } from "vitest";
import type { StoredMedia } from "@/lib/browser/api/requests";
import { createDrafts, mostPictures } from "./drafts";

const png = "\x89PNG\r\n\x1a\n";
const file = (name: string, content = png) =>
  new File([Uint8Array.from(content, (char) => char.charCodeAt(0))], name);
const media = (blob: string, width = 10, height = 10): StoredMedia => ({
  blob,
  mediaType: "image/png",
  bytes: 8,
  width,
  height,
});

function setUp() {
  const pending: {
    resolve: (media: StoredMedia) => void;
    reject: (error: unknown) => void;
    signal: AbortSignal;
  }[] = [];
  const values = new Map<string, string>();
  const drafts = createDrafts({
    upload: (_file, { signal }) =>
      new Promise((resolve, reject) => {
        pending.push({ resolve, reject, signal });
      }),
    downscale: vi.fn(async (_blob, { maxWidth, maxHeight }) => media("small", maxWidth, maxHeight)),
    storage: {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => void values.set(key, value),
      removeItem: (key) => void values.delete(key),
    },
  });
  return { drafts, pending, values };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe("drafts", () => {
  it("keep their text for each conversation, over a reload too", () => {
    const { drafts, values } = setUp();
    drafts.setText("a", "hello");
    drafts.setText("b", "other");
    expect(drafts.get("a").text).toBe("hello");
    const reloaded = createDrafts({
      upload: vi.fn(),
      downscale: vi.fn(),
      storage: { getItem: (key) => values.get(key) ?? null, setItem: vi.fn(), removeItem: vi.fn() },
    });
    expect(reloaded.get("a").text).toBe("hello");
    expect(reloaded.get("c").text).toBe("");
  });

  it("work without storage, and with one that throws", () => {
    const throwing = () => {
      throw new Error("forbidden");
    };
    const drafts = createDrafts({
      upload: vi.fn(),
      downscale: vi.fn(),
      storage: { getItem: throwing, setItem: throwing, removeItem: throwing },
    });
    drafts.setText("a", "hello");
    expect(drafts.get("a").text).toBe("hello");
  });

  it("upload what is added and say when it is there", async () => {
    const { drafts, pending } = setUp();
    await drafts.add("a", [file("one.png")]);
    expect(drafts.get("a").attachments[0]).toMatchObject({ name: "one.png", state: "uploading" });
    pending[0]?.resolve(media("x"));
    await settle();
    expect(drafts.get("a").attachments[0]).toMatchObject({ state: "ready", media: { blob: "x" } });
  });

  it("refuse what is no picture by its content, and take the rest", async () => {
    const { drafts } = setUp();
    await drafts.add("a", [file("fake.png", "%PDF-1.7"), file("ok.jpg"), file("nothing.gif", "")]);
    expect(drafts.get("a").attachments.map((one) => one.name)).toEqual(["ok.jpg"]);
    expect(drafts.get("a").refusals).toMatchObject([
      { name: "fake.png", reason: "type", found: "PDF" },
      { name: "nothing.gif", reason: "empty" },
    ]);
  });

  it("refuse what cannot be read, such as a folder", async () => {
    const { drafts } = setUp();
    const folder = file("folder");
    folder.slice = () => {
      throw new Error("NotReadableError");
    };
    await drafts.add("a", [folder]);
    expect(drafts.get("a").refusals).toMatchObject([{ name: "folder", reason: "unreadable" }]);
  });

  it("take at most so many pictures", async () => {
    const { drafts } = setUp();
    await drafts.add(
      "a",
      Array.from({ length: mostPictures + 2 }, (_, index) => file(`${index}.png`)),
    );
    expect(drafts.get("a").attachments).toHaveLength(mostPictures);
    expect(drafts.get("a").refusals.map((one) => one.reason)).toEqual(["too-many", "too-many"]);
  });

  it("keep a failed upload, which can be tried again", async () => {
    const { drafts, pending } = setUp();
    await drafts.add("a", [file("one.png")]);
    pending[0]?.reject(new Error("no network"));
    await settle();
    const failed = drafts.get("a").attachments[0];
    expect(failed).toMatchObject({ state: "failed" });
    drafts.retry("a", failed?.id ?? "");
    expect(drafts.get("a").attachments[0]).toMatchObject({ state: "uploading", problem: undefined });
    pending[1]?.resolve(media("x"));
    await settle();
    expect(drafts.get("a").attachments[0]).toMatchObject({ state: "ready" });
  });

  it("abort the upload of what is removed", async () => {
    const { drafts, pending } = setUp();
    await drafts.add("a", [file("one.png")]);
    drafts.remove("a", drafts.get("a").attachments[0]?.id ?? "");
    expect(pending[0]?.signal.aborted).toBe(true);
    pending[0]?.reject(new Error("aborted"));
    await settle();
    expect(drafts.get("a").attachments).toEqual([]);
  });

  it("put a smaller copy in the place of a picture", async () => {
    const { drafts, pending } = setUp();
    await drafts.add("a", [file("huge.png")]);
    pending[0]?.resolve(media("x", 5000, 3000));
    await settle();
    await drafts.shrink("a", drafts.get("a").attachments[0]?.id ?? "", { maxWidth: 3600, maxHeight: 2160 });
    expect(drafts.get("a").attachments[0]).toMatchObject({
      media: { blob: "small", width: 3600, height: 2160 },
      downscaling: false,
    });
  });

  it("give back what could not be sent, before what was written since", async () => {
    const { drafts, pending } = setUp();
    drafts.setText("a", "first");
    await drafts.add("a", [file("one.png")]);
    pending[0]?.resolve(media("x"));
    await settle();
    const taken = drafts.take("a");
    expect(drafts.get("a")).toMatchObject({ text: "", attachments: [] });
    drafts.setText("a", "second");
    drafts.restore("a", taken);
    expect(drafts.get("a").text).toBe("first\nsecond");
    expect(drafts.get("a").attachments.map((one) => one.name)).toEqual(["one.png"]);
  });

  it("tell those who listen", async () => {
    const { drafts } = setUp();
    const listener = vi.fn();
    const stop = drafts.subscribe(listener);
    drafts.setText("a", "x");
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    drafts.setText("a", "y");
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
