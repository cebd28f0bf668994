import "server-only";
import type { ReplyRequest } from "../../reply";
import { type Answer, countWords, excerpt, type Question } from "../question";
import { aboutEmulator, aboutSystem, greeting, setKey } from "./about";
import { answerCode } from "./answer-code";
import { showcase } from "./showcase";
import { summarise } from "./summarise";

const greets =
  /^\s*(hi|hello|hey|good (morning|afternoon|evening|day)|greetings|yo|你好|您好|嗨|早上好|晚上好)\b[\s\S]{0,60}$|^\s*(你好|您好|嗨|早上好|晚上好)/i;
const asksWho =
  /\b(who|what) are you\b|\bwho made you\b|\bare you (kimi|real|an? (ai|bot|emulator|model))\b|\byour name\b|你是谁|你是什么|你叫什么|你是 ?kimi/i;
const asksKey =
  /\b(api[ -]?key|set (a|up|the|my) key|connect (to )?(kimi|a provider|moonshot)|MOONSHOT_API_KEY)\b|密钥|API ?key/i;
const asksMarkdown = /\bmarkdown\b|排版|格式示例/i;
const asksSystem = /\bsystem (prompt|message|instructions?)\b|\byour instructions\b|系统提示|系统消息/i;
const asksTranslate = /\btranslat(e|ion)\b|翻译/i;

/** Answers a question without pictures, numbers or tools. */
export function answerWords(request: ReplyRequest, question: Question): Answer {
  const { text } = question;
  if (asksSystem.test(text)) return aboutSystem(request.system, question);
  if (asksKey.test(text)) return setKey(question);
  if (asksWho.test(text)) return aboutEmulator(question);
  const code = answerCode(question);
  if (code) return code;
  if (asksMarkdown.test(text)) return showcase(question);
  const summary = summarise(question);
  if (summary) return summary;
  if (asksTranslate.test(text)) return cannotTranslate(question);
  return greets.test(text) ? greeting(question) : honestReply(question);
}

function cannotTranslate({ text, language }: Question): Answer {
  const asked = excerpt(text);
  if (language === "zh") {
    return {
      reasoning: [
        `用户想要翻译：“${asked}”。`,
        "离线模拟器没有语言模型，翻译不了。与其编造译文，不如直接说明，并告诉用户怎样得到真正的翻译。",
      ],
      text: "离线模拟器不能翻译：它的回复是预先写好的，背后没有语言模型。设置 `MOONSHOT_API_KEY` 并重新启动以后，真正的 Kimi 可以翻译。",
    };
  }
  return {
    reasoning: [
      `The request is for a translation: “${asked}”. A translation needs a language model that knows both languages, and there is none behind this emulator, only scripted replies that measure and count.`,
      "A made-up translation would look right and be wrong, which is worse than none. So the answer is to say that it cannot be done here, and what to set so that a model that can do it answers instead.",
    ],
    text: "The offline emulator cannot translate: its replies are scripted and there is no language model behind them. Set `MOONSHOT_API_KEY` and restart, and a real Kimi can.",
  };
}

/** When nothing fits: says what was asked, what can be told of it, and what to try. */
function honestReply(question: Question): Answer {
  const { text, language, videos } = question;
  const asked = excerpt(text, 200);
  const words = countWords(text);
  const isQuestion = /[?？]\s*$/.test(text);
  if (language === "zh") {
    return {
      reasoning: [
        `用户说：“${asked}”。一共 ${words} 个字词，${isQuestion ? "是一个问题" : "是一个陈述或请求"}。`,
        "看看有没有能真正做的事：没有可以分析的图片，没有可以比较或计算的数字，也不是认识的编程任务。",
        "所以不假装理解，如实说明这是离线模拟器，并给出它真正能做的事情。",
      ],
      text: `你说的是：“${asked}”（${words} 个字词）。${videos > 0 ? "视频收到了，但模拟器不会解码视频。" : ""}

这是**离线模拟器**：回复是预先写好的，不是 Kimi，所以对这句话给不出真正的回答。它能做的有：

- 查看图片：颜色、布局、图表，或“把这个页面做成 HTML”
- 准确计算：“9.11 和 9.9 哪个大”，“(3.5 + 2) * 4 等于多少”
- 写几个小程序：“用 Python 反转字符串”
- 统计和摘要一段文字

设置 \`MOONSHOT_API_KEY\` 并重新启动，就会由真正的 Kimi 回答。`,
    };
  }
  return {
    reasoning: [
      `The message reads: “${asked}”. It has ${words} ${words === 1 ? "word" : "words"} and is ${isQuestion ? "a question" : "a statement or a request"}.`,
      "I go through what can be done for it here. There is no picture to measure, no numbers to compare or work out, and it is none of the small programs that are kept ready. No tool was declared that it names either.",
      "To answer the substance of it would take a language model, and pretending to be one helps nobody. So I quote what was asked, say plainly what this is, and list what does work offline, so that there is something to try next.",
    ],
    text: `You wrote: “${asked}” (${words} ${words === 1 ? "word" : "words"}).${videos > 0 ? " The video arrived, but the emulator does not decode videos." : ""}

This is the **offline emulator**: its replies are scripted, it is not Kimi, and it has no real answer to that. What it does for real:

- **Pictures:** drop one and ask “What colours are in this picture?”, “What does this chart show?” or “Build this page as HTML”
- **Numbers:** “Which is larger, 9.11 or 9.9?” or “What is (3.5 + 2) * 4?”, computed exactly
- **Small programs:** “Write a function that reverses a string in Rust”
- **Texts:** “Summarise: …” or “Count the words in: …”

Set \`MOONSHOT_API_KEY\` and restart to have a real Kimi answer instead.`,
  };
}
