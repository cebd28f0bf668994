import "server-only";
import type { ReplyMessage } from "../../reply";
import { type Answer, excerpt, type Question } from "../question";
import { isObject } from "./fill-arguments";

type Result = { call: string; output: string };

const mostRows = 24;

/** Answers from what the tools returned; undefined when no result has come since the question. */
export function answerResults({ text, language, after }: Question): Answer | undefined {
  const results = resultsIn(after);
  if (results.length === 0) return undefined;
  const asked = excerpt(text, 160);
  const body = results.map(({ call, output }) => `**${call}**\n\n${rendered(output)}`).join("\n\n");
  const calls = results.map(({ call }) => call).join(", ");
  if (language === "zh") {
    return {
      reasoning: [
        `用户问的是：“${asked}”。为此调用了 ${calls}，现在结果已经返回。`,
        `共有 ${results.length} 个结果。逐个读一遍，把其中的字段和数值如实列出来，不添加结果里没有的内容。`,
        "如果结果里有错误，也照样写出来，让用户知道。",
      ],
      text: `工具返回了以下结果：\n\n${body}\n\n以上内容完全来自工具的返回值。`,
    };
  }
  return {
    reasoning: [
      `The question was: “${asked}”. To answer it I called ${calls}, and the results are here now.`,
      `There ${results.length === 1 ? "is one result" : `are ${results.length} results`}. I read each of them and match it to the call it belongs to, by the order in which the calls were made. What matters is to report the fields and values as they came, and to add nothing that is not in them.`,
      "Where a result is an error, it belongs in the answer too, because the reader should know about it. Then I can put the findings together, one heading for each call.",
    ],
    text: `Here is what the ${results.length === 1 ? "tool" : "tools"} returned:\n\n${body}\n\nEverything above comes from the results; nothing was added.`,
  };
}

/** Results in the order of the calls. An assistant message's calls are answered by the tool messages after it. */
function resultsIn(after: readonly ReplyMessage[]): Result[] {
  const calls = after
    .flatMap(({ toolCalls }) => toolCalls)
    .map(({ toolName, arguments: json }) => `${toolName}(${argumentsIn(json)})`);
  const outputs = after.filter(({ role }) => role === "tool");
  return outputs.map(({ text }, index) => ({ call: calls[index] ?? `result ${index + 1}`, output: text }));
}

function argumentsIn(json: string): string {
  const value = parsed(json);
  if (!isObject(value)) return "";
  return Object.entries(value)
    .map(([key, one]) => `${key}: ${excerpt(JSON.stringify(one) ?? "", 60)}`)
    .join(", ");
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Plain text is as good a result as JSON: it is quoted instead.
    return undefined;
  }
}

function rendered(output: string): string {
  const value = parsed(output);
  const rows = isObject(value)
    ? flat(value, "")
    : Array.isArray(value)
      ? value.flatMap((one, at) => flat({ [at + 1]: one }, ""))
      : [];
  if (rows.length === 0)
    return value === undefined || typeof value === "object"
      ? `> ${excerpt(output, 1200)}`
      : `> ${String(value)}`;
  const more = rows.length > mostRows ? `\n- … ${rows.length - mostRows} more` : "";
  return (
    rows
      .slice(0, mostRows)
      .map(([key, text]) => `- ${key}: **${text}**`)
      .join("\n") + more
  );
}

function flat(value: Record<string, unknown>, before: string): [key: string, text: string][] {
  return Object.entries(value).flatMap(([key, one]): [string, string][] => {
    const name = before ? `${before} ${key}` : key;
    if (isObject(one) && name.split(" ").length < 4) return flat(one, name);
    return [
      [name.replace(/_/g, " "), excerpt(typeof one === "string" ? one : (JSON.stringify(one) ?? ""), 300)],
    ];
  });
}
