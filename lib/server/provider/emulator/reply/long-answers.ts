import "server-only";
import { moonSentences, moonWords } from "./moon-prose";

/** Characters of English that make about one token. */
const charactersPerToken = 4;
const mostTokens = 400_000;

/** Fills the pattern of a number; every count gives another wording, the same each time. */
function sentence(count: number): string {
  const pattern = moonSentences[count % moonSentences.length] ?? "";
  let slot = 0;
  const filled = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const choices = moonWords[name] ?? [name];
    slot++;
    return choices[mixed(count, slot) % choices.length] ?? name;
  });
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

/** A whole number that depends on both and looks like chance. */
function mixed(count: number, slot: number): number {
  let value = Math.imul(count + 1, 0x9e3779b1) ^ Math.imul(slot + 7, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 1;
}

function paragraph(first: number, length: number): string {
  return Array.from({ length }, (_, index) => sentence(first + index)).join(" ");
}

/** Some 3,000 words of plain prose about moons and tides, in paragraphs that do not repeat. */
export function slowAnswer(): string {
  const paragraphs: string[] = [];
  let words = 0;
  for (let count = 0; words < 3000; count += 5) {
    const next = paragraph(count * 5 + Math.floor(count / 24), 5);
    paragraphs.push(next);
    words += next.split(" ").length;
  }
  return paragraphs.join("\n\n");
}

/** Varied markdown of about `tokens` tokens (up to 400,000): headings, prose, lists, tables, code and quotations. */
export function longAnswer(tokens: number): string {
  return grown(tokens, "# Notes on orbits and tides", (index) => {
    const blocks = [
      () =>
        `## Part ${Math.floor(index / 6) + 1}: ${sentence(index * 7).split(/[,;.]/)[0]}\n\n${paragraph(index * 11, 4)}`,
      () =>
        Array.from(
          { length: 5 },
          (_, at) => `- **${["Near", "Far", "High", "Low", "Slow"][at]}:** ${sentence(index * 13 + at)}`,
        ).join("\n"),
      () => tableOf(index),
      () => codeOf(index),
      () => `> ${sentence(index * 17)}\n\n${paragraph(index * 19, 3)}`,
      () => Array.from({ length: 4 }, (_, at) => `${at + 1}. ${sentence(index * 23 + at)}`).join("\n"),
    ];
    return blocks[index % blocks.length]?.() ?? "";
  });
}

function tableOf(index: number): string {
  const rows = Array.from({ length: 6 }, (_, at) => {
    const day = index * 6 + at + 1;
    return `| ${day} | ${356_500 + (mixed(day, 1) % 50_000)} km | ${(1 + (mixed(day, 2) % 60) / 10).toFixed(1)} m |`;
  });
  return `| Day | Distance | Tide |\n|--:|--:|--:|\n${rows.join("\n")}`;
}

function codeOf(index: number): string {
  const perigee = 356_500 + (mixed(index, 3) % 14_000);
  const apogee = 404_000 + (mixed(index, 4) % 2_700);
  return `\`\`\`ts
const orbit${index} = { perigee: ${perigee}, apogee: ${apogee} };
const mean${index} = (orbit${index}.perigee + orbit${index}.apogee) / 2;
const eccentricity${index} = (orbit${index}.apogee - mean${index}) / mean${index}; // ${((apogee - perigee) / (apogee + perigee)).toFixed(4)}
\`\`\``;
}

const inline = [
  "e = \\frac{r_a - r_p}{r_a + r_p}",
  "v = \\sqrt{\\mu\\left(\\frac{2}{r} - \\frac{1}{a}\\right)}",
  "n = \\sqrt{\\mu / a^3}",
  "r = \\frac{p}{1 + e\\cos\\nu}",
  "L = m r^2 \\dot{\\theta}",
  "\\Delta h \\propto \\frac{M R^4}{m d^3}",
];
const display = [
  "T = 2\\pi\\sqrt{\\frac{a^3}{G(M + m)}}",
  "\\int_0^{2\\pi} \\frac{d\\theta}{1 + e\\cos\\theta} = \\frac{2\\pi}{\\sqrt{1 - e^2}}",
  "\\begin{aligned} \\dot{x} &= v \\\\ \\dot{v} &= -\\frac{\\mu}{x^2} \\end{aligned}",
  "\\vec{F} = -\\frac{G M m}{\\lVert\\vec{r}\\rVert^3}\\,\\vec{r}",
  "M = E - e\\sin E = \\sum_{k=1}^{\\infty} \\frac{2}{k} J_k(ke)\\sin(kM)",
  "\\begin{pmatrix} \\cos\\Omega & -\\sin\\Omega \\\\ \\sin\\Omega & \\cos\\Omega \\end{pmatrix} \\begin{pmatrix} x \\\\ y \\end{pmatrix}",
];

/** Prose full of formulas, about `tokens` tokens: inline `$…$` and `\(…\)`, displayed `$$…$$` and `\[…\]`. */
export function latexAnswer(tokens: number): string {
  return grown(tokens, "# The orbit in formulas", (index) => {
    const [first, second] = [inline[index % inline.length], inline[(index + 2) % inline.length]];
    const shown = display[index % display.length];
    const block = index % 2 === 0 ? `$$\n${shown}\n$$` : `\\[\n${shown}\n\\]`;
    const heading = index % 5 === 0 ? `## Step ${index / 5 + 1}\n\n` : "";
    return `${heading}${sentence(index * 3)} Here $${first}$ holds, and with it \\(${second}\\), so that for $k = ${index + 1}$\n\n${block}\n\n${sentence(index * 3 + 1)}`;
  });
}

function grown(tokens: number, start: string, blockAt: (index: number) => string): string {
  const wanted = Math.min(mostTokens, Math.max(1, tokens)) * charactersPerToken;
  const parts = [start];
  for (let index = 0, length = start.length; length < wanted; index++) {
    const block = blockAt(index);
    parts.push(block);
    length += block.length + 2;
  }
  return parts.join("\n\n").slice(0, wanted).trimEnd();
}
