import "server-only";
import type { ComposeReply, Reply, ReplyRequest } from "../reply";
import { goOn } from "./continuation";
import { decodePicture, type Picture } from "./picture/pixels";
import { type Answer, excerpt, type Question, readQuestion } from "./question";
import { answerSum } from "./sums/answer-sum";
import { answerPictures } from "./telling/answer-picture";
import { answerResults } from "./tools/answer-results";
import { chooseCalls } from "./tools/choose-tools";
import { answerWords } from "./words/answer-words";

/** Pictures that are decoded and looked at in one request; the vendor's wire allows more. */
const mostImages = 32;

/**
 * Answers from what was sent: pictures by their pixels, sums by computing them, tools by their schemas, and the rest
 * with scripted text that says what it is. The same request always gets the same reply.
 * @throws UnreadableImage for the first image that cannot be decoded, counted over the whole request.
 */
export const composeReply: ComposeReply = async (request) => {
  const question = readQuestion(request);
  const pictures = await decodeAll(request);
  const isContinued = question.prefix !== undefined;
  const toolCalls = isContinued ? [] : callsFor(request, question);
  const answer =
    toolCalls.length > 0 ? announce(question, toolCalls) : composeAnswer(request, question, pictures);
  const text = isContinued ? goOn(answer.text, question.prefix ?? "", question.language) : answer.text;
  const reasoning = isContinued ? continued(question, answer) : answer.reasoning;
  return { reasoning: request.thinking ? reasoning.join("\n\n") : "", text, toolCalls };
};

async function decodeAll({ messages }: ReplyRequest): Promise<Picture[]> {
  const images = messages.flatMap((message) => message.images).slice(0, mostImages);
  const pictures: Picture[] = [];
  // One after another: side by side they would take as long, and hold all of the decoded pixels at once.
  for (const [index, bytes] of images.entries()) pictures.push(await decodePicture(bytes, index));
  return pictures;
}

/** After results have come the answer uses them, unless the request demands a call. */
function callsFor(request: ReplyRequest, { text, after }: Question): Reply["toolCalls"] {
  const hasResults = after.some(({ role }) => role === "tool");
  const isDemanded = request.toolChoice === "required" || typeof request.toolChoice === "object";
  return hasResults && !isDemanded ? [] : chooseCalls(request, text);
}

function composeAnswer(request: ReplyRequest, question: Question, pictures: readonly Picture[]): Answer {
  const seen = question.images.flatMap((index) => pictures[index] ?? []);
  return (
    answerResults(question) ??
    answerSum(question) ??
    (seen.length > 0 ? answerPictures(question, seen, question.images.length - seen.length) : undefined) ??
    answerWords(request, question)
  );
}

function announce({ text, language }: Question, calls: Reply["toolCalls"]): Answer {
  const list = calls.map(({ toolName, arguments: json }) => `${toolName} ${json}`).join("; ");
  if (language === "zh") {
    return {
      reasoning: [
        `用户的请求是：“${excerpt(text)}”。声明的工具中，有的正好用来做这件事。`,
        `参数从问题里取：问题中提到的值填进对应的字段，没有提到的必填字段用符合模式的默认值。于是调用：${list}。`,
        calls.length > 1 ? "几个调用互不依赖，可以同时进行。" : "等结果回来以后再回答。",
      ],
      text: "",
    };
  }
  return {
    reasoning: [
      `The request is “${excerpt(text)}”. Among the declared tools there ${calls.length > 1 ? "are some that do" : "is one that does"} what it names, so it is better to call than to guess.`,
      `For the arguments I go through the schema: what the request mentions goes where it fits, by name, by type or by the allowed values, and required fields that it does not mention get a default that the schema allows. That gives ${list}.`,
      calls.length > 1
        ? "The calls do not depend on each other, so they can be made at the same time. The answer follows when their results are here."
        : "The answer follows when the result is here.",
    ],
    text: "",
  };
}

function continued({ prefix = "", language }: Question, { reasoning }: Answer): string[] {
  const tail = excerpt(prefix.slice(-80));
  const note =
    language === "zh"
      ? `已经写到“${tail}”，从这里接着写，不重复前面的内容。`
      : `The answer stands as far as “${tail}”. I go on from exactly there, without repeating what is already written.`;
  return [note, ...reasoning.slice(0, 2)];
}
