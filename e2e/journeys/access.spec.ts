import AxeBuilder from "@axe-core/playwright";
import { ask, expect, onPage, test } from "../test";

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

test("the page is in Chinese for a Chinese browser, and can be changed", async ({ browser, perigee }) => {
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(perigee.url);
  await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
  await expect(page.getByText(/离线/).first()).toBeVisible();
  await context.close();
});
