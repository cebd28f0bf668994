import { element, line, rect, smoothPath, svg, text } from "./svg";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"];
const harvested = [32, 38, 45, 52, 61, 74, 83, 79, 64, 48];
const average = [30, 33, 41, 50, 58, 66, 71, 70, 60, 46];

const plot = { left: 120, right: 1140, top: 190, bottom: 660 };
const highest = 100;

/** Monthly bars with a line over them, axes and a legend, 1200 x 800. */
export function drawChart(): string {
  const step = (plot.right - plot.left) / months.length;
  const yOf = (value: number) => plot.bottom - (value / highest) * (plot.bottom - plot.top);
  const middle = (index: number) => plot.left + step * (index + 0.5);
  const grid = [0, 20, 40, 60, 80, 100].map(
    (value) =>
      line(plot.left, yOf(value), plot.right, yOf(value), {
        stroke: value === 0 ? "#334155" : "#e2e8f0",
        "stroke-width": 2,
      }) + text(String(value), plot.left - 18, yOf(value) + 6, { size: 18, fill: "#64748b", anchor: "end" }),
  );
  const peak = harvested.indexOf(Math.max(...harvested));
  const bars = harvested.flatMap((value, index) => [
    rect(middle(index) - 32, yOf(value), 64, plot.bottom - yOf(value) - 1, {
      fill: index === peak ? "#0d9488" : "#5eead4",
    }),
    text(months[index] ?? "", middle(index), plot.bottom + 34, {
      size: 19,
      fill: "#334155",
      anchor: "middle",
    }),
  ]);
  const points = average.map((value, index) => [middle(index), yOf(value)] as const);
  const dots = points.map(([cx, cy]) =>
    element("circle", { cx, cy, r: 7, fill: "#ffffff", stroke: "#c2410c", "stroke-width": 4 }),
  );
  const content = [
    rect(0, 0, 1200, 800, { fill: "#ffffff" }),
    text("Tidal energy by month", 60, 78, { size: 36, fill: "#0f172a", weight: 700 }),
    text("Gigawatt hours fed into the grid, first ten months", 60, 114, { size: 20, fill: "#64748b" }),
    rect(740, 92, 24, 24, { rx: 4, fill: "#5eead4" }),
    text("This year", 776, 111, { size: 19, fill: "#334155" }),
    line(898, 104, 942, 104, { stroke: "#c2410c", "stroke-width": 5 }),
    element("circle", { cx: 920, cy: 104, r: 7, fill: "#ffffff", stroke: "#c2410c", "stroke-width": 4 }),
    text("Five-year average", 956, 111, { size: 19, fill: "#334155" }),
    ...grid,
    ...bars,
    element("path", { d: smoothPath(points), fill: "none", stroke: "#c2410c", "stroke-width": 5 }),
    ...dots,
    text(String(harvested[peak]), middle(peak), yOf(harvested[peak] ?? 0) - 14, {
      size: 22,
      fill: "#0f766e",
      weight: 700,
      anchor: "middle",
    }),
    text("Month", (plot.left + plot.right) / 2, 752, { size: 19, fill: "#64748b", anchor: "middle" }),
    element(
      "g",
      { transform: `translate(48 ${(plot.top + plot.bottom) / 2}) rotate(-90)` },
      text("GWh", 0, 0, { size: 19, fill: "#64748b", anchor: "middle" }),
    ),
  ];
  return svg(1200, 800, content.join(""));
}
