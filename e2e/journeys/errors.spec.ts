import { dataFolder, startEmulator, startPerigee } from "../server";
import { ask, expect, finished, onPage, pickModel, test } from "../test";

test.describe("what goes wrong has a place and a next step", () => {
  const cases: { model: string; says: RegExp; hint: RegExp }[] = [
    {
      model: "scenario-rate-limit",
      says: /was asked more often than this key's rate limit allows\./,
      hint: /Wait 1 second, then send the message again\./,
    },
    {
      model: "scenario-quota",
      says: /The balance or quota of the account at .+ is used up\./,
      hint: /Recharge the account on the vendor's billing page/,
    },
    {
      model: "scenario-content-filter",
      says: /The content filter of .+ refused the message or its answer\./,
      hint: /Change the words or the picture, then send the message again\./,
    },
    {
      model: "scenario-context-length",
      says: /The conversation is too long for the context of scenario-context-length\./,
      hint: /Start a new conversation, shorten the message, or send fewer or smaller pictures\./,
    },
    {
      model: "scenario-html-502",
      says: /The server of .+ failed to answer \(status 502\)\./,
      hint: /Send the message again in a moment\./,
    },
    {
      model: "scenario-gone",
      says: /does not serve the model scenario-gone, or not any more\./,
      hint: /Choose another model from the list\./,
    },
    {
      model: "scenario-error-event",
      says: /The server of .+ failed to answer\./,
      hint: /Send the message again in a moment\./,
    },
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
    await pickModel(page, "scenario-refused-parameter");
    const answer = await ask(page, "Which is larger, 9.11 or 9.9?");
    await expect(answer).toContainText("9.9");
    await expect(answer).toContainText("Settings that the endpoint does not know were left out.");
    await expect(answer.getByRole("alert")).toHaveCount(0);
    await page.reload();
    await expect(answer).toContainText("Settings that the endpoint does not know were left out.");
  });

  test("a reply from another model is marked", async ({ page, perigee }) => {
    await page.goto(perigee.url);
    await pickModel(page, "scenario-redirect");
    const answer = await ask(page, "Hello");
    await expect(answer).toContainText("kimi-k3 answered, though scenario-redirect was asked.");
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
