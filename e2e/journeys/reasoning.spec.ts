import { dataFolder, type Running, startPerigee } from "../server";
import { expect, finished, onPage, pickModel, reasoningOf, test } from "../test";

test.describe("at a pace that can be read", () => {
  let server: Running;
  let data: Awaited<ReturnType<typeof dataFolder>>;
  test.beforeAll(async () => {
    data = await dataFolder();
    server = await startPerigee({ PERIGEE_DATA_DIR: data.path, PERIGEE_EMULATOR_SPEED: "40" });
  });
  test.afterAll(async () => {
    await server.stop("SIGTERM");
    await data.remove();
  });

  test("reasoning streams in an open pane and folds when the answer starts", async ({ page }) => {
    await page.goto(server.url);
    const { message, send, stop, answers } = onPage(page);
    await message.fill("Which is larger, 9.11 or 9.9?");
    await send.click();
    const answer = answers.first();
    const toggle = reasoningOf(answer);
    const pane = answer.getByRole("group", { name: "Reasoning" });
    await expect(toggle).toHaveAttribute("aria-expanded", "true");
    await expect(toggle).toHaveAccessibleName(/^Thinking/);
    await expect(pane).toContainText(/\w+ \w+/);
    const early = await pane.innerText();
    await expect.poll(async () => (await pane.innerText()).length).toBeGreaterThan(early.length);
    await expect(toggle).toHaveAttribute("aria-expanded", "false");
    await expect(stop).toBeVisible();
    await finished(page);
    await expect(toggle).toHaveAccessibleName(/^Thought for [\d.]+ s$/);
    await expect(pane).toHaveCount(0);
    await expect(answer).toContainText(/kimi-k2\.5 · [\d,]+ in · [\d,]+ out tokens · .*[\d.]+ s/);
  });

  test("reasoning that its reader clicked stays open", async ({ page }) => {
    await page.goto(server.url);
    const { message, send, answers } = onPage(page);
    await message.fill("Which is larger, 9.11 or 9.9?");
    await send.click();
    const answer = answers.first();
    const pane = answer.getByRole("group", { name: "Reasoning" });
    await pane.click();
    await expect(reasoningOf(answer)).toHaveAccessibleName(/^Thinking/);
    await finished(page);
    await expect(reasoningOf(answer)).toHaveAttribute("aria-expanded", "true");
    await expect(pane).toBeVisible();
  });
});

test("a model that cannot be switched says so wherever it matters", async ({ page, perigee }) => {
  await page.goto(perigee.url);
  const { message, send, answers, mode } = onPage(page);
  await page.getByRole("button", { name: /^Model: / }).click();
  await expect(page.getByRole("option", { name: /kimi-k3/ })).toContainText(
    "Temperature and top_p are fixed by the vendor.",
  );
  await page.keyboard.press("Escape");
  await pickModel(page, "kimi-k3");
  await expect(page.getByText("Kimi K3 always thinks, more or less.").first()).toBeVisible();
  await message.press("Alt+KeyT");
  await expect(mode("Thinking")).toHaveAttribute("aria-pressed", "true");
  await message.fill("Which is larger, 9.11 or 9.9?");
  await send.click();
  await finished(page);
  await answers.first().getByRole("button", { name: "Regenerate", exact: true }).click();
  const instant = page.getByRole("menuitem", { name: /^Again with Instant/ });
  await expect(instant).toHaveAttribute("aria-disabled", "true");
  await expect(instant).toContainText("kimi-k3 always thinks, more or less.");
  await page.keyboard.press("Escape");
  // What was tried there must not be remembered for a model that can be switched.
  await pickModel(page, "kimi-k2.5");
  await expect(mode("Thinking")).toHaveAttribute("aria-pressed", "true");
});

test("thinking that used up the output limit can be given a higher one", async ({ page, perigee }) => {
  await page.goto(perigee.url);
  const { message, send, answers } = onPage(page);
  await pickModel(page, "scenario-b7-reasoning-eats-cap");
  await message.fill("Which is larger, 9.11 or 9.9?");
  await send.click();
  await finished(page);
  const answer = answers.first();
  await expect(answer).toContainText("The output limit was reached while thinking");
  const asked = page.waitForRequest((request) => request.url().endsWith("/api/turns"));
  await answer.getByRole("button", { name: "Again with a higher limit" }).click();
  expect((await asked).postDataJSON()).toMatchObject({ maxOutputTokens: 65_536 });
  await expect(answer).toContainText("2 / 2");
  await finished(page);
});
