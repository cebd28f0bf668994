/** The languages that are highlighted, by their grammar's name. */
const grammars = [
  "html",
  "css",
  "scss",
  "javascript",
  "typescript",
  "jsx",
  "tsx",
  "json",
  "vue",
  "svelte",
  "xml",
  "python",
  "shellscript",
  "sql",
  "java",
  "c",
  "cpp",
  "csharp",
  "go",
  "rust",
  "swift",
  "kotlin",
  "php",
  "ruby",
  "yaml",
  "toml",
  "ini",
  "docker",
  "diff",
  "markdown",
] as const;
export type Grammar = (typeof grammars)[number];

const aliases: Readonly<Record<string, Grammar>> = {
  htm: "html",
  svg: "xml",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  node: "javascript",
  ts: "typescript",
  mts: "typescript",
  jsonc: "json",
  json5: "json",
  jsonl: "json",
  py: "python",
  python3: "python",
  sh: "shellscript",
  bash: "shellscript",
  zsh: "shellscript",
  shell: "shellscript",
  console: "shellscript",
  postgresql: "sql",
  mysql: "sql",
  sqlite: "sql",
  h: "c",
  "c++": "cpp",
  cc: "cpp",
  hpp: "cpp",
  cs: "csharp",
  "c#": "csharp",
  golang: "go",
  rs: "rust",
  kt: "kotlin",
  rb: "ruby",
  yml: "yaml",
  env: "ini",
  dockerfile: "docker",
  patch: "diff",
  md: "markdown",
};

/** The language a fence names in its first word: "```ts title=a.ts" is "ts". Empty when it names none. */
export function nameOf(info: string): string {
  return /^[^\s,{:]+/.exec(info.trim())?.[0] ?? "";
}

/** The grammar for a language's name, if there is one. */
export function grammarOf(name: string): Grammar | undefined {
  const lower = name.toLowerCase();
  return (
    grammars.find((grammar) => grammar === lower) ??
    (Object.hasOwn(aliases, lower) ? aliases[lower] : undefined)
  );
}
