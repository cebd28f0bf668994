import "server-only";
import { hexOf, nameOf } from "../picture/colour";
import type { Look } from "../picture/look";
import type { Answer, Language } from "../question";
import { ninth, shareOf } from "./places";

/** Names the colours of one picture, with hex values and shares. */
export function tellColours(look: Look, language: Language): Answer {
  const named = look.palette.map(({ rgb, share }) => ({
    name: nameOf(rgb, language),
    hex: hexOf(rgb),
    share: shareOf(share, language),
  }));
  const [first, ...others] = named;
  if (!first) return { reasoning: [], text: "" };
  const table = named.map(({ name, hex, share }) => `| ${name} | \`${hex}\` | ${share} |`).join("\n");
  const where = ninth(look.mass.x, look.mass.y, language);
  return language === "zh"
    ? inChinese(look, first, others, table, where)
    : inEnglish(look, first, others, table, where);
}

type Named = { name: string; hex: string; share: string };

function inEnglish(look: Look, first: Named, others: readonly Named[], table: string, where: string): Answer {
  const light = look.lightness > 0.72 ? "light" : look.lightness < 0.42 ? "dark" : "of middling brightness";
  const list = others.map(({ name, hex, share }) => `${name} (${hex}, ${share})`).join(", ");
  return {
    reasoning: [
      `The picture is ${look.width} × ${look.height} pixels. To name its colours I count the pixels by colour, put those together that the eye would not tell apart, and look up the nearest plain name for each group.`,
      `The largest group by far is ${first.name}, ${first.hex}, with ${first.share} of the area.${list ? ` After it come ${list}.` : " Nothing else takes up a noticeable share."} What is not background gathers in the ${where} part of the picture.`,
      `On the whole it is ${light}, and the strongest contrast between two of these colours is ${look.contrast.toFixed(1)} to 1. That is enough to answer with names, hex values and shares in one small table.`,
    ],
    text: `The picture is mostly **${first.name}** (\`${first.hex}\`, ${first.share})${others.length > 0 ? `, with ${joined(others.slice(0, 4).map(({ name, hex }) => `**${name}** (\`${hex}\`)`))}` : ""}.

| Colour | Hex | Share |
|---|---|---|
${table}

Overall it is ${light}; the strongest contrast between two of its colours is ${look.contrast.toFixed(1)}:1.`,
  };
}

function inChinese(look: Look, first: Named, others: readonly Named[], table: string, where: string): Answer {
  const light = look.lightness > 0.72 ? "偏亮" : look.lightness < 0.42 ? "偏暗" : "明暗适中";
  const list = others.map(({ name, hex, share }) => `${name}（${hex}，${share}）`).join("、");
  return {
    reasoning: [
      `这张图片的尺寸是 ${look.width} × ${look.height} 像素。先按颜色统计像素，把肉眼难以区分的合并，再给每一组找最接近的常用颜色名。`,
      `占比最大的是${first.name}（${first.hex}，${first.share}）。${list ? `其次是${list}。` : "其余颜色占比很小。"}背景以外的内容集中在${where}。`,
      `整体${light}，主要颜色之间的最大对比度为 ${look.contrast.toFixed(1)}:1。用一张小表列出名称、色值和占比即可。`,
    ],
    text: `这张图片以**${first.name}**（\`${first.hex}\`，${first.share}）为主${
      others.length > 0
        ? `，还有${others
            .slice(0, 4)
            .map(({ name, hex }) => `**${name}**（\`${hex}\`）`)
            .join("、")}`
        : ""
    }。

| 颜色 | 色值 | 占比 |
|---|---|---|
${table}

整体${light}；主要颜色之间的最大对比度为 ${look.contrast.toFixed(1)}:1。`,
  };
}

/** "a, b and c". */
export function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
