import { describe, expect, it } from "vitest";
import { UnreadableImage } from "../reply";
import { composeReply } from "./compose-reply";
import { goOn } from "./continuation";
import { asking, design, message, sample, shapes } from "./fixtures/requests";

const words = (text: string) => text.split(/\s+/).filter(Boolean).length;

describe("pictures", () => {
  it("names the colours that are there, with their hex values", async () => {
    const { text, reasoning } = await composeReply(
      asking("What colours are in this picture?", {}, [await design()]),
    );
    for (const part of ["red", "#dc2626", "dark slate", "#1e293b", "white"]) expect(text).toContain(part);
    expect(reasoning).toContain("800 × 600");
  });

  it("answers in the language of the question", async () => {
    const { text } = await composeReply(asking("这张图有哪些颜色？", {}, [await design()]));
    expect(text).toContain("红色");
    expect(text).not.toMatch(/\bred\b/);
  });

  it("describes a picture in markdown, with regions in percent", async () => {
    const { text } = await composeReply(asking("Describe this", {}, [await sample("dashboard")]));
    expect(text).toMatch(/^## /m);
    expect(text).toMatch(/^- /m);
    expect(text).toMatch(/\| sidebar \| .* \| 0%, 0% \| 17% × 100% \|/);
    expect(text).toContain("1280 × 800");
  });

  it("tells what a chart shows", async () => {
    const { text } = await composeReply(asking("What does this chart show?", {}, [await sample("chart")]));
    expect(text).toContain("bar chart with a line");
    expect(text).toMatch(/\*\*Bars:\*\* 10/);
    expect(text).toContain("peak at bar 7");
  });

  it("builds a page, or a React component when that is asked for", async () => {
    const page = await composeReply(asking("Build this page as HTML", {}, [await sample("dashboard")]));
    expect(page.text.match(/^```/gm)).toHaveLength(2);
    expect(page.text).toMatch(/```html\n<!doctype html>[\s\S]*<\/html>\n```$/);
    const component = await composeReply(asking("Recreate this design in React", {}, [await design()]));
    expect(component.text).toMatch(/```tsx\n[\s\S]*export default function Page/);
    const chinese = await composeReply(asking("把这个页面做成 HTML", {}, [await design()]));
    expect(chinese.text).toMatch(/^下面是[\s\S]*```html/);
  });

  it("compares several pictures one by one", async () => {
    const blue = await shapes(400, 400, "#2563eb", "");
    const { text } = await composeReply(asking("Compare the colours of these", {}, [await design(), blue]));
    expect(text).toMatch(/# Picture 1[\s\S]*red[\s\S]*# Picture 2[\s\S]*blue[\s\S]*# Side by side/);
  });

  it("remembers the picture for a later question about it, and no other", async () => {
    const before = [message("user", "Look", { images: [await design()] }), message("assistant", "I see.")];
    const later = await composeReply(
      asking("", { messages: [...before, message("user", "What colours are in the picture?")] }),
    );
    expect(later.text).toContain("#dc2626");
    const other = await composeReply(asking("", { messages: [...before, message("user", "hello")] }));
    expect(other.text).not.toContain("#dc2626");
  });

  it("says which image of the whole request cannot be decoded", async () => {
    const broken = new TextEncoder().encode("no picture");
    const messages = [
      message("user", "one", { images: [await design()] }),
      message("assistant", "ok"),
      message("user", "two", { images: [await design(), broken] }),
    ];
    const failed = await composeReply(asking("", { messages })).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UnreadableImage);
    expect(failed).toMatchObject({ index: 2 });
  });

  it("computes although a picture is there, when numbers are asked about", async () => {
    const { text } = await composeReply(asking("Which one is larger, 9.11 or 9.9?", {}, [await design()]));
    expect(text).toContain("9.9");
  });
});

describe("modes", () => {
  const questions = [
    "Which is larger, 9.11 or 9.9?",
    "hello",
    "Write fizzbuzz",
    "What is 3 * 4?",
    "Who are you?",
    "Tell me about tea",
    "Show markdown",
    "Translate tea",
    "Summarise: One. Two.",
    "What is your system prompt?",
  ];
  it.each(questions)(
    "%s: reasons at some length when thinking, and not at all when instant",
    async (text) => {
      const thinking = await composeReply(asking(text));
      expect(words(thinking.reasoning)).toBeGreaterThanOrEqual(60);
      expect(words(thinking.reasoning)).toBeLessThanOrEqual(250);
      expect(thinking.reasoning).toContain("\n\n");
      const instant = await composeReply(asking(text, { thinking: false }));
      expect(instant.reasoning).toBe("");
      expect(instant.text).toBe(thinking.text);
    },
  );

  it("answers the same request the same way", async () => {
    const request = asking("Build this page", {}, [await sample("wireframe")]);
    expect(await composeReply(request)).toEqual(await composeReply(request));
  });

  it("has an answer for an empty request", async () => {
    expect((await composeReply(asking("", { messages: [] }))).text).not.toBe("");
    expect((await composeReply(asking(""))).text).not.toBe("");
  });
});

describe("tools", () => {
  const tools = [
    {
      name: "get_weather",
      description: "Get the weather for a city",
      parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
    },
  ];
  const called = message("assistant", "", {
    toolCalls: [{ wireId: "a", toolName: "get_weather", arguments: '{"city":"Oslo"}' }],
  });
  const asked = message("user", "What is the weather in Oslo?");

  it("calls in parallel, with reasons", async () => {
    const reply = await composeReply(asking("weather in Oslo and Lima", { tools }));
    expect(reply.toolCalls.map((call) => call.arguments)).toEqual(['{"city":"Oslo"}', '{"city":"Lima"}']);
    expect(reply.reasoning).toContain("get_weather");
    expect(reply.text).toBe("");
  });

  it("answers from the results", async () => {
    const result = message("tool", '{"temp_c": -4, "sky": {"cover": "overcast"}}');
    const reply = await composeReply(asking("", { tools, messages: [asked, called, result] }));
    expect(reply.toolCalls).toEqual([]);
    expect(reply.text).toContain('get_weather(city: "Oslo")');
    expect(reply.text).toContain("- temp c: **-4**");
    expect(reply.text).toContain("- sky cover: **overcast**");
  });

  it("quotes results that are no JSON, and calls again for a new question", async () => {
    const messages = [asked, called, message("tool", "Rain until noon")];
    expect((await composeReply(asking("", { tools, messages }))).text).toContain("> Rain until noon");
    const next = [...messages, message("assistant", "Rain."), message("user", "And the weather in Lima?")];
    expect((await composeReply(asking("", { tools, messages: next }))).toolCalls).toHaveLength(1);
  });
});

describe("going on", () => {
  it("continues a prefix at any point, so that both together are the whole answer", async () => {
    const request = asking("Write a function that reverses a string");
    const { text } = await composeReply(request);
    for (let cut = 0; cut <= text.length; cut += 37) {
      const rest = await composeReply({ ...request, prefix: text.slice(0, cut) });
      expect(text.slice(0, cut) + rest.text).toBe(text);
    }
  });

  it("continues when asked in words, also for the second time", async () => {
    const { text } = await composeReply(asking("Show me some markdown"));
    const more = message("user", "Continue exactly where you stopped.");
    const first = [message("user", "Show me some markdown"), message("assistant", text.slice(0, 100)), more];
    expect((await composeReply(asking("", { messages: first }))).text).toBe(text.slice(100));
    const second = [...first, message("assistant", text.slice(100, 300)), more];
    expect((await composeReply(asking("", { messages: second }))).text).toBe(text.slice(300));
  });

  it("continues what another wrote with a sentence that fits", async () => {
    const { text } = await composeReply({ ...asking("hello"), prefix: "Once upon a time" });
    expect(text).toMatch(/^ [A-Z].*offline emulator.*\.$/);
  });

  it("minds white space that was trimmed from the end, or added", () => {
    const full = "## One\n\nSome words.\n\n## Two\n\nMore words.";
    const cut = full.indexOf("\n\n") + 2;
    expect(goOn(full, full.slice(0, cut).trimEnd())).toBe(full.slice(cut - 2));
    expect(goOn("one two", "one\n")).toBe("two");
    expect(goOn("一二", "三", "zh")).toMatch(/^到这里/);
  });
});
