import "server-only";
import type { ReplyMessage, ReplyRequest } from "../reply";

export type Language = "en" | "zh";

/** What was asked last, and which pictures it is about. */
export type Question = {
  text: string;
  language: Language;
  /** Indexes into the images of the whole request. */
  images: number[];
  videos: number;
  /** Set when the reply is to go on with text that is already there. */
  prefix?: string;
  /** The messages after the one that asked: calls and their results. */
  after: ReplyMessage[];
};

/** What an answer is made of; the paragraphs of reasoning are dropped in instant mode. */
export type Answer = { reasoning: string[]; text: string };

const asksToContinue =
  /^\s*(please\s+)?(continue|go on|keep going|carry on)\b|continue exactly|^\s*请?(继续|接着)/i;

/** Reads the last thing asked. A request to continue goes back to what was asked before it. */
export function readQuestion({ messages, prefix }: ReplyRequest): Question {
  let index = messages.findLastIndex(({ role }) => role === "user");
  let said = prefix;
  if (said === undefined) {
    let written = "";
    for (
      let at = index;
      at >= 0 && isContinue(messages, at);
      at = messages.findLastIndex(({ role }, i) => role === "user" && i < at)
    ) {
      const before = messages.findLastIndex(({ role }, i) => role === "user" && i < at);
      if (before < 0) break;
      written = assistantText(messages, before, at) + written;
      index = before;
      said = written;
    }
  }
  const message = messages[index];
  const text = message?.text ?? "";
  return {
    text,
    language: languageOf(text),
    images: imagesFor(messages, index, text),
    videos: message?.videos.length ?? 0,
    ...(said !== undefined && { prefix: said }),
    after: messages.slice(index + 1).filter(({ role }) => role !== "system"),
  };
}

function isContinue(messages: readonly ReplyMessage[], at: number): boolean {
  const message = messages[at];
  if (!message || message.images.length > 0 || message.text.length > 300) return false;
  return asksToContinue.test(message.text) && messages[at - 1]?.role === "assistant";
}

function assistantText(messages: readonly ReplyMessage[], after: number, before: number): string {
  const between = messages.slice(after + 1, before).filter(({ role }) => role === "assistant");
  return between.map(({ text }) => text).join("");
}

const aboutPicture =
  /\b(pictures?|images?|screenshots?|photos?|sketch|wireframe|mock-?up|designs?|pages?|chart|graph|colou?rs?|layout|html|react|it|this|that|above)\b|图|页面|网页|颜色|配色|截图|这|它|上面/i;

/** The message's own images; for a question that points at one, the last images shown before. */
function imagesFor(messages: readonly ReplyMessage[], index: number, text: string): number[] {
  let next = 0;
  const all = messages.map(({ images }) => images.map(() => next++));
  const own = all[index] ?? [];
  if (own.length > 0 || !aboutPicture.test(text)) return own;
  return all.slice(0, Math.max(0, index)).findLast((images) => images.length > 0) ?? [];
}

/** Chinese when there are more Chinese characters than Latin words. */
export function languageOf(text: string): Language {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return han > 0 && han >= words ? "zh" : "en";
}

/** The start of a text, to quote it on one line: at most `most` characters. */
export function excerpt(text: string, most = 120): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join("")}…`;
}

/** Words of English and characters of Chinese, as each is counted. */
export function countWords(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[\p{L}\p{N}](?:[\p{L}\p{N}'’.-]*[\p{L}\p{N}])?/gu) ?? [];
  return han + words.filter((word) => !/\p{Script=Han}/u.test(word)).length;
}
