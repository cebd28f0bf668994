import "server-only";
import type { Answer, Question } from "../question";

/** One of everything that the page renders. */
export function showcase({ language }: Question): Answer {
  return language === "zh" ? chinese : english;
}

const code = `\`\`\`ts
type Orbit = { perigee: number; apogee: number };

export function eccentricity({ perigee, apogee }: Orbit): number {
  return (apogee - perigee) / (apogee + perigee);
}
\`\`\``;

const english: Answer = {
  reasoning: [
    "A showcase of markdown is asked for. It should have one of everything that is worth checking in a renderer, in an order that reads well, and not be longer than a screen or two.",
    "So: a heading, a paragraph with bold, italic, inline code and a link; a table with aligned columns; a bulleted, a numbered and a task list; a block of code with its language named; a quotation; and mathematics, once within a line and once on its own.",
    "For the content I take the moon and its orbit, since the numbers are well known and make a small table. That is all that is needed.",
  ],
  text: `# Markdown at a glance

Text can be **bold**, *italic*, ~~struck out~~ or \`code\`, and it can carry a [link](https://en.wikipedia.org/wiki/Perigee).

## A table

| Point | Distance | Speed |
|:--|--:|--:|
| Perigee | 363,300 km | 1.08 km/s |
| Apogee | 405,500 km | 0.97 km/s |

## Lists

- The moon
  - its near side
  - its far side
- The tides

1. New moon
2. First quarter
3. Full moon

- [x] Look up the perigee
- [ ] Wait for the spring tide

## Code

${code}

## A quotation and some mathematics

> The tide waits for nobody, but it keeps its appointments.

The eccentricity is $e = \\frac{r_a - r_p}{r_a + r_p}$, here about $0.055$, and

$$
T = 2\\pi \\sqrt{\\frac{a^3}{GM}}
$$

---

That was one of everything.`,
};

const chinese: Answer = {
  reasoning: [
    "用户想看 Markdown 的示例。应当把常用的格式各放一个，顺序自然，不要太长。",
    "内容包括：标题、粗体、斜体、行内代码和链接，一张对齐的表格，三种列表，一段代码，一段引用，以及行内和独立的公式。",
    "例子就用月球的轨道，数字常见，表格也小。",
  ],
  text: `# Markdown 一览

文字可以是**粗体**、*斜体*、~~删除线~~或\`代码\`，也可以有[链接](https://zh.wikipedia.org/wiki/近地点)。

| 位置 | 距离 | 速度 |
|:--|--:|--:|
| 近地点 | 363,300 km | 1.08 km/s |
| 远地点 | 405,500 km | 0.97 km/s |

- 月球
  - 正面
  - 背面
- 潮汐

1. 新月
2. 满月

- [x] 查到近地点
- [ ] 等待大潮

${code}

> 潮水不等人，却从不失约。

离心率是 $e = \\frac{r_a - r_p}{r_a + r_p}$，并且

$$
T = 2\\pi \\sqrt{\\frac{a^3}{GM}}
$$`,
};
