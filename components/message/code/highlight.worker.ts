import { createHighlighterCore, type HighlighterCore, type LanguageInput } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { Grammar } from "./language-of";
import { type Highlighted, toRuns } from "./runs";

export type HighlightRequest = { id: number; code: string; grammar: Grammar };
export type HighlightReply = { id: number; highlighted?: Highlighted };

// Each grammar is a chunk of its own, loaded when the first program in it is complete.
const load: Record<Grammar, LanguageInput> = {
  html: () => import("shiki/langs/html.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  scss: () => import("shiki/langs/scss.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  jsx: () => import("shiki/langs/jsx.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  vue: () => import("shiki/langs/vue.mjs"),
  svelte: () => import("shiki/langs/svelte.mjs"),
  xml: () => import("shiki/langs/xml.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  shellscript: () => import("shiki/langs/shellscript.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  c: () => import("shiki/langs/c.mjs"),
  cpp: () => import("shiki/langs/cpp.mjs"),
  csharp: () => import("shiki/langs/csharp.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  swift: () => import("shiki/langs/swift.mjs"),
  kotlin: () => import("shiki/langs/kotlin.mjs"),
  php: () => import("shiki/langs/php.mjs"),
  ruby: () => import("shiki/langs/ruby.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  ini: () => import("shiki/langs/ini.mjs"),
  docker: () => import("shiki/langs/docker.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  markdown: () => import("shiki/langs/markdown.mjs"),
};

// Both keep a contrast of 4.5 to 1 and more on the page's colours.
const themes = { light: "github-light-high-contrast", dark: "github-dark-default" };

let loading: Promise<HighlighterCore> | undefined;

function highlighter(): Promise<HighlighterCore> {
  loading ??= createHighlighterCore({
    themes: [
      import("shiki/themes/github-light-high-contrast.mjs"),
      import("shiki/themes/github-dark-default.mjs"),
    ],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  return loading;
}

async function highlight(code: string, grammar: Grammar): Promise<Highlighted> {
  const shiki = await highlighter();
  if (!shiki.getLoadedLanguages().includes(grammar)) await shiki.loadLanguage(load[grammar]);
  return toRuns(
    shiki.codeToTokensWithThemes(code, {
      lang: grammar,
      themes,
      // A line of a minified file is left plain. Time is no measure: a grammar's first line is always slow.
      tokenizeMaxLineLength: 5_000,
      tokenizeTimeLimit: 0,
    }),
  );
}

self.addEventListener("message", async ({ data }: MessageEvent<HighlightRequest>) => {
  const { id, code, grammar } = data;
  let reply: HighlightReply = { id };
  try {
    reply = { id, highlighted: await highlight(code, grammar) };
  } catch (error) {
    console.warn("A program could not be highlighted.", error);
  }
  self.postMessage(reply);
});
