import { dataFolder, startEmulator, startPerigee } from "../server";
import { designPng, expect, finished, onPage, reasoningOf, test } from "../test";

const dialects = [
  { dialect: "moonshot", prefix: "MOONSHOT", key: true },
  { dialect: "together", prefix: "TOGETHER", key: true },
  { dialect: "nvidia", prefix: "NVIDIA", key: true },
  { dialect: "vllm", prefix: "VLLM", key: false },
  { dialect: "sglang", prefix: "SGLANG", key: false },
  { dialect: "openrouter", prefix: "OPENROUTER", key: true },
  { dialect: "openai-compatible", prefix: "OPENAI_COMPATIBLE", key: false },
] as const;

for (const { dialect, prefix, key } of dialects) {
  test(`${dialect}: a picture, thinking, and a model from its own list`, async ({ page }) => {
    const data = await dataFolder();
    const vendor = await startEmulator(dialect, key ? { key: "sk-e2e" } : {});
    const server = await startPerigee({
      PERIGEE_DATA_DIR: data.path,
      [`${prefix}_BASE_URL`]: vendor.url,
      ...(key && { [`${prefix}_API_KEY`]: "sk-e2e" }),
    });
    await page.goto(server.url);
    await expect(page.getByText("Offline emulator: scripted replies, not Kimi")).toHaveCount(0);
    const { message, send, answers, mode } = onPage(page);
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "design.png", mimeType: "image/png", buffer: await designPng() });
    await expect(page.getByRole("button", { name: "Remove design.png" })).toBeVisible();
    const thinking = mode("Thinking");
    if (await thinking.isEnabled()) await thinking.click();
    await message.fill("What colours are in this picture?");
    await send.click();
    await finished(page);
    await expect(answers.first()).toContainText(/red/i);
    await expect(reasoningOf(answers.first())).toBeVisible();
    await expect(answers.first()).toContainText(/tokens/i);
    await server.stop("SIGTERM");
    await vendor.stop("SIGTERM");
    await data.remove();
  });
}
