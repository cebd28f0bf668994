import { join } from "node:path";
import type { NextConfig } from "next";

const root = join(import.meta.dirname, "..", "..", "..");

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: root,
  turbopack: { root },
  // The repository's own check covers these files.
  typescript: { ignoreBuildErrors: true },
};

export default config;
