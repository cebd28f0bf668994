import { dataFolder, startPerigee } from "../server";
import { ask, expect, finished, onPage, pickModel, test } from "../test";

test("a reload in the middle goes on to the same answer", async ({ page, perigee }) => {
  await page.goto(perigee.url);
  const { message, send, stop, answers } = onPage(page);
  await pickModel(page, "scenario-slow");
  await message.fill("Tell me something slowly");
  await send.click();
  await expect(page).toHaveURL(/\/c\/[\w-]+$/);
  await expect(answers.first()).toContainText(/\w+ \w+/);
  await page.reload();
  await expect(stop).toBeVisible();
  await expect(answers.first()).toContainText(/\w+ \w+/);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await expect(second.getByRole("button", { name: "Stop", exact: true })).toBeVisible();
  await stop.click();
  await finished(page);
  await finished(second);
  const text = await answers.first().innerText();
  expect(text.length).toBeGreaterThan(20);
  await page.reload();
  await expect(answers.first()).toHaveText(text, { useInnerText: true });
  await second.close();
});

test("stop ends it, keeps what came, and continue goes on from there", async ({ page, perigee }) => {
  await page.goto(perigee.url);
  const { message, send, stop, answers, mode } = onPage(page);
  await pickModel(page, "scenario-slow");
  await mode("Instant").click();
  await message.fill("Tell me something slowly");
  await send.click();
  await expect(answers.first()).toContainText(/\w+ \w+ \w+/);
  await stop.click();
  await finished(page);
  const kept = (await answers.first().innerText()).slice(0, 20);
  await answers.first().getByRole("button", { name: "Continue" }).click();
  await expect(stop).toBeVisible();
  await expect(answers.first()).toContainText(kept.split("\n")[0] ?? kept);
  await stop.click();
  await finished(page);
  await expect(answers).toHaveCount(1);
});

test("editing and regenerating make branches to walk, kept over a reload", async ({ page, perigee }) => {
  await page.goto(perigee.url);
  const { questions, answers } = onPage(page);
  await ask(page, "Which is larger, 9.11 or 9.9?");
  await questions.first().getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("textbox", { name: /edit/i });
  await editor.fill("Which is larger, 3.5 or 3.25?");
  await editor.press("Enter");
  await finished(page);
  await expect(answers.first()).toContainText("3.5");
  await expect(questions.first()).toContainText("2 / 2");
  await questions.first().getByRole("button", { name: "Previous branch" }).click();
  await expect(answers.first()).toContainText("9.9");
  await page.reload();
  await expect(answers.first()).toContainText("9.9");
  await expect(questions.first()).toContainText("1 / 2");
  await answers.first().getByRole("button", { name: "Regenerate", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Again, the same way/ }).click();
  await expect(answers.first()).toContainText("2 / 2");
  await finished(page);
});

test.describe("a lost connection", () => {
  test.use({ expectedConsole: [/^error: Failed to load resource: net::ERR_/] });

  test("is said quietly, and what it led to once it is back", async ({ page }) => {
    const data = await dataFolder();
    const first = await startPerigee({ PERIGEE_DATA_DIR: data.path });
    await page.goto(first.url);
    const { message, send, answers } = onPage(page);
    await pickModel(page, "scenario-slow");
    await message.fill("Tell me something slowly");
    await send.click();
    await expect(answers.first()).toContainText(/\w+ \w+ \w+/);
    await first.stop("SIGKILL");
    const lost = answers.first().getByText("Connection lost, reconnecting…");
    await expect(lost).toBeVisible();
    const second = await startPerigee({ PERIGEE_DATA_DIR: data.path }, Number(new URL(first.url).port));
    await expect(answers.first()).toContainText(/interrupted/i, { timeout: 30_000 });
    await expect(lost).toHaveCount(0);
    await expect(answers.first().getByRole("button", { name: "Continue" })).toBeVisible();
    await second.stop("SIGTERM");
    await data.remove();
  });
});

test("kill -9 and a restart keep what was acknowledged and offer to continue", async ({ page }) => {
  const data = await dataFolder();
  const first = await startPerigee({ PERIGEE_DATA_DIR: data.path });
  const port = Number(new URL(first.url).port);
  await page.goto(first.url);
  const { message, send, answers, questions } = onPage(page);
  await ask(page, "Which is larger, 9.11 or 9.9?");
  await pickModel(page, "scenario-slow");
  await message.fill("And now slowly");
  await send.click();
  await expect(answers.nth(1)).toContainText(/\w+ \w+ \w+/);
  await page.waitForTimeout(400);
  const address = page.url();
  await page.goto("about:blank");
  await first.stop("SIGKILL");
  const second = await startPerigee({ PERIGEE_DATA_DIR: data.path }, port);
  await page.goto(address);
  await expect(questions).toHaveCount(2);
  await expect(answers.first()).toContainText("9.9");
  await expect(answers.nth(1)).toContainText(/\w+ \w+ \w+/);
  await answers.nth(1).getByRole("button", { name: "Continue" }).click();
  await expect(onPage(page).stop).toBeVisible();
  await onPage(page).stop.click();
  await finished(page);
  await second.stop("SIGTERM");
  await data.remove();
});
