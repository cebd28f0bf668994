import AxeBuilder from "@axe-core/playwright";
import { ask, expect, finished, onPage, pickModel, test } from "../test";

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1440]) {
    test(`axe finds nothing serious: ${colorScheme}, ${width} px`, async ({ page, perigee }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(perigee.url);
      await expect(onPage(page).message).toBeVisible();
      expect(await serious(page)).toEqual([]);
      await ask(page, "Show me a table, a list and some code in markdown");
      expect(await serious(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}

async function serious(page: import("@playwright/test").Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
}

test("the main path by keyboard alone", async ({ page, perigee }) => {
  await page.goto(perigee.url);
  const { message, answers } = onPage(page);
  await expect(message).toBeFocused();
  await page.keyboard.type("Which is larger, 9.11 or 9.9?");
  await page.keyboard.press("Enter");
  await expect(answers.first()).toContainText("9.9");
  await expect(message).toBeFocused();
  await page.keyboard.type("line one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("line two");
  await expect(message).toHaveValue("line one\nline two");
});

test("a screen reader hears that an answer starts and how it ends, and nothing of others", async ({
  page,
  perigee,
}) => {
  await page.goto(perigee.url);
  const { message, send, stop, conversations } = onPage(page);
  const heard = page.getByRole("status").filter({ hasText: /^Answer/ });
  await ask(page, "Which is larger, 71.1 or 71.9?");
  await expect(heard).toHaveText("Answer complete");
  await pickModel(page, "scenario-quota");
  await ask(page, "Hello");
  await expect(heard).toHaveText("Answer failed");
  await page.getByRole("button", { name: "New conversation" }).first().click();
  await expect(heard).toHaveCount(0);
  await pickModel(page, "scenario-slow");
  await message.fill("Tell me of the tides, slowly");
  await send.click();
  await expect(heard).toHaveText("Answer started");
  await conversations.getByRole("link", { name: /71\.1/ }).click();
  await expect(stop).toHaveCount(0);
  await expect(heard).toHaveCount(0);
  await conversations.getByRole("link", { name: /tides/ }).click();
  await expect(stop).toBeVisible();
  await expect(heard).toHaveCount(0);
  await stop.click();
  await finished(page);
  await expect(heard).toHaveText("Answer stopped");
});

test("the language is changed in place and kept over a reload", async ({ page, perigee }) => {
  await page.goto(perigee.url);
  const draft = page.getByRole("textbox");
  await draft.fill("9.11 还是 9.9 大？");
  await page.getByRole("button", { name: "中文", exact: true }).click();
  const inChinese = async () => {
    await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
    await expect(page.getByText("离线模拟器：预设回复，并非 Kimi").first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "消息" })).toBeVisible();
    await expect(page.getByRole("button", { name: "添加图片" })).toBeVisible();
    await expect(page.getByRole("group", { name: "模式" }).getByRole("button")).toHaveText(["思考", "即时"]);
    await expect(page.getByRole("button", { name: "发送", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "新对话" }).first()).toBeVisible();
  };
  await inChinese();
  await expect(page.getByRole("region", { name: "示例" })).toBeVisible();
  await expect(draft).toHaveValue("9.11 还是 9.9 大？");
  await draft.press("Enter");
  const answer = page.getByRole("article", { name: "回答" });
  await expect(answer.getByRole("button", { name: /^思考了 [\d.]+ 秒$/ })).toBeVisible();
  await expect(answer).toContainText(/输入 [\d,]+ · 输出 [\d,]+ tokens/);
  await page.reload();
  await inChinese();
  await expect(answer).toContainText(/输入 [\d,]+ · 输出 [\d,]+ tokens/);
  await page.getByRole("button", { name: /English/ }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(onPage(page).send).toBeVisible();
});

test("the page is in Chinese for a Chinese browser", async ({ browser, perigee }) => {
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(perigee.url);
  await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
  await expect(page.getByText(/离线/).first()).toBeVisible();
  await context.close();
});
