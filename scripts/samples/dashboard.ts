import { element, line, rect, smoothPath, svg, text } from "./svg";

const ink = "#0f172a";
const muted = "#64748b";
const faint = "#94a3b8";
const border = "#e2e8f0";
const blue = "#2563eb";

/** A product analytics dashboard, 1280 x 800. */
export function drawDashboard(): string {
  const content = [
    rect(0, 0, 1280, 800, { fill: "#f1f5f9" }),
    sidebar(),
    topBar(),
    cards(),
    trafficChart(),
    channels(),
    table(),
  ];
  return svg(1280, 800, content.join(""));
}

function sidebar(): string {
  const items = ["Overview", "Funnels", "Retention", "Cohorts", "Experiments", "Reports"];
  const links = items.map((label, index) => {
    const y = 104 + index * 44;
    const active = index === 0;
    const fill = active ? "#ffffff" : "#a5b4cb";
    return [
      active ? rect(16, y, 188, 36, { rx: 8, fill: blue }) : "",
      rect(30, y + 11, 14, 14, { rx: 4, fill: active ? "#bfdbfe" : "#475569" }),
      text(label, 58, y + 23.5, { size: 14, fill, weight: active ? 700 : 400 }),
    ].join("");
  });
  return [
    rect(0, 0, 220, 800, { fill: "#0f172a" }),
    element("circle", { cx: 38, cy: 40, r: 14, fill: "#38bdf8" }),
    element("circle", { cx: 43, cy: 35, r: 5, fill: "#0f172a" }),
    text("Tidewater", 64, 47, { size: 20, fill: "#f8fafc", weight: 700 }),
    ...links,
    line(16, 716, 204, 716, { stroke: "#1e293b", "stroke-width": 2 }),
    element("circle", { cx: 38, cy: 756, r: 16, fill: "#f59e0b" }),
    text("IR", 38, 761, { size: 13, fill: "#451a03", weight: 700, anchor: "middle" }),
    text("Ines Ribeiro", 66, 752, { size: 13.5, fill: "#f8fafc", weight: 700 }),
    text("Product lead", 66, 769, { size: 12, fill: faint }),
  ].join("");
}

function topBar(): string {
  return [
    rect(220, 0, 1060, 72, { fill: "#ffffff" }),
    line(220, 71.5, 1280, 71.5, { stroke: border }),
    text("Overview", 252, 45, { size: 24, fill: ink, weight: 700 }),
    rect(760, 18, 240, 36, { rx: 8, fill: "#f1f5f9" }),
    text("Search metrics", 780, 41, { size: 13.5, fill: muted }),
    rect(1016, 18, 112, 36, { rx: 8, fill: "#ffffff", stroke: "#cbd5e1" }),
    text("Last 12 weeks", 1072, 41, { size: 13, fill: "#334155", anchor: "middle" }),
    rect(1144, 18, 104, 36, { rx: 8, fill: blue }),
    text("Share", 1196, 41, { size: 14, fill: "#ffffff", weight: 700, anchor: "middle" }),
  ].join("");
}

function card(x: number, y: number, width: number, height: number): string {
  return rect(x + 0.5, y + 0.5, width - 1, height - 1, { rx: 12, fill: "#ffffff", stroke: border });
}

function cards(): string {
  const figures = [
    { label: "Active users", value: "48,291", change: "+12.4%", up: true },
    { label: "Conversion", value: "3.86%", change: "+0.7%", up: true },
    { label: "Revenue", value: "$92.4k", change: "+8.1%", up: true },
    { label: "Churn", value: "1.9%", change: "-0.3%", up: false },
  ];
  return figures
    .map(({ label, value, change, up }, index) => {
      const x = 252 + index * 254;
      const [fill, ground] = up ? ["#15803d", "#dcfce7"] : ["#b91c1c", "#fee2e2"];
      return [
        card(x, 96, 234, 116),
        text(label, x + 20, 126, { size: 13.5, fill: muted }),
        text(value, x + 20, 168, { size: 30, fill: ink, weight: 700 }),
        rect(x + 158, 110, 58, 24, { rx: 12, fill: ground }),
        text(change, x + 187, 126.5, { size: 12.5, fill, weight: 700, anchor: "middle" }),
        text("vs. the 12 weeks before", x + 20, 194, { size: 12, fill: faint }),
      ].join("");
    })
    .join("");
}

function trafficChart(): string {
  const [left, bottom, top] = [306, 468, 298];
  const visits = [21, 26, 24, 31, 35, 33, 40, 46, 43, 52, 57, 63];
  const earlier = [18, 20, 22, 21, 25, 27, 26, 30, 33, 32, 36, 38];
  const at = (value: number, index: number): readonly [number, number] => [
    left + 14 + index * 49.4,
    bottom - (value / 70) * (bottom - top),
  ];
  const curve = smoothPath(visits.map(at));
  const grid = [0, 20, 40, 60].map((value) => {
    const y = at(value, 0)[1];
    return (
      line(left, y, 886, y, { stroke: border }) +
      text(value === 0 ? "0" : `${value}k`, left - 12, y + 4, { size: 12, fill: faint, anchor: "end" })
    );
  });
  const weeks = visits.map((_, index) =>
    text(`W${index + 1}`, at(0, index)[0], bottom + 20, { size: 12, fill: faint, anchor: "middle" }),
  );
  const [endX, endY] = at(63, 11);
  return [
    card(252, 232, 658, 272),
    text("Weekly visits", 276, 266, { size: 17, fill: ink, weight: 700 }),
    rect(700, 254, 14, 14, { rx: 4, fill: blue }),
    text("This period", 722, 266, { size: 12.5, fill: muted }),
    rect(806, 254, 14, 14, { rx: 4, fill: "#cbd5e1" }),
    text("Before", 828, 266, { size: 12.5, fill: muted }),
    ...grid,
    ...weeks,
    element("path", { d: `${curve}L${endX} ${bottom}L${left + 14} ${bottom}Z`, fill: blue, opacity: 0.1 }),
    element("path", { d: smoothPath(earlier.map(at)), fill: "none", stroke: "#cbd5e1", "stroke-width": 3 }),
    element("path", { d: curve, fill: "none", stroke: blue, "stroke-width": 3.5, "stroke-linecap": "round" }),
    element("circle", { cx: endX, cy: endY, r: 6, fill: "#ffffff", stroke: blue, "stroke-width": 3.5 }),
  ].join("");
}

function channels(): string {
  const shares = [
    { label: "Search", share: 0.82, value: "41%", fill: blue },
    { label: "Referral", share: 0.54, value: "27%", fill: "#0d9488" },
    { label: "Social", share: 0.36, value: "18%", fill: "#f59e0b" },
    { label: "Email", share: 0.28, value: "14%", fill: "#ec4899" },
  ];
  const rows = shares.map(({ label, share, value, fill }, index) => {
    const y = 300 + index * 50;
    return [
      text(label, 954, y, { size: 13.5, fill: "#334155" }),
      text(value, 1224, y, { size: 13.5, fill: ink, weight: 700, anchor: "end" }),
      rect(954, y + 11, 270, 12, { rx: 6, fill: "#e2e8f0" }),
      rect(954, y + 11, Math.round(270 * share), 12, { rx: 6, fill }),
    ].join("");
  });
  return [
    card(930, 232, 318, 272),
    text("Channels", 954, 266, { size: 17, fill: ink, weight: 700 }),
    ...rows,
  ].join("");
}

function table(): string {
  const columns = [
    { x: 276, title: "Page", anchor: undefined },
    { x: 724, title: "Visits", anchor: "end" },
    { x: 884, title: "Bounce", anchor: "end" },
    { x: 1044, title: "Time", anchor: "end" },
    { x: 1224, title: "Status", anchor: "end" },
  ] as const;
  const rows = [
    ["/pricing", "18,204", "31%", "2:41", "Healthy"],
    ["/docs/getting-started", "14,870", "22%", "4:05", "Healthy"],
    ["/blog/spring-tides", "9,412", "48%", "1:56", "Watch"],
    ["/changelog", "6,033", "39%", "1:12", "Healthy"],
  ];
  const cells = rows.flatMap((row, index) => {
    const y = 634 + index * 38;
    const watch = row[4] === "Watch";
    return [
      line(276, y - 25, 1224, y - 25, { stroke: border }),
      ...columns.slice(0, 4).map(({ x, anchor }, cell) =>
        text(row[cell] ?? "", x, y, {
          size: 13.5,
          fill: cell === 0 ? ink : "#475569",
          weight: cell === 0 ? 700 : 400,
          ...(anchor && { anchor }),
        }),
      ),
      rect(1148, y - 16, 76, 23, { rx: 11.5, fill: watch ? "#fef3c7" : "#dcfce7" }),
      text(row[4] ?? "", 1186, y, {
        size: 12,
        fill: watch ? "#92400e" : "#15803d",
        weight: 700,
        anchor: "middle",
      }),
    ];
  });
  return [
    card(252, 524, 996, 252),
    text("Top pages", 276, 558, { size: 17, fill: ink, weight: 700 }),
    ...columns.map(({ x, title, anchor }) =>
      text(title, x, 594, { size: 12.5, fill: faint, ...(anchor && { anchor }) }),
    ),
    ...cells,
  ].join("");
}
