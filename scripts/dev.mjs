// `npm run dev`: the development server with reload, on 127.0.0.1:3000 (HOST, PORT).

import { join } from "node:path";
import { ensureInstalled, nodePath, root, run } from "./setup.mjs";

await ensureInstalled();
const host = process.env.HOST || "127.0.0.1";
const next = join(root, "node_modules", "next", "dist", "bin", "next");
process.exit(
  await run(nodePath(), [next, "dev", "--hostname", host, "--port", process.env.PORT || "3000"], {
    env: { HOST: host },
  }),
);
