import { test as base, expect, type Locator, type Page } from "@playwright/test";
import sharp from "sharp";
import { dataFolder, type Running, startPerigee } from "./server";

type Options = {
  /** Messages of the browser's console that a test expects, such as a refused request; all others fail it. */
  expectedConsole: RegExp[];
};

/** One server for a file's tests on the offline emulator, and a page on which any console error fails the test. */
export const test = base.extend<Options & { guarded: undefined }, { perigee: Running }>({
  perigee: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern.
    async ({}, use) => {
      const data = await dataFolder();
      const server = await startPerigee({ PERIGEE_DATA_DIR: data.path });
      await use(server);
      await server.stop("SIGTERM");
      await data.remove();
    },
    { scope: "worker" },
  ],
  expectedConsole: [[], { option: true }],
  guarded: [
    async ({ page, expectedConsole }, use) => {
      const problems: string[] = [];
      const report = (text: string) => {
        if (!expectedConsole.some((pattern) => pattern.test(text))) problems.push(text);
      };
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning")
          report(`${message.type()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => report(`uncaught: ${error.message}`));
      await use(undefined);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** The page's parts, found as a person or a screen reader would. */
export function onPage(page: Page) {
  return {
    message: page.getByRole("textbox", { name: "Message" }),
    send: page.getByRole("button", { name: "Send", exact: true }),
    stop: page.getByRole("button", { name: "Stop", exact: true }),
    mode: (name: "Thinking" | "Instant") =>
      page.getByRole("group", { name: "Mode" }).getByRole("button", { name }),
    transcript: page.getByRole("region", { name: "Transcript" }),
    answers: page.getByRole("article", { name: "Answer" }),
    questions: page.getByRole("article", { name: "Your message" }),
    conversations: page.getByRole("navigation", { name: "Conversations" }),
  };
}

/** The button that folds an answer's reasoning. */
export function reasoningOf(answer: Locator): Locator {
  return answer.getByRole("button", { name: /^(Thinking|Thought)/ });
}

/** Types a question, sends it and waits until its answer is complete. */
export async function ask(page: Page, text: string): Promise<Locator> {
  const { message, send, answers } = onPage(page);
  const before = await answers.count();
  await message.fill(text);
  await send.click();
  const answer = answers.nth(before);
  await expect(answer).toBeVisible();
  await finished(page);
  return answer;
}

/** Waits until no answer is being written. */
export async function finished(page: Page): Promise<void> {
  await expect(onPage(page).stop).toHaveCount(0, { timeout: 45_000 });
}

/** Picks a model by its id in the model picker. */
export async function pickModel(page: Page, id: string): Promise<void> {
  await page.getByRole("button", { name: /^Model: / }).click();
  await page.getByRole("combobox", { name: /model/i }).fill(id);
  await page
    .getByRole("option", { name: new RegExp(`${id.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}(\\s|$)`) })
    .first()
    .click();
}

/** A PNG with a dark header, a red block on the left and white elsewhere. */
export async function designPng(width = 800, height = 600): Promise<Buffer> {
  const block = (w: number, h: number, color: string) =>
    ({ create: { width: w, height: h, channels: 3, background: color } }) as const;
  return await sharp(block(width, height, "#ffffff"))
    .composite([
      { input: block(width, Math.round(height / 8), "#1e293b"), left: 0, top: 0 },
      {
        input: block(Math.round(width / 3), Math.round(height / 2), "#dc2626"),
        left: 40,
        top: Math.round(height / 4),
      },
    ])
    .png()
    .toBuffer();
}
