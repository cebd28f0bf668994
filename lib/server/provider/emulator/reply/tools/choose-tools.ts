import "server-only";
import type { ChatTool } from "../../../chat-provider";
import type { Reply, ReplyRequest } from "../../reply";
import { type Facts, readFacts } from "./facts";
import { fillArguments, isObject, resolve, typeOf } from "./fill-arguments";

const mostCalls = 8;
const plainVerbs = new Set(
  "get set fetch do run make call tool function the a an for of and with by in to on use find lookup current api".split(
    " ",
  ),
);
const stopWords = new Set(
  "this that with from when which what where into your their them have been will would should could about returns return given using used tool function call the and for are you can any all get not its use data information result results value values string number user users please tell show".split(
    " ",
  ),
);
const chineseWords: Record<string, string> = {
  天气: "weather",
  气温: "weather temperature",
  搜索: "search",
  查找: "search find",
  时间: "time",
  计算: "calculate calculator",
  邮件: "email mail send",
  股票: "stock",
  股价: "stock price",
  汇率: "exchange currency",
  新闻: "news",
  地图: "map",
  翻译: "translate",
  图片: "image picture",
  日历: "calendar",
};

/** The calls to make: what the prompt names, or what the request demands. Empty when the answer is text. */
export function chooseCalls(request: ReplyRequest, prompt: string): Reply["toolCalls"] {
  const { tools, toolChoice } = request;
  if (toolChoice === "none" || tools.length === 0) return [];
  const facts = readFacts(prompt);
  return chosen(tools, toolChoice, prompt)
    .flatMap((tool) => callsOf(tool, facts))
    .slice(0, mostCalls)
    .map(({ name, filled }) => ({ toolName: name, arguments: JSON.stringify(filled) }));
}

function chosen(tools: readonly ChatTool[], choice: ReplyRequest["toolChoice"], prompt: string): ChatTool[] {
  if (typeof choice === "object") return tools.filter(({ name }) => name === choice.name);
  const scored = tools
    .map((tool, index) => ({ tool, index, ...matchOf(tool, prompt) }))
    .sort((a, b) => b.score - a.score || a.index - b.index);
  const picked: typeof scored = [];
  const covered = new Set<string>();
  for (const one of scored) {
    // A tool named only by words that a better one was picked for is that one's neighbour, not meant itself.
    if (one.score < 2 || one.words.every((word) => covered.has(word))) continue;
    if (picked.length > 0 && one.score < 3) continue;
    picked.push(one);
    for (const word of one.words) covered.add(word);
  }
  const called = picked.length === 0 && choice === "required" ? scored.slice(0, 1) : picked.slice(0, 4);
  return called.sort((a, b) => a.index - b.index).map(({ tool }) => tool);
}

/** 3 for each word of the name the prompt has, 1 for each word of the description; 10 for the name itself. */
function matchOf({ name, description }: ChatTool, prompt: string): { score: number; words: string[] } {
  if (new RegExp(`(?<!\\w)${name.replace(/[^\w]/g, "\\$&")}(?!\\w)`, "i").test(prompt))
    return { score: 10, words: [name] };
  const said = new Set(wordsOf(withEnglish(prompt)).map(stem));
  const own = wordsOf(name.replace(/([a-z0-9])([A-Z])/g, "$1 $2")).filter((word) => !plainVerbs.has(word));
  const told = [...new Set(wordsOf(description).map(stem))].filter(
    (word) => word.length > 3 && !stopWords.has(word),
  );
  const byName = own.map(stem).filter((word) => said.has(word));
  const byDescription = told.filter((word) => said.has(word));
  const chinese = pairsOf(description).filter((pair) => prompt.includes(pair));
  const score = byName.length * 3 + byDescription.length + chinese.length;
  return { score, words: [...byName, ...byDescription, ...chinese] };
}

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z]+|\d+/g) ?? [];

function stem(word: string): string {
  if (word.length < 4) return word;
  return word.replace(/(ations?|ators?|ating|ates?|ing|ed|es|s)$/, "").replace(/e$/, "");
}

function withEnglish(prompt: string): string {
  const added = Object.entries(chineseWords).filter(([chinese]) => prompt.includes(chinese));
  return [prompt, ...added.map(([, english]) => english)].join(" ");
}

function pairsOf(text: string): string[] {
  const runs = text.match(/\p{Script=Han}{2,}/gu) ?? [];
  const pairs = runs.flatMap((run) =>
    Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  return [...new Set(pairs)].filter((pair) => !/查询|获取|返回|使用|用户|一个|指定/.test(pair));
}

/** One call, or one for each thing named when the tool takes a single one: "weather in Oslo and Lima". */
function callsOf(tool: ChatTool, facts: Facts): { name: string; filled: Record<string, unknown> }[] {
  const subjects = severalSubjects(tool, facts);
  if (subjects.length < 2) return [{ name: tool.name, filled: fillArguments(tool.parameters, facts) }];
  return subjects.map((subject) => ({
    name: tool.name,
    filled: fillArguments(tool.parameters, facts, subject),
  }));
}

function severalSubjects({ parameters }: ChatTool, { names, quoted }: Facts): string[] {
  const properties = isObject(parameters.properties) ? parameters.properties : {};
  const required = Array.isArray(parameters.required) ? parameters.required.map(String) : [];
  const main = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
  const free = main.filter((name) => {
    const schema = resolve(properties[name], parameters);
    return typeOf(schema) === "string" && !schema.enum && !schema.format;
  });
  const takesName =
    free.length === 1 && !/query|question|text|prompt|expr|message|body|content/i.test(free[0] ?? "");
  return takesName && quoted.length === 0 ? names.slice(0, mostCalls) : [];
}
