import "server-only";
import { readChart } from "../picture/bars";
import { type Look, lookAt } from "../picture/look";
import type { Picture } from "../picture/pixels";
import { type Answer, excerpt, type Language, type Question } from "../question";
import { tellBuild } from "./tell-build";
import { tellChart } from "./tell-chart";
import { tellColours } from "./tell-colours";
import { tellLayout } from "./tell-layout";

const builds =
  /\b(build|make|create|recreate|rebuild|reproduce|replicate|clone|code|implement|turn|convert|generate|write|design)\b[\s\S]*\b(pages?|html|react|tsx|jsx|components?|sites?|websites?|ui|code|this|it|app|design|layout|screenshot|wireframe|dashboard)\b|\b(as|in|to)\s+(html|react|tsx)\b|(做成|做一个|生成|还原|实现|写成|写出|转成|转换|变成|构建|搭建|创建|复刻|制作)/i;
const asksReact = /\b(react|tsx|jsx)\b/i;
const asksColours = /\bcolou?rs?\b|\bpalette\b|\bhex\b|颜色|配色|色彩|什么色|色值/i;
const asksChart = /\b(charts?|graphs?|plots?|bars?|trends?|axis|axes)\b|图表|柱状|折线|走势|趋势/i;

/** Answers a question about pictures from what is in them; several are told one by one. */
export function answerPictures(question: Question, pictures: readonly Picture[], left: number): Answer {
  const looks = pictures.map(lookAt);
  const answers = looks.map((look) => answerOne(question, look));
  const [only] = answers;
  if (only && answers.length === 1) return only;
  const { language } = question;
  const heading = (index: number) => (language === "zh" ? `图片 ${index + 1}` : `Picture ${index + 1}`);
  const parts = answers.map(({ text }, index) => `# ${heading(index)}\n\n${text}`);
  return {
    reasoning: [
      language === "zh"
        ? `一共有 ${looks.length} 张图片，问题是：“${excerpt(question.text)}”。逐张来看。`
        : `There are ${looks.length} pictures, and the question is “${excerpt(question.text)}”. I take them one by one and then set them side by side.`,
      // The first paragraph of each is what was measured; the rest would make the reasoning of many pictures long.
      ...answers.slice(0, 6).map(({ reasoning }, index) => `${heading(index)}: ${reasoning[0] ?? ""}`),
    ],
    text: `${parts.join("\n\n")}\n\n# ${language === "zh" ? "比较" : "Side by side"}\n\n${sideBySide(looks, language)}${leftOut(left, language)}`,
  };
}

function answerOne({ text, language }: Question, look: Look): Answer {
  if (builds.test(text)) return tellBuild(look, asksReact.test(text), language);
  const chart = asksChart.test(text) ? readChart(look.root, look.raster) : undefined;
  if (chart) return tellChart(look, chart, language);
  return asksColours.test(text) ? tellColours(look, language) : tellLayout(look, language);
}

function sideBySide(looks: readonly Look[], language: Language): string {
  const head =
    language === "zh" ? "| 图片 | 尺寸 | 明度 | 重心 |" : "| Picture | Size | Lightness | Weight |";
  const rows = looks.map(
    ({ width, height, lightness, mass }, index) =>
      `| ${index + 1} | ${width} × ${height} | ${Math.round(lightness * 100)}% | ${Math.round(mass.x * 100)}%, ${Math.round(mass.y * 100)}% |`,
  );
  return `${head}\n|---|---|---|---|\n${rows.join("\n")}`;
}

function leftOut(left: number, language: Language): string {
  if (left === 0) return "";
  return language === "zh"
    ? `\n\n另有 ${left} 张图片没有查看。`
    : `\n\n${left} further pictures were not looked at.`;
}
