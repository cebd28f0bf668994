import { isPerigeeError } from "@/lib/core/message/perigee-error";
import { ConfigError } from "@/lib/server/config/config";
import { loggable } from "@/lib/server/http/loggable";
import { config, context } from "./context";

/** Opens the store and says where the server is and whom it can ask, or why it cannot start. */
export async function announce(): Promise<void> {
  try {
    const { host, port } = config();
    const { providers } = await context();
    const names = providers
      .all()
      .map(({ label, isEmulator }) => (isEmulator ? `${label} (scripted replies, not Kimi)` : label));
    const address = host.includes(":") ? `[${host}]` : host;
    process.stdout.write(`perigee: http://${address}:${port}\n`);
    process.stdout.write(`perigee: answers come from ${names.join(", ")}\n`);
  } catch (error) {
    if (error instanceof ConfigError) console.error(`perigee: ${error.message}`);
    else if (isPerigeeError(error)) console.error(`perigee: ${error.message} ${error.hint}`);
    else console.error(`perigee: the server cannot start. ${loggable(error)}`);
    process.exit(1);
  }
}
