import "server-only";
import { startEmulatorServer } from "./serve/emulator-server";
import { parseServeArguments } from "./serve/serve-arguments";

try {
  const options = parseServeArguments(process.argv.slice(2));
  const server = await startEmulatorServer(options);
  console.log(`Offline emulator (${options.dialect}), scripted replies, not Kimi: ${server.url}`);
  const stop = () => void server.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
