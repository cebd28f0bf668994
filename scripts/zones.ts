import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseSync } from "oxc-parser";

/** One import: from a file to a file, both relative to the repository's root. */
export type Edge = { from: string; to: string; typeOnly: boolean };

const sourceFolders = ["app", "components", "lib"];

/** Every source file of the product, tests and fixtures left out. */
export function sourceFiles(root: string): string[] {
  const inFolders = sourceFolders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
  const product = inFolders.filter((file) => !/\.test\.tsx?$|\/fixtures\//.test(file));
  return [...product, "instrumentation.ts"].sort();
}

/** The imports between source files, type-only ones included; packages and styles are left out. */
export function importEdges(root: string, files: readonly string[]): Edge[] {
  const known = new Set(files);
  return files.flatMap((from) => {
    const { module, program } = parseSync(from, readFileSync(join(root, from), "utf8"));
    const found = [
      ...module.staticImports.map((one) => ({
        specifier: one.moduleRequest.value,
        typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
      })),
      ...module.staticExports
        .flatMap((one) => one.entries)
        .flatMap((entry) =>
          entry.moduleRequest ? [{ specifier: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
        ),
      ...calledModules(program).map((specifier) => ({ specifier, typeOnly: false })),
    ];
    return found.flatMap(({ specifier, typeOnly }) => {
      const to = resolved(from, specifier, known);
      return to && to !== from ? [{ from, to, typeOnly }] : [];
    });
  });
}

/** Specifiers of `import("…")` and `new URL("…", import.meta.url)`, wherever they stand. */
function calledModules(program: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(program, (_key, node) => {
    if (node?.type === "ImportExpression" && typeof node.source?.value === "string")
      found.push(node.source.value);
    if (
      node?.type === "NewExpression" &&
      node.callee?.name === "URL" &&
      typeof node.arguments?.[0]?.value === "string"
    ) {
      found.push(node.arguments[0].value);
    }
    return typeof node === "bigint" ? String(node) : node;
  });
  return found;
}

function resolved(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  const path = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? join(dirname(from), specifier)
      : undefined;
  if (path === undefined) return undefined;
  return ["", ".ts", ".tsx", "/index.ts", "/index.tsx"]
    .map((end) => path + end)
    .find((file) => known.has(file));
}

/** The room a file is in: "app/api", "components/chat", "lib/server/turn". */
export function roomOf(file: string): string {
  if (["instrumentation.ts", "app/api/context.ts", "app/api/announce.ts"].includes(file))
    return "composition";
  if (file.startsWith("app/api/")) return "app/api";
  if (file.startsWith("app/")) return "app";
  return file
    .split("/")
    .slice(0, file.startsWith("lib/") ? 3 : 2)
    .join("/");
}

const server = (...names: string[]) => names.map((name) => `lib/server/${name}`);
const foundations = [...server("config"), "lib/core/*"];

/** Which rooms each room may import; what is not listed is forbidden. `*` stands for one name. */
const allowed: Record<string, readonly string[]> = {
  composition: ["lib/server/*", "lib/core/*"],
  app: ["components/*", "lib/browser/*", "lib/core/*"],
  "app/api": ["composition", "lib/core/*", ...server("http", "turn", "conversation", "share", "media")],
  "components/ui": [],
  "components/chat": ["components/ui", "components/message", "lib/browser/*", "lib/core/*"],
  "components/share": ["components/ui", "components/message", "lib/browser/*", "lib/core/*"],
  "components/*": ["components/ui", "lib/browser/*", "lib/core/*"],
  "lib/browser/*": ["lib/browser/*", "lib/core/*"],
  "lib/core/message": [],
  "lib/core/*": ["lib/core/message"],
  "lib/server/config": ["lib/core/*"],
  "lib/server/turn": [...foundations, ...server("agent", "conversation", "media", "database")],
  "lib/server/agent": [...foundations, ...server("tool", "provider")],
  "lib/server/tool": [...foundations, ...server("media")],
  "lib/server/share": [...foundations, ...server("conversation", "database")],
  "lib/server/conversation": [...foundations, ...server("database")],
  "lib/server/media": [...foundations, ...server("database")],
  "lib/server/*": foundations,
};

/** Whether files of one room may import files of another. */
export function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  const targets = allowed[from] ?? allowed[from.replace(/[^/]+$/, "*")] ?? [];
  return targets.includes(to) || targets.includes(to.replace(/[^/]+$/, "*"));
}

/** One cycle among the edges, as the files along it, or undefined when there is none. */
export function findCycle(edges: readonly { from: string; to: string }[]): string[] | undefined {
  const next = Map.groupBy(edges, (edge) => edge.from);
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): string[] | undefined => {
    const at = path.indexOf(node);
    if (at >= 0) return [...path.slice(at), node];
    if (done.has(node)) return undefined;
    path.push(node);
    for (const edge of next.get(node) ?? []) {
      const cycle = visit(edge.to);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(node);
    return undefined;
  };
  for (const node of next.keys()) {
    const cycle = visit(node);
    if (cycle) return cycle;
  }
  return undefined;
}
