import "server-only";

/** What a prompt names that may become an argument, in the order it is named. */
export type Facts = {
  text: string;
  quoted: string[];
  names: string[];
  numbers: number[];
  emails: string[];
  urls: string[];
  dates: string[];
};

const everyday = new Set(
  "what which who whose when where why how is are was were do does did can could will would should the a an in on at for of to from and or please tell show give get find check look search call use run send list create make compare i me my it this that celsius fahrenheit hello hi thanks monday tuesday wednesday thursday friday saturday sunday let also then if".split(
    " ",
  ),
);

/** Reads quoted strings, capitalised names, numbers, addresses and dates out of a prompt. */
export function readFacts(text: string): Facts {
  const urls = text.match(/https?:\/\/[^\s"'<>）)]+/g) ?? [];
  const emails = text.match(/[\w.+-]+@[\w-]+\.[\w.-]+\w/g) ?? [];
  const dates = text.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? [];
  const rest = [...urls, ...emails, ...dates].reduce((left, one) => left.replace(one, " "), text);
  const quoted = [
    ...rest.matchAll(/"([^"]{1,200})"|“([^”]{1,200})”|「([^」]{1,200})」|`([^`]{1,200})`/g),
  ].map((match) => match.slice(1).find((one) => one !== undefined) ?? "");
  const unquoted = quoted.reduce((left, one) => left.replace(one, " "), rest);
  const numbers = (unquoted.match(/(?<![\w.])-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  return {
    text,
    quoted,
    names: [...namesIn(unquoted), ...chinesePlaces(unquoted)],
    numbers,
    emails,
    urls,
    dates,
  };
}

/** Runs of capitalised words that are no everyday words: "Oslo", "New York", "São Paulo". */
function namesIn(text: string): string[] {
  const runs = text.match(/\p{Lu}[\p{L}'’-]*(?:[ ](?:de |da |del |of the )?\p{Lu}[\p{L}'’-]*)*/gu) ?? [];
  const names = runs.flatMap((run) => {
    const words = run.replace(/['’]s$/, "").split(" ");
    while (words.length > 0 && everyday.has((words[0] ?? "").toLowerCase().replace(/['’].*$/, "")))
      words.shift();
    return words.length > 0 && words.join(" ").length > 1 ? [words.join(" ")] : [];
  });
  return [...new Set(names)];
}

const places =
  "北京|上海|广州|深圳|杭州|成都|重庆|武汉|西安|南京|天津|苏州|香港|台北|东京|大阪|首尔|新加坡|曼谷|伦敦|巴黎|柏林|纽约|洛杉矶|旧金山|悉尼|奥斯陆|利马|莫斯科|罗马|马德里|多伦多|开罗";

function chinesePlaces(text: string): string[] {
  const known = text.match(new RegExp(places, "g")) ?? [];
  if (known.length > 0) return [...new Set(known)];
  const named = [...text.matchAll(/(?:在|查|查询|去|到)([\p{Script=Han}]{2,4}?)(?:的|今|明|天气)/gu)];
  return named.map(([, place]) => place ?? "").filter(Boolean);
}
