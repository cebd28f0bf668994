import "server-only";
import { type Answer, countWords, excerpt, type Language, type Question } from "../question";

const asksSummary = /\b(summari[sz]e|summary|tl;?dr|sum up)\b|总结|摘要|概括/i;
const asksCount =
  /\bcount\b[\s\S]*\b(words?|characters?|letters?|sentences?)\b|\bhow many (words?|characters?|letters?|sentences?)\b|多少(个)?(字|词|句)|字数|统计/i;
const common = new Set(
  "the a an and or but of to in on at for with from by as is are was were be been it its this that these those he she they we you i his her their our not no so if then than there here which who what when where how all any can will would could should have has had do does did into out up down over under about more most other some such only also one two".split(
    " ",
  ),
);

/** Counts a text, or picks its weightiest sentences; undefined when that is not asked or no text is given. */
export function summarise({ text, language }: Question): Answer | undefined {
  const counts = asksCount.test(text);
  if (!counts && !asksSummary.test(text)) return undefined;
  const given = givenText(text);
  if (given === undefined) return undefined;
  const sentences = sentencesOf(given);
  const facts = { words: countWords(given), characters: [...given].length, sentences: sentences.length };
  return counts ? countAnswer(given, facts, language) : summaryAnswer(sentences, facts, language);
}

/** What follows the first line or colon, or stands in quotes. */
function givenText(text: string): string | undefined {
  const quoted = /["“「]([\s\S]{3,})["”」]/.exec(text)?.[1];
  const after = /(?:[:：]|\n)\s*([\s\S]{3,})$/.exec(text)?.[1];
  return (quoted ?? after)?.trim();
}

function sentencesOf(text: string): string[] {
  return (text.match(/[^.!?。！？\n]+(?:[.!?。！？]+["”」]?|\n|$)/g) ?? [])
    .map((one) => one.trim())
    .filter((one) => one.length > 1);
}

type Facts = { words: number; characters: number; sentences: number };

function countAnswer(given: string, { words, characters, sentences }: Facts, language: Language): Answer {
  if (language === "zh") {
    return {
      reasoning: [
        `要统计的文字是：“${excerpt(given)}”。`,
        `逐项数一遍：汉字每个算一个，英文按单词算，标点不算字词。结果是 ${words} 个字词。`,
      ],
      text: `这段文字有 **${words}** 个字词，${characters} 个字符（含标点和空格），${sentences} 个句子。`,
    };
  }
  return {
    reasoning: [
      `The text to count begins “${excerpt(given)}”. A word is a run of letters or digits; an apostrophe or hyphen within it does not split it, and punctuation by itself is no word.`,
      `Going through it once gives ${words} words. Characters are counted as people see them, spaces and punctuation included, which makes ${characters}. Sentences end at a full stop, a question mark, an exclamation mark or the end of a line: ${sentences} of them. That is the whole answer.`,
    ],
    text: `The text has **${words}** ${words === 1 ? "word" : "words"}, ${characters} characters (with spaces) and ${sentences} ${sentences === 1 ? "sentence" : "sentences"}.`,
  };
}

function summaryAnswer(sentences: readonly string[], facts: Facts, language: Language): Answer {
  const kept = weightiest(sentences, Math.min(3, Math.max(1, Math.ceil(sentences.length / 4))));
  const list = kept.map((one) => `- ${excerpt(one, 400)}`).join("\n");
  if (language === "zh") {
    return {
      reasoning: [
        `要概括一段 ${facts.words} 个字词、${facts.sentences} 个句子的文字。`,
        `按字词出现的次数给每个句子打分，挑出最有分量的 ${kept.length} 句，保持原来的顺序。`,
      ],
      text: `${list}\n\n*原文 ${facts.words} 个字词、${facts.sentences} 句；以上是其中最有分量的 ${kept.length} 句，由离线模拟器按词频挑选，没有改写。*`,
    };
  }
  return {
    reasoning: [
      `There is a text of ${facts.words} words in ${facts.sentences} sentences to sum up. Rewriting it in other words needs a language model, but choosing the sentences that carry most of it can be done by counting.`,
      `So each word that is not an everyday one gets as many points as it occurs in the text, and each sentence the mean of its words, with a little more for the first, which often says what the rest is about. The ${kept.length} best ${kept.length === 1 ? "sentence stays" : "sentences stay"}, in their own order and as they were written. The answer should say that this is how it was done.`,
    ],
    text: `${list}\n\n*The text has ${facts.words} words in ${facts.sentences} sentences. ${kept.length === 1 ? "This is the sentence" : `These are the ${kept.length} sentences`} with most of its recurring words, picked by the offline emulator and not rewritten.*`,
  };
}

function weightiest(sentences: readonly string[], count: number): string[] {
  const terms = (text: string) =>
    (text.toLowerCase().match(/[\p{Script=Han}]|[\p{L}\p{N}]{3,}/gu) ?? []).filter(
      (term) => !common.has(term),
    );
  const frequency = new Map<string, number>();
  for (const term of sentences.flatMap(terms)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const scored = sentences.map((sentence, index) => {
    const own = terms(sentence);
    const sum = own.reduce((total, term) => total + (frequency.get(term) ?? 0), 0);
    return { index, sentence, score: (sum / Math.max(4, own.length)) * (index === 0 ? 1.25 : 1) };
  });
  const best = scored.toSorted((a, b) => b.score - a.score || a.index - b.index).slice(0, count);
  return best.sort((a, b) => a.index - b.index).map(({ sentence }) => sentence);
}
