import { readdir, readFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";

const folder = join(import.meta.dirname, "../app/api");
const method = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS";
const declared = new RegExp(`^export (?:const|(?:async )?function) (${method})\\b`, "gm");
const listed = /^export \{([^}]*)\}/gm;
const listedName = new RegExp(`(?:^|\\s)(${method})$`);

/** Every route of the HTTP API with each method that its file exports: "GET /api/turns/[turnId]/events". */
export async function apiRoutes(): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) =>
    /(^|[\\/])route\.ts$/.test(file),
  );
  const routes = files.map(async (file) => {
    const path = ["/api", ...dirname(file).split(sep)].join("/");
    return exportedMethods(await readFile(join(folder, file), "utf8")).map((one) => `${one} ${path}`);
  });
  return (await Promise.all(routes)).flat().sort();
}

function exportedMethods(source: string): string[] {
  const names = [...source.matchAll(listed)].flatMap(([, list = ""]) =>
    list.split(",").flatMap((name) => listedName.exec(name.trim())?.[1] ?? []),
  );
  return [...[...source.matchAll(declared)].flatMap(([, name]) => name ?? []), ...names];
}
