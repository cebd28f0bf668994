import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { beforeAll, describe, expect, it } from "vitest";
import { type Dictionary, loadDictionary } from "@/lib/core/language";
import type { Language } from "@/lib/core/language/language";
import type { Message, TurnSummary } from "@/lib/core/message/message";
import type { Part } from "@/lib/core/message/part";
import { Answer } from "./answer";
import { Markdown } from "./markdown/markdown";
import { UserMessage } from "./user-message";

let dictionaries: Record<Language, Dictionary>;
beforeAll(async () => {
  dictionaries = { en: await loadDictionary("en"), zh: await loadDictionary("zh") };
});

function render(element: ReactElement, locale: Language = "en"): string {
  const onError = (error: Error) => {
    throw error;
  };
  const messages = dictionaries[locale];
  return renderToStaticMarkup(
    <IntlProvider locale={locale} messages={messages} timeZone="UTC" onError={onError}>
      {element}
    </IntlProvider>,
  );
}

const textIn = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
const markdown = (text: string, streaming = false) => render(<Markdown text={text} streaming={streaming} />);

function answer(parts: Part[], turn: Partial<TurnSummary> = {}): Message {
  return {
    id: "a",
    conversationId: "c",
    parentId: "q",
    role: "assistant",
    parts,
    createdAt: 1,
    turn: {
      id: "t",
      status: "ended",
      reason: "stop",
      provider: "moonshot",
      model: "kimi-k2.5",
      thinking: true,
      startedAt: 1_000,
      firstTokenAt: 1_500,
      endedAt: 4_400,
      seq: 9,
      ...turn,
    },
  };
}

describe("markdown", () => {
  it("draws GitHub's dialect", () => {
    const html = markdown(
      "# T\n\n| a | b |\n|:-:|--:|\n| `x` | y<br>z |\n\n- [x] done\n- [ ] open\n\n3. three\n\n~~no~~ 20~25, 30~35",
    );
    expect(html).toMatch(/<h3[^>]*>T<\/h3>/);
    expect(html).toMatch(/<th scope="col" class="[^"]*text-center[^"]*">a<\/th>/);
    expect(html).toMatch(/y<br\/>z/);
    expect(html).toMatch(/role="img" aria-label="done"/);
    expect(html).toContain('<ol start="3"');
    expect(html.match(/<del>/g)).toHaveLength(1);
  });

  it("shows HTML as text, whatever it is", () => {
    const html = markdown(
      "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\ntext <b onclick=x>b</b> &lt;i&gt;\n\n<!-- c -->",
    );
    expect(html).not.toMatch(/<(script|img|b|i)[\s>]/);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).toContain("&lt;i&gt;");
  });

  it("links only to the web and to mail, away from the page", () => {
    const html = markdown(
      "[a](https://a.example/x) [b](javascript:alert(1)) [c](/api/x) <mailto:d@e.example> [f][r]\n\n[r]: http://r.example/",
    );
    expect(html.match(/href="[^"]*"/g)).toEqual([
      'href="https://a.example/x"',
      'href="mailto:d@e.example"',
      'href="http://r.example/"',
    ]);
    expect(html.match(/rel="noopener noreferrer nofollow"/g)).toHaveLength(3);
    expect(textIn(html)).toMatch(/ b c /);
  });

  it("never loads a picture from elsewhere", () => {
    const html = markdown("![A cat](https://cats.example/cat.png) ![](data:image/png;base64,AAAA)");
    expect(html).not.toContain("<img");
    expect(textIn(html)).toContain("A cat (image on cats.example)");
  });

  it("leaves formulas as they are written", () => {
    expect(textIn(markdown("$a_1 * b_1 * c$ and \\(x\\_y\\), $5 and $6"))).toContain(
      "$a_1 * b_1 * c$ and \\(x\\_y\\) , $5 and $6",
    );
    expect(markdown("$$\na\n+ b\n$$")).toContain("$$\na\n+ b\n$$");
  });

  it("draws an unfinished text as it will be", () => {
    expect(markdown("Some **bold", true)).toContain("<strong");
    expect(markdown("```ts\nlet a", true)).toMatch(/<code>let a<\/code>/);
  });
});

describe("an answer", () => {
  const usage: Part = {
    type: "usage",
    inputTokens: 1_234,
    outputTokens: 567,
    cachedTokens: 100,
    estimated: false,
    costUsd: 0.00123,
  };
  const reasoning: Part = { type: "reasoning", text: "Let me see.", startedAt: 1_000, endedAt: 4_200 };

  it("tells its model, tokens, price, time and speed", () => {
    const text = textIn(render(<Answer message={answer([{ type: "text", text: "Hi" }, usage])} />));
    expect(text).toContain("kimi-k2.5");
    expect(text).toContain("1,234 in · 567 out tokens · 100 in from the cache · ");
    expect(text).toContain("$0.0012");
    expect(text).toContain("3.4 s");
    expect(text).toContain("196 tokens/s");
    expect(text).not.toContain("estimated");
    const other = { ...usage, estimated: true, cachedTokens: 0 };
    const plain = textIn(render(<Answer message={answer([other])} />));
    expect(plain).toContain("estimated");
    expect(plain).not.toContain("from the cache");
  });

  it("folds its reasoning when there is an answer", () => {
    const html = render(<Answer message={answer([reasoning, { type: "text", text: "9.9" }])} />);
    expect(html).toMatch(/aria-expanded="false"[^>]*>.*Thought for 3.2 s/);
    expect(html).not.toContain("Let me see.");
  });

  it("shows its reasoning while there is none", () => {
    const { endedAt: _, ...open } = reasoning;
    const live = { parts: [open], seq: 3 };
    const html = render(<Answer message={answer([], { status: "running" })} live={live} />);
    expect(html).toMatch(/aria-expanded="true"/);
    expect(html).toContain("Thinking…");
    expect(html).toContain("Let me see.");
    expect(html).not.toContain("Waiting");
  });

  it("says that it waits, and when it is asked again", () => {
    const running = answer([], { status: "running" });
    expect(render(<Answer message={running} live={{ parts: running.parts, seq: 1 }} />)).toContain(
      "Waiting for the model…",
    );
    const retry = {
      type: "retry" as const,
      at: Date.now() + 3_600_000,
      attempt: 1,
      code: "overloaded" as const,
      message: "It is overloaded.",
    };
    const html = render(<Answer message={running} live={{ parts: [], seq: 2, retry }} />);
    expect(html).toMatch(/Retrying in 3\d\d\d s/);
    expect(html).toContain("It is overloaded.");
    expect(html).not.toContain("Waiting");
  });

  it("says that the connection is lost, while it is", () => {
    const running = answer([], { status: "running" });
    const live = { parts: [{ type: "text" as const, text: "Half" }], seq: 2 };
    const text = (reconnecting: boolean) =>
      textIn(render(<Answer message={running} live={live} reconnecting={reconnecting} />));
    expect(text(true)).toMatch(/Half.*Connection lost, reconnecting…/);
    expect(text(false)).not.toContain("Connection lost");
  });

  it("shows an error with its next step, aloud only while it happens", () => {
    const error: Part = {
      type: "error",
      code: "auth",
      message: "The key was refused.",
      hint: "Set MOONSHOT_API_KEY.",
      detail: "raw <body>",
      data: { variable: "MOONSHOT_API_KEY" },
    };
    const message = answer([error], { reason: "error" });
    const actions = { onOpenSetup: () => {}, onRegenerate: () => {} };
    const html = render(<Answer message={message} {...actions} />);
    expect(html).toContain('role="group" aria-label="Error"');
    expect(textIn(html)).toMatch(
      /The key was refused\..*Set MOONSHOT_API_KEY\..*Details.*How to set a key.*Try again/,
    );
    expect(html).toContain("raw &lt;body&gt;");
    const live = render(
      <Answer message={answer([], { status: "running" })} live={{ parts: [error], seq: 2 }} />,
    );
    expect(live).toContain('role="alert"');
    const chinese = textIn(render(<Answer message={message} />, "zh"));
    expect(chinese).toMatch(/密钥/);
    expect(chinese).toContain("The key was refused.");
  });

  it("offers to continue where it was broken off", () => {
    const text: Part = { type: "text", text: "Half" };
    const html = (reason: TurnSummary["reason"]) =>
      textIn(
        render(<Answer message={answer([text], { ...(reason && { reason }) })} onContinue={() => {}} />),
      );
    expect(html("stopped")).toMatch(/Stopped.*Continue/);
    expect(html("interrupted")).toMatch(/Interrupted.*Continue/);
    expect(html("stop")).not.toContain("Continue");
  });

  it("offers a higher limit where thinking used it up", () => {
    const notice = (during: string): Part => ({
      type: "notice",
      code: "length",
      message: "The limit was reached.",
      data: { while: during },
    });
    const text = (during: string) =>
      textIn(
        render(
          <Answer
            message={answer([reasoning, notice(during)], { reason: "length" })}
            onRegenerate={() => {}}
          />,
        ),
      );
    expect(text("thinking")).toContain("Again with a higher limit");
    expect(text("answering")).not.toContain("Again with a higher limit");
  });

  it("can be walked through its versions, copied and asked again", () => {
    const html = render(
      <Answer
        message={answer([{ type: "text", text: "Hi" }])}
        branch={{ index: 1, count: 3 }}
        onRegenerate={() => {}}
      />,
    );
    expect(textIn(html)).toContain("2 / 3");
    for (const name of ["Previous branch", "Next branch", "Copy", "Regenerate"]) {
      expect(html).toContain(`aria-label="${name}"`);
    }
  });

  it("shows tools with what came of them, and notices", () => {
    const parts: Part[] = [
      { type: "tool-call", callId: "1", wireId: "w", toolName: "weather", arguments: '{"city":"Rome"}' },
      { type: "tool-call", callId: "2", wireId: "w2", toolName: "clock", arguments: "{}" },
      { type: "tool-result", callId: "1", output: "no such city", isError: true },
      {
        type: "notice",
        code: "model-differs",
        message: "kimi-k3 answered.",
        data: { asked: "kimi-k2.5", got: "kimi-k3" },
      },
    ];
    const text = textIn(render(<Answer message={answer(parts, { reason: "tool-calls" })} />));
    expect(text).toMatch(/weather.*The tool failed.*Rome.*no such city/);
    expect(text).toMatch(/clock.*Not run/);
    expect(text).toContain("kimi-k3 answered.");
    expect(textIn(render(<Answer message={answer(parts)} />, "zh"))).toContain("由 kimi-k3 回答");
  });
});

describe("a message of the reader", () => {
  const message = (parts: Part[]): Message => ({
    id: "q",
    conversationId: "c",
    parentId: null,
    role: "user",
    parts,
    createdAt: 1,
  });

  it("shows its pictures and its text as typed", () => {
    const picture: Part = {
      type: "image",
      blob: "ab",
      mediaType: "image/png",
      bytes: 9,
      width: 40,
      height: 30,
      name: "design.png",
    };
    const html = render(
      <UserMessage message={message([picture, { type: "text", text: "**as** <typed>" }])} />,
    );
    expect(html).toContain('aria-label="Your message"');
    expect(html).toMatch(/<img src="\/api\/media\/ab" width="40" height="30" alt="design.png"/);
    expect(html).toContain("**as** &lt;typed&gt;");
    expect(html).not.toContain('aria-label="Edit"');
  });

  it("is folded when it is long", () => {
    const long = message([{ type: "text", text: "line\n".repeat(40) }]);
    expect(render(<UserMessage message={long} />)).toMatch(/aria-expanded="false"[^>]*>Show all/);
    expect(render(<UserMessage message={message([{ type: "text", text: "short" }])} />)).not.toContain(
      "Show all",
    );
  });
});
