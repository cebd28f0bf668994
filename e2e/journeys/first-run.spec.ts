import { designPng, expect, finished, onPage, reasoningOf, test } from "../test";

test.describe("the first run, with no key", () => {
  test("says what it is and that it is offline, and runs a sample with one click", async ({
    page,
    perigee,
  }) => {
    await page.goto(perigee.url);
    await expect(page.getByText("Offline emulator: scripted replies, not Kimi").first()).toBeVisible();
    const samples = page.getByRole("region", { name: /sample/i }).getByRole("button");
    expect(await samples.count()).toBeGreaterThanOrEqual(3);
    await samples.first().click();
    await expect(page).toHaveURL(/\/c\/[\w-]+$/);
    await finished(page);
    const { answers, questions } = onPage(page);
    await expect(questions.first().getByRole("img")).toBeVisible();
    await expect(answers.first()).not.toBeEmpty();
  });

  test("tells how to set a key", async ({ page, perigee }) => {
    await page.goto(perigee.url);
    await page
      .getByRole("button", { name: /set (a|up a|your) key|connect|how to set/i })
      .first()
      .click();
    await expect(page.getByRole("dialog").getByText("MOONSHOT_API_KEY").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  test("copies a line over plain http too, and says where the browser does not", async ({
    page,
    perigee,
  }) => {
    // Only pages that came over https, or from the same machine, have the newer clipboard.
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.goto(perigee.url);
    await page.getByRole("button", { name: "How to set a key" }).first().click();
    const dialog = page.getByRole("dialog");
    const copy = dialog.getByRole("button", { name: "Copy TOGETHER_API_KEY" });
    await copy.click();
    await expect(dialog.getByRole("button", { name: "Copied" })).toBeFocused();
    await expect(copy).toBeVisible();
    await page.evaluate(() => {
      document.execCommand = () => false;
    });
    await copy.click();
    await expect(dialog.getByRole("alert")).toContainText("copy it by hand");
  });
});

test("a message sent before the models are known leaves when they are", async ({ page, perigee }) => {
  let known = () => {};
  const asked = new Promise<void>((resolve) => {
    known = resolve;
  });
  await page.route("**/api/providers*", async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto(perigee.url);
  const { message, answers } = onPage(page);
  await message.fill("Which is larger, 9.11 or 9.9?");
  await message.press("Enter");
  await expect(message).toHaveValue("Which is larger, 9.11 or 9.9?");
  known();
  await expect(answers.first()).toContainText("9.9");
});

test.describe("asking about a picture", () => {
  test("drops a PNG, asks in Thinking, and reads reasoning and answer", async ({ page, perigee }) => {
    await page.goto(perigee.url);
    const { message, send, mode, answers, questions } = onPage(page);
    await dropFile(page, "design.png", await designPng());
    await expect(page.getByRole("button", { name: "Remove design.png" })).toBeVisible();
    await mode("Thinking").click();
    await message.fill("What colours are in this picture?");
    await send.click();
    await finished(page);
    await expect(questions.first().getByRole("img", { name: /design\.png/ })).toBeVisible();
    const answer = answers.first();
    await expect(answer).toContainText(/red/i);
    const reasoning = reasoningOf(answer);
    await expect(reasoning).toHaveAttribute("aria-expanded", "false");
    await reasoning.click();
    await expect(reasoning).toHaveAttribute("aria-expanded", "true");
  });

  test("asks in Instant and gets no reasoning", async ({ page, perigee }) => {
    await page.goto(perigee.url);
    const { message, send, mode, answers } = onPage(page);
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "design.png", mimeType: "image/png", buffer: await designPng() });
    await expect(page.getByRole("button", { name: "Remove design.png" })).toBeVisible();
    await mode("Instant").click();
    await message.fill("Which one is larger, 9.11 or 9.9?");
    await send.click();
    await finished(page);
    await expect(answers.first()).toContainText("9.9");
    await expect(reasoningOf(answers.first())).toHaveCount(0);
  });

  test("pastes a picture", async ({ page, perigee }) => {
    await page.goto(perigee.url);
    const bytes = (await designPng(200, 150)).toString("base64");
    await onPage(page).message.focus();
    await page.evaluate((base64) => {
      const data = new DataTransfer();
      const raw = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      data.items.add(new File([raw], "pasted.png", { type: "image/png" }));
      const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(paste);
    }, bytes);
    await expect(page.getByRole("button", { name: /^Remove .*pasted/ })).toBeVisible();
  });

  test("refuses what is no picture, whatever its name says, and loses nothing", async ({ page, perigee }) => {
    await page.goto(perigee.url);
    const { message } = onPage(page);
    await message.fill("keep this text");
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({
        name: "fake.png",
        mimeType: "image/png",
        buffer: Buffer.from("%PDF-1.7 this is not a picture"),
      });
    await expect(page.getByText(/fake\.png/).first()).toBeVisible();
    await expect(page.getByText(/PNG, JPEG, WebP/i).first()).toBeVisible();
    await expect(message).toHaveValue("keep this text");
  });

  test("offers a downscale above 4096 x 2160", async ({ page, perigee }) => {
    await page.goto(perigee.url);
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "huge.png", mimeType: "image/png", buffer: await designPng(5000, 3000) });
    const downscale = page.getByRole("button", { name: /downscale/i });
    await expect(downscale).toBeVisible();
    await downscale.click();
    await expect(downscale).toHaveCount(0);
    await expect(page.getByText(/3600\s*[×x]\s*2160/)).toBeVisible();
  });
});

/** Drops a file on the page as the browser would. */
async function dropFile(page: import("@playwright/test").Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ base64, fileName }) => {
      const data = new DataTransfer();
      data.items.add(
        new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], fileName, {
          type: "image/png",
        }),
      );
      return data;
    },
    { base64: bytes.toString("base64"), fileName: name },
  );
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent("main", type, { dataTransfer: transfer });
  }
}
