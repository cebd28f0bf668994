import { element, randomFrom, svg } from "./svg";

const pencil = "#3b3a40";
const random = (seed: number) => randomFrom(seed);

/** A landing page as a pencil sketch on paper, 1200 x 900. */
export function drawWireframe(): string {
  const hand = sketcher();
  const content = [paper(), header(hand), hero(hand), features(hand), footer(hand)];
  return svg(1200, 900, content.join(""));
}

function paper(): string {
  const grain = random(7);
  const fibres = Array.from({ length: 420 }, () => {
    const [x, y] = [grain() * 1200, grain() * 900];
    const [dx, dy] = [grain() * 26 - 13, grain() * 10 - 5];
    const d = `M${x.toFixed(0)} ${y.toFixed(0)}q${(dx / 2).toFixed(0)} ${(dy - 4).toFixed(0)} ${dx.toFixed(0)} ${dy.toFixed(0)}`;
    return element("path", {
      d,
      fill: "none",
      stroke: grain() < 0.5 ? "#f4ecd9" : "#fffbf0",
      "stroke-width": 1.4,
    });
  });
  return element("rect", { width: 1200, height: 900, fill: "#faf4e6" }) + fibres.join("");
}

type Point = readonly [number, number];
type Sketcher = ReturnType<typeof sketcher>;

/** Draws strokes as a hand would: each wavers a little and runs over its end, always the same way. */
function sketcher() {
  const waver = random(2024);
  const shake = (by: number) => (waver() - 0.5) * 2 * by;
  const stroke = ([x0, y0]: Point, [x1, y1]: Point, width = 3, colour = pencil): string => {
    const length = Math.hypot(x1 - x0, y1 - y0);
    const bends = Math.max(1, Math.round(length / 70));
    const by = Math.min(2.2, length / 40);
    const points = Array.from({ length: bends + 1 }, (_, index) => {
      const share = index / bends;
      return [x0 + (x1 - x0) * share + shake(by), y0 + (y1 - y0) * share + shake(by)] as const;
    });
    const [first, ...rest] = points;
    const d = rest.reduce(
      (path, [x, y], index) => {
        const [fromX, fromY] = points[index] ?? [x, y];
        const control = [(fromX + x) / 2 + shake(by), (fromY + y) / 2 + shake(by)];
        return `${path}Q${control.map((one) => one.toFixed(1)).join(" ")} ${x.toFixed(1)} ${y.toFixed(1)}`;
      },
      `M${first?.map((one) => one.toFixed(1)).join(" ")}`,
    );
    return element("path", {
      d,
      fill: "none",
      stroke: colour,
      "stroke-width": width,
      "stroke-linecap": "round",
    });
  };
  const box = (x: number, y: number, width: number, height: number, fill?: string, weight = 3.2): string => {
    const [right, bottom] = [x + width, y + height];
    const corners = [
      [x, y],
      [right, y],
      [right, bottom],
      [x, bottom],
    ] as const;
    const sides = corners.map((from, index) => {
      const to = corners[(index + 1) % 4] ?? from;
      const [ux, uy] = [Math.sign(to[0] - from[0]), Math.sign(to[1] - from[1])];
      return stroke([from[0] - ux * 3, from[1] - uy * 3], [to[0] + ux * 3, to[1] + uy * 3], weight);
    });
    const wash = fill
      ? element("rect", { x: x - 1, y: y - 1, width: width + 2, height: height + 2, fill })
      : "";
    return wash + sides.join("");
  };
  const lines = (x: number, y: number, widths: readonly number[], gap = 24, colour = "#8d8a86"): string =>
    widths
      .map((width, index) => stroke([x, y + index * gap], [x + width, y + index * gap], 5, colour))
      .join("");
  return { stroke, box, lines, shake };
}

/** A word as a hand writes it: slanted, and no two letters quite on one line. */
function word(content: string, x: number, y: number, size: number, anchor?: "middle"): string {
  const waver = random(content.length * 31 + Math.round(x));
  const letters = [...content].reduce<{ written: string; at: number }>(
    ({ written, at }, letter) => {
      const next = (waver() - 0.5) * size * 0.13;
      const space = letter === " " ? 'xml:space="preserve" ' : "";
      return {
        written: `${written}<tspan ${space}dy="${(next - at).toFixed(2)}">${letter}</tspan>`,
        at: next,
      };
    },
    { written: "", at: 0 },
  );
  const style = {
    "font-family": "DejaVu Sans, Verdana, sans-serif",
    "font-size": size,
    "font-style": "oblique",
  };
  const turn = `rotate(${content.length % 2 === 0 ? -0.8 : 0.7} ${x} ${y})`;
  return element(
    "text",
    { x, y, ...style, fill: pencil, "text-anchor": anchor, transform: turn, "xml:space": "preserve" },
    letters.written,
  );
}

function header(hand: Sketcher): string {
  return [
    hand.box(50, 40, 1100, 78),
    element("circle", { cx: 98, cy: 79, r: 20, fill: "#ffd58a", stroke: pencil, "stroke-width": 3 }),
    word("Logo", 132, 88, 25),
    word("Product", 640, 87, 21),
    word("Pricing", 768, 87, 21),
    word("About", 888, 87, 21),
    hand.box(990, 56, 136, 46, "#bcd9f2"),
    word("Sign up", 1058, 86, 20, "middle"),
  ].join("");
}

function hero(hand: Sketcher): string {
  return [
    word("A big clear headline", 62, 206, 40),
    word("over two lines", 62, 258, 40),
    hand.lines(66, 304, [452, 430, 300], 27),
    hand.box(62, 400, 190, 60, "#bcd9f2", 3.6),
    word("Get started", 157, 437, 22, "middle"),
    hand.box(278, 400, 160, 60),
    word("See demo", 358, 437, 22, "middle"),
    hand.box(620, 160, 530, 306, "#f1e9d8", 3.6),
    hand.stroke([620, 160], [1150, 466], 2.4),
    hand.stroke([1150, 160], [620, 466], 2.4),
  ].join("");
}

function features(hand: Sketcher): string {
  const cards = ["Fast", "Private", "Open"].map((title, index) => {
    const x = 50 + index * 380;
    const fills = ["#cfe8d2", "#f6cfc8", "#ddd3ee"];
    const icon = element("rect", {
      x: x + 26,
      y: 554,
      width: 52,
      height: 52,
      rx: 10,
      fill: fills[index],
      stroke: pencil,
      "stroke-width": 3,
    });
    return [
      hand.box(x, 526, 340, 224),
      icon,
      word(title, x + 98, 590, 27),
      hand.lines(x + 28, 642, [284, 262, 280, 170], 26),
    ].join("");
  });
  return cards.join("");
}

function footer(hand: Sketcher): string {
  return [
    hand.stroke([50, 800], [1150, 800], 3),
    word("Footer", 52, 848, 21),
    hand.lines(700, 842, [120], 24),
    hand.lines(860, 842, [120], 24),
    hand.lines(1020, 842, [130], 24),
  ].join("");
}
