import "server-only";
import { buildComponent, buildPage } from "../page/build-page";
import { hexOf, nameOf } from "../picture/colour";
import { flatten } from "../picture/layout";
import type { Look } from "../picture/look";
import type { Answer, Language } from "../question";
import { roleName } from "./places";
import { joined } from "./tell-colours";

/** A page (or React component) whose blocks stand where the picture has them, in one fenced block of code. */
export function tellBuild(look: Look, asReact: boolean, language: Language): Answer {
  const code = asReact ? buildComponent(look) : buildPage(look);
  const fence = asReact ? "tsx" : "html";
  const block = `\`\`\`${fence}\n${code}\n\`\`\``;
  const regions = flatten(look.root).slice(1);
  const surfaces = regions.filter(({ block: { kind } }) => kind === "rect" || kind === "ellipse");
  const lines = regions.filter(({ block: { kind } }) => kind === "text").length;
  const main = look.root.children.filter(({ block }) => block.kind === "rect").slice(0, 4);
  const ground = `${nameOf(look.page, language)} (${hexOf(look.page)})`;
  if (language === "zh") {
    const parts = main
      .map(({ role, block: { rgb } }) => `${nameOf(rgb, "zh")}${roleName(role, "zh")}`)
      .join("、");
    return {
      reasoning: [
        `要把这张 ${look.width} × ${look.height} 像素的设计图做成页面。背景是${ground}。`,
        `按颜色切分后有 ${surfaces.length} 个区域和 ${lines} 行文字${parts ? `，最大的几块是${parts}` : ""}。`,
        "页面保持原图比例，用百分比放置各个区域，窄屏时改为依次堆叠。文字读不出来，就在原位放占位文字。",
      ],
      text: `下面是按图片还原的${asReact ? " React 组件" : "页面"}：位置、大小和颜色来自对图片的分割，文字为占位内容。\n\n${block}`,
    };
  }
  const parts = main.map(({ role, block: { rgb } }) => `a ${nameOf(rgb)} ${roleName(role, "en")}`);
  return {
    reasoning: [
      `The task is to turn this design of ${look.width} × ${look.height} pixels into ${asReact ? "a React component" : "a page"}. The ground is ${ground}.`,
      `Cutting it into patches of one colour leaves ${surfaces.length} surfaces and ${lines} lines that look like text${parts.length > 0 ? `. The largest are ${joined(parts)}` : ""}. What lies within something else becomes its child, so cards hold their own labels, and each keeps its place within its parent.`,
      "For the structure I keep the picture's proportions, place each region by percentages and let type sizes follow the width, so that the page matches at the size of the picture. On a narrow screen the regions stack in reading order instead. The words cannot be read from pixels, so placeholder text stands where text stood.",
    ],
    text: `Here is the ${asReact ? "design as a React component" : "page"}. Its blocks, positions and colours come from a segmentation of the picture; the words are placeholders.\n\n${block}`,
  };
}
