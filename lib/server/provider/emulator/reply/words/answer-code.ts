import "server-only";
import { type Answer, excerpt, type Question } from "../question";
import { type CodeLanguage, type Snippet, snippets } from "./snippets";

const asksCode =
  /\b(write|implement|code|create|give|show|need|make)\b|\b(function|program|script|query|method|snippet)\b|写|实现|代码|函数|程序/i;

const languages: { language: CodeLanguage; named: RegExp; label: string }[] = [
  { language: "python", named: /\bpython\b|\bpy\b/i, label: "Python" },
  { language: "rust", named: /\brust\b/i, label: "Rust" },
  { language: "sql", named: /\bsql\b|\bquery\b/i, label: "SQL" },
  { language: "js", named: /\bjavascript\b|\bjs\b|\bnode\b/i, label: "JavaScript" },
  { language: "ts", named: /\btypescript\b|\bts\b/i, label: "TypeScript" },
];

/** A small program that is kept ready, in the language asked for; undefined when none fits. */
export function answerCode({ text, language }: Question): Answer | undefined {
  if (!asksCode.test(text)) return undefined;
  const snippet = snippets.find(({ named }) => named.test(text));
  if (!snippet) return undefined;
  const asked = languages.find(({ named }) => named.test(text));
  const [first] = Object.keys(snippet.code);
  const wanted = asked?.language ?? "ts";
  // The keys of `code` are code languages, by its type.
  const used = wanted in snippet.code ? wanted : (first as CodeLanguage);
  const label = languages.find((one) => one.language === used)?.label ?? "TypeScript";
  const missing = asked !== undefined && used !== wanted ? asked.label : undefined;
  const fenced = `\`\`\`${used}\n${snippet.code[used]}\n\`\`\``;
  return language === "zh"
    ? inChinese(text, snippet, label, missing, fenced)
    : inEnglish(text, snippet, label, missing, fenced);
}

function inEnglish(
  text: string,
  { title, idea, notes }: Snippet,
  label: string,
  missing: string | undefined,
  fenced: string,
): Answer {
  const instead = missing ? ` There is no ${missing} version kept ready, so this is ${label}.` : "";
  return {
    reasoning: [
      `The request is “${excerpt(text)}”: ${title}, in ${label}.${instead} Before writing anything it is worth asking what can go wrong with it.`,
      `${idea} ${notes.join(" ")}`,
      "A short function with a clear name, a line of explanation above it and an example of its use is enough; anything more would be in the way.",
    ],
    text: `Here is **${title}** in ${label}.${instead}\n\n${fenced}\n\n${notes.map((note) => `- ${note}`).join("\n")}`,
  };
}

function inChinese(
  text: string,
  { titleZh, notesZh }: Snippet,
  label: string,
  missing: string | undefined,
  fenced: string,
): Answer {
  const instead = missing ? `没有现成的 ${missing} 版本，所以用 ${label}。` : "";
  return {
    reasoning: [
      `请求是：“${excerpt(text)}”，也就是用 ${label} 写${titleZh}。${instead}`,
      `先想清楚边界情况：${notesZh}`,
      "写一个名字清楚的小函数，附上用法即可。",
    ],
    text: `下面是 ${label} 的**${titleZh}**。${instead}\n\n${fenced}\n\n- ${notesZh}`,
  };
}
