import { dataFolder, startEmulator, startPerigee } from "../server";
import { ask, expect, finished, onPage, pickModel, test } from "../test";

test.describe("what goes wrong has a place and a next step", () => {
  const cases: { model: string; says: RegExp; hint: RegExp }[] = [
    { model: "scenario-quota", says: /balance|quota/i, hint: /recharge|billing|top up/i },
    { model: "scenario-content-filter", says: /content|filter|refused/i, hint: /./ },
    { model: "scenario-context-length", says: /too long|context/i, hint: /./ },
    { model: "scenario-html-502", says: /server|answer/i, hint: /again/i },
    { model: "scenario-gone", says: /model/i, hint: /another|choose|pick/i },
    { model: "scenario-error-event", says: /./, hint: /again|continue/i },
  ];
  for (const { model, says, hint } of cases) {
    test(model, async ({ page, perigee }) => {
      await page.goto(perigee.url);
      await pickModel(page, model);
      const answer = await ask(page, "Hello");
      const alert = answer
        .getByRole("alert")
        .or(answer.getByRole("group", { name: /error/i }))
        .first();
      await expect(alert).toContainText(says);
      await expect(alert).toContainText(hint);
    });
  }

  test("an overloaded endpoint is asked again, and the page says when", async ({ page, perigee }) => {
    await page.goto(perigee.url);
    await pickModel(page, "scenario-overloaded");
    const { message, send, answers } = onPage(page);
    await message.fill("Which is larger, 9.11 or 9.9?");
    await send.click();
    await expect(page.getByText(/retrying in \d+/i).first()).toBeVisible();
    await finished(page);
    await expect(answers.first()).toContainText("9.9");
  });

  test("a refused parameter is repaired once, and the transcript says so", async ({ page, perigee }) => {
    await page.goto(perigee.url);
    await pickModel(page, "scenario-redirect");
    const answer = await ask(page, "Hello");
    await expect(answer).toContainText(/kimi-k3|another model|answered by/i);
  });
});

test("a wrong key says so and what to set", async ({ page }) => {
  const data = await dataFolder();
  const vendor = await startEmulator("moonshot", { key: "sk-right" });
  const server = await startPerigee({
    PERIGEE_DATA_DIR: data.path,
    MOONSHOT_API_KEY: "sk-mistaken",
    MOONSHOT_BASE_URL: vendor.url,
    MOONSHOT_MODEL: "kimi-k2.5",
  });
  await page.goto(server.url);
  const answer = await ask(page, "Hello");
  await expect(answer).toContainText(/key/i);
  await expect(answer).toContainText("MOONSHOT_API_KEY");
  await expect(page.locator("body")).not.toContainText("sk-mistaken");
  await server.stop("SIGTERM");
  await vendor.stop("SIGTERM");
  await data.remove();
});

test("a wrong value stops the start with one line that names the variable", async () => {
  const data = await dataFolder();
  const failed = await startPerigee({
    PERIGEE_DATA_DIR: data.path,
    MOONSHOT_BASE_URL: "not a url",
    MOONSHOT_API_KEY: "sk-x",
  }).then(
    (server) => server.stop().then(() => "started"),
    (error: Error) => error.message,
  );
  expect(failed).toContain("MOONSHOT_BASE_URL");
  expect(failed).not.toContain("    at ");
  await data.remove();
});
