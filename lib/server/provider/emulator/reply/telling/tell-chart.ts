import "server-only";
import { type Bar, type ChartReading, type Curve, seriesOf } from "../picture/bars";
import { hexOf, nameOf } from "../picture/colour";
import type { Look } from "../picture/look";
import type { Answer, Language } from "../question";
import { joined } from "./tell-colours";

/** Tells what a chart shows, in heights relative to the tallest bar: the numbers on the axes cannot be read. */
export function tellChart(look: Look, chart: ChartReading, language: Language): Answer {
  return language === "zh" ? inChinese(look, chart) : inEnglish(look, chart);
}

const percent = (share: number) => `${Math.round(share * 100)}%`;

function extremes(bars: readonly Bar[]): { tallest: number; lowest: number } {
  const heights = bars.map(({ height }) => height);
  return { tallest: heights.indexOf(Math.max(...heights)), lowest: heights.indexOf(Math.min(...heights)) };
}

function inEnglish(look: Look, { bars, curves, gridlines, labels }: ChartReading): Answer {
  const { tallest, lowest } = extremes(bars);
  const kind =
    bars.length > 0 ? (curves.length > 0 ? "bar chart with a line over it" : "bar chart") : "line chart";
  const series = seriesOf(bars).map(({ rgb, count }) => `${count} in ${nameOf(rgb)} (\`${hexOf(rgb)}\`)`);
  const trend = bars.length > 0 ? trendEn(bars) : "";
  const lines = curves.map(curveEn);
  const parts = [
    bars.length > 0 &&
      `- **Bars:** ${bars.length}, ${joined(series)}. The tallest is bar ${tallest + 1} from the left, the lowest bar ${lowest + 1}, at ${percent(bars[lowest]?.height ?? 0)} of it`,
    trend && `- **Trend:** ${trend}`,
    ...lines.map((line) => `- **Line:** ${line}`),
    gridlines > 0 &&
      `- **Grid:** ${gridlines} horizontal ${gridlines === 1 ? "line" : "lines"} across, and ${labels} small pieces of text for axes and legend`,
  ].filter(Boolean);
  const table = bars.map(
    ({ height, rgb }, index) => `| ${index + 1} | ${nameOf(rgb)} | ${percent(height)} |`,
  );
  return {
    reasoning: [
      `This looks like a ${kind}, in a picture of ${look.width} × ${look.height} pixels on ${nameOf(look.page)}. Charts show themselves by surfaces that stand on one foot and are equally wide, by long even rules and by thin curves that run across.`,
      bars.length > 0
        ? `There are ${bars.length} such bars on one base line. I take the height of each from its top edge and divide by the tallest, which is number ${tallest + 1} from the left. ${trend[0]?.toUpperCase() ?? ""}${trend.slice(1)}.`
        : "There are no bars on a common base line, so the story is in the curve: where it begins, where it is highest and where it ends.",
      `${lines.length > 0 ? `The line tells more: ${lines.join("; ")}. ` : ""}I can measure heights but not read the words and numbers on the axes, so the answer gives relative heights and leaves the units to the reader.`,
    ],
    text: `## What the chart shows

A **${kind}** on ${nameOf(look.page)}.

${parts.join("\n")}${table.length > 0 ? `\n\n| Bar | Colour | Height |\n|---|---|---|\n${table.join("\n")}` : ""}

Heights are relative to the tallest bar: the emulator measures shapes, it cannot read the axis labels.`,
  };
}

function trendEn(bars: readonly Bar[]): string {
  const { tallest } = extremes(bars);
  const [first, last] = [bars[0]?.height ?? 0, bars.at(-1)?.height ?? 0];
  if (tallest > 0 && tallest < bars.length - 1) {
    return `it rises from ${percent(first)} to the peak at bar ${tallest + 1}, then falls to ${percent(last)}`;
  }
  const way = last > first ? "rises" : "falls";
  return `on the whole it ${way}, from ${percent(first)} to ${percent(last)} of the tallest bar`;
}

function curveEn({ rgb, start, end, peakAt }: Curve): string {
  const way = end > start + 0.1 ? "higher than" : end < start - 0.1 ? "lower than" : "about as high as";
  return `a ${nameOf(rgb)} line (\`${hexOf(rgb)}\`) that ends ${way} it begins, with its highest point ${percent(peakAt)} of the way across`;
}

function inChinese(look: Look, { bars, curves, gridlines, labels }: ChartReading): Answer {
  const { tallest, lowest } = extremes(bars);
  const kind = bars.length > 0 ? (curves.length > 0 ? "叠加折线的柱状图" : "柱状图") : "折线图";
  const series = seriesOf(bars).map(
    ({ rgb, count }) => `${count} 根${nameOf(rgb, "zh")}（\`${hexOf(rgb)}\`）`,
  );
  const [first, last] = [percent(bars[0]?.height ?? 0), percent(bars.at(-1)?.height ?? 0)];
  const lines = curves.map(
    ({ rgb, start, end, peakAt }) =>
      `${nameOf(rgb, "zh")}折线（\`${hexOf(rgb)}\`）的终点${end > start + 0.1 ? "高于" : end < start - 0.1 ? "低于" : "接近"}起点，最高点在横向 ${percent(peakAt)} 处`,
  );
  const parts = [
    bars.length > 0 &&
      `- **柱：** 共 ${bars.length} 根，其中${series.join("、")}。最高的是左起第 ${tallest + 1} 根，最低的是第 ${lowest + 1} 根，为最高的 ${percent(bars[lowest]?.height ?? 0)}`,
    bars.length > 0 && `- **走势：** 从 ${first} 开始，在第 ${tallest + 1} 根达到最高，最后为 ${last}`,
    ...lines.map((line) => `- **折线：** ${line}`),
    gridlines > 0 && `- **网格：** ${gridlines} 条横线，另有 ${labels} 处坐标轴和图例文字`,
  ].filter(Boolean);
  const table = bars.map(
    ({ height, rgb }, index) => `| ${index + 1} | ${nameOf(rgb, "zh")} | ${percent(height)} |`,
  );
  return {
    reasoning: [
      `这张 ${look.width} × ${look.height} 像素的图片看起来是${kind}：有站在同一底线上、宽度相同的色块，有均匀的横线，也可能有一条穿过的曲线。`,
      bars.length > 0
        ? `一共找到 ${bars.length} 根柱。用每根柱的上边缘量出高度，再除以最高的那根（左起第 ${tallest + 1} 根），得到相对高度。`
        : "没有找到共用底线的柱，所以主要看曲线从哪里开始、哪里最高、在哪里结束。",
      "坐标轴上的文字和数字读不出来，所以只给出相对高度，不编造单位和数值。",
    ],
    text: `## 图表内容

${nameOf(look.page, "zh")}背景上的**${kind}**。

${parts.join("\n")}${table.length > 0 ? `\n\n| 柱 | 颜色 | 高度 |\n|---|---|---|\n${table.join("\n")}` : ""}

高度以最高的柱为 100%；模拟器只测量形状，读不出坐标轴上的文字。`,
  };
}
