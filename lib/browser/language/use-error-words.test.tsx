import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { ApiError, unreachable } from "@/lib/browser/api/api-error";
import { loadDictionary } from "@/lib/core/language";
import type { Language } from "@/lib/core/language/language";
import { useErrorWords } from "./use-error-words";

function Words({ problem }: { problem: unknown }) {
  const { message, hint } = useErrorWords()(problem);
  return `${message} | ${hint}`;
}

async function wordsOf(problem: unknown, language: Language): Promise<string> {
  return renderToStaticMarkup(
    <IntlProvider locale={language} messages={await loadDictionary(language)} timeZone="UTC">
      <Words problem={problem} />
    </IntlProvider>,
  );
}

const quota = new ApiError("quota", "The balance is used up.", "Recharge it.", { status: 400 });

describe("the words of an error", () => {
  it("are the server's own in English", async () => {
    expect(await wordsOf(quota, "en")).toBe("The balance is used up. | Recharge it.");
  });

  it("are made from the code in Chinese, with and without the values it knows", async () => {
    const [plain, named] = [quota, { code: "auth", message: "x", data: { provider: "Moonshot AI" } }];
    expect(await wordsOf(plain, "zh")).toMatch(/余额/);
    expect(await wordsOf(plain, "zh")).not.toMatch(/balance|none|\{/);
    expect(await wordsOf(named, "zh")).toContain("Moonshot AI");
  });

  it("fill in the hint that a server left out", async () => {
    const bare = { code: "overloaded", message: "Busy." };
    expect(await wordsOf(bare, "en")).toMatch(/^Busy\. \| \S/);
  });

  it("tell a server out of reach from an endpoint out of reach", async () => {
    const [ours, theirs] = await Promise.all([
      wordsOf(unreachable(), "zh"),
      wordsOf({ code: "network", message: "x" }, "zh"),
    ]);
    expect(ours).not.toBe(theirs);
  });

  it("never show what was not meant for people", async () => {
    expect(await wordsOf(new TypeError("x is not a function"), "en")).not.toContain("function");
    expect(await wordsOf(undefined, "en")).toMatch(/\S \| \S/);
  });
});
