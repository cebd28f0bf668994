import "server-only";
import { areaOf } from "../picture/block";
import { hexOf, nameOf } from "../picture/colour";
import { flatten, type Region, type Role, repeats } from "../picture/layout";
import type { Look } from "../picture/look";
import type { Answer, Language } from "../question";
import { ninth, percentOf, roleName, shareOf } from "./places";
import { joined } from "./tell-colours";

const mostRows = 9;

/** Describes one picture: what kind of thing it is, its colours, and a table of its regions. */
export function tellLayout(look: Look, language: Language): Answer {
  const regions = flatten(look.root).slice(1);
  const surfaces = regions
    .filter(({ block }) => block.kind === "rect" || block.kind === "ellipse")
    .sort((a, b) => areaOf(b.block.box) - areaOf(a.block.box))
    .slice(0, mostRows);
  const facts: Facts = {
    look,
    lines: countOf(regions, "text") + countOf(regions, "heading"),
    drawings: countOf(regions, "drawing"),
    rows: surfaces.map((region) => row(region, look, language)),
    groups: groupsIn(look.root).slice(0, 4),
    counted: counted(regions, language),
  };
  return language === "zh" ? inChinese(facts) : inEnglish(facts);
}

type Facts = {
  look: Look;
  lines: number;
  drawings: number;
  rows: string[];
  groups: Region[][];
  counted: string[];
};

const countOf = (regions: readonly Region[], role: Role) => regions.filter((one) => one.role === role).length;

function row({ block, role, children }: Region, look: Look, language: Language): string {
  const { left, top, width, height } = percentOf(block.box, look);
  const holds = flatten({ block, role, children }).length - 1;
  return `| ${roleName(role, language)} | ${nameOf(block.rgb, language)} \`${hexOf(block.rgb)}\` | ${left}%, ${top}% | ${width}% × ${height}% | ${holds} |`;
}

function groupsIn(region: Region): Region[][] {
  return [...repeats(region.children), ...region.children.flatMap(groupsIn)].sort(
    (a, b) => b.length - a.length,
  );
}

function counted(regions: readonly Region[], language: Language): string[] {
  const told: Role[] = ["header", "sidebar", "footer", "card", "button", "bar"];
  return told.flatMap((role) => {
    const count = countOf(regions, role);
    if (count === 0) return [];
    if (language === "zh") return [`${count} 个${roleName(role, language)}`];
    return [`${count === 1 ? "one" : count} ${roleName(role, language)}${count === 1 ? "" : "s"}`];
  });
}

function inEnglish({ look, lines, drawings, rows, groups, counted: things }: Facts): Answer {
  const { width, height, palette, lightness, mass } = look;
  const shape = width > height * 1.15 ? "landscape" : height > width * 1.15 ? "portrait" : "nearly square";
  const light = lightness > 0.72 ? "light" : lightness < 0.42 ? "dark" : "medium-toned";
  const colours = palette
    .slice(0, 5)
    .map(({ rgb, share }) => `${nameOf(rgb)} (\`${hexOf(rgb)}\`, ${shareOf(share, "en")})`);
  const ground = `${nameOf(look.page)} (${hexOf(look.page)})`;
  const kind = look.photographic
    ? "It has the fine grain of a photograph or texture rather than flat blocks, so only its colours and brightness can be told."
    : `The background is ${ground}${things.length > 0 ? `, and on it I find ${joined(things)}` : ""}.`;
  const repeated = groups.map((group) => `- ${group.length} alike: ${groupEn(group)}.`);
  return {
    reasoning: [
      `The picture is ${width} × ${height} pixels, ${shape} and ${light}. First the background: the colour that reaches the edges and covers most is ${ground}.`,
      `Then what stands on it. Cutting the picture into patches of one colour and asking which patch lies within which gives ${rows.length} larger surfaces, ${lines} runs that look like lines of text and ${drawings} drawn shapes. ${kind}`,
      `The weight of what is not background has its centre in the ${ninth(mass.x, mass.y, "en")} of the picture. I can see where text stands, but not read it, and should say so plainly instead of guessing at the words.`,
    ],
    text: `## What the picture shows

A ${shape}, ${light} picture of **${width} × ${height}** pixels${look.transparent > 0.01 ? `, ${shareOf(look.transparent, "en")} of it transparent` : ""}. ${kind}

- **Colours:** ${joined(colours)}
- **Weight:** what is not background covers ${shareOf(mass.share, "en")} and gathers in the ${ninth(mass.x, mass.y, "en")}
- **Text:** ${lines === 0 ? "no lines that look like writing" : `${lines} ${lines === 1 ? "run that looks" : "runs that look"} like writing`}${drawings > 0 ? `; ${drawings} drawn ${drawings === 1 ? "shape" : "shapes"}` : ""}
${repeated.join("\n")}${rows.length > 0 ? `\n\n## Regions\n\n| Region | Colour | Left, top | Size | Holds |\n|---|---|---|---|---|\n${rows.join("\n")}` : ""}

*Seen by the offline emulator, which measures pixels and cannot read words or know objects.*`,
  };
}

function groupEn(group: readonly Region[]): string {
  const [first] = group;
  if (!first) return "";
  const { width, height } = first.block.box;
  const sameRow = group.every(({ block }) => Math.abs(block.box.y - first.block.box.y) < 3);
  const sameFoot = group.every(
    ({ block }) => Math.abs(block.box.y + block.box.height - first.block.box.y - height) < 3,
  );
  const kind = roleName(first.role, "en");
  const way = sameRow || sameFoot ? "side by side" : "one below the other";
  return `${kind}s of ${nameOf(first.block.rgb)} ${way}, about ${Math.round(width / Math.max(1, height)) >= 3 ? "wide and low" : height > width * 1.5 ? "tall" : "as wide as high"}`;
}

function inChinese({ look, lines, drawings, rows, groups, counted: things }: Facts): Answer {
  const { width, height, palette, lightness, mass } = look;
  const shape = width > height * 1.15 ? "横向" : height > width * 1.15 ? "纵向" : "接近正方形";
  const light = lightness > 0.72 ? "偏亮" : lightness < 0.42 ? "偏暗" : "明暗适中";
  const ground = `${nameOf(look.page, "zh")}（${hexOf(look.page)}）`;
  const colours = palette
    .slice(0, 5)
    .map(({ rgb, share }) => `${nameOf(rgb, "zh")}（\`${hexOf(rgb)}\`，${shareOf(share, "zh")}）`);
  const kind = look.photographic
    ? "它的细节像照片或纹理，不是由色块组成的，所以只能说明颜色和明暗。"
    : `背景是${ground}${things.length > 0 ? `，上面有${things.join("、")}` : ""}。`;
  return {
    reasoning: [
      `图片是 ${width} × ${height} 像素，${shape}，整体${light}。先看背景：触及边缘、面积最大的颜色是${ground}。`,
      `再看背景上的内容。按颜色切分并判断包含关系，得到 ${rows.length} 个较大的区域、${lines} 处像文字的行、${drawings} 个图形。${kind}`,
      `背景以外内容的重心在${ninth(mass.x, mass.y, "zh")}。我能看出文字的位置，但读不出内容，这一点要如实说明。`,
    ],
    text: `## 图片内容

一张 **${width} × ${height}** 像素的图片，${shape}，整体${light}。${kind}

- **颜色：** ${colours.join("、")}
- **重心：** 背景以外的内容占 ${shareOf(mass.share, "zh")}，集中在${ninth(mass.x, mass.y, "zh")}
- **文字：** ${lines === 0 ? "没有像文字的行" : `${lines} 处像文字的行`}${drawings > 0 ? `，另有 ${drawings} 个图形` : ""}
${groups.map((group) => `- 重复的区域：${group.length} 个${roleName(group[0]?.role ?? "panel", "zh")}。`).join("\n")}${rows.length > 0 ? `\n\n## 区域\n\n| 区域 | 颜色 | 左、上 | 大小 | 包含 |\n|---|---|---|---|---|\n${rows.join("\n")}` : ""}

*由离线模拟器根据像素测量得出；它不能读出文字，也不认识物体。*`,
  };
}
