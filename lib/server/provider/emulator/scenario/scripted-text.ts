import "server-only";
import { tokenize } from "../stream/tokens";

const subjects = [
  "A slow river",
  "The old harbour",
  "A patient reader",
  "The evening train",
  "A small workshop",
];
const verbs = ["carries", "remembers", "measures", "follows", "repairs"];
const objects = [
  "the light of the morning",
  "every stone on its way",
  "what others left behind",
  "a line of small boats",
];
const endings = ["without any hurry", "until the season turns", "as it always has", "and asks for nothing"];

/** Sentence after sentence of plain words, the same every time, numbered so that a place in it can be named. */
function sentence(index: number): string {
  const pick = (from: readonly string[], step: number) => from[Math.floor(index / step) % from.length] ?? "";
  return `${pick(subjects, 1)} ${pick(verbs, 2)} ${pick(objects, 3)} ${pick(endings, 5)}, says line ${index + 1}.`;
}

const sentencesPerParagraph = 5;

/** What stands before a sentence: nothing at the start, a space, or the break of a paragraph. */
function separator(index: number, headingEvery: number): string {
  if (index % sentencesPerParagraph !== 0) return " ";
  const paragraph = index / sentencesPerParagraph;
  const gap = index === 0 ? "" : "\n\n";
  const hasHeading = headingEvery > 0 && paragraph % headingEvery === 0;
  return hasHeading ? `${gap}## Part ${paragraph / headingEvery + 1}\n\n` : gap;
}

/**
 * Prose of exactly so many tokens, in paragraphs.
 * @param headingEvery a markdown heading before each that many paragraphs; 0 for none
 */
export function prose(tokens: number, headingEvery: number): string {
  const made: string[] = [];
  for (let index = 0; made.length < tokens; index += 1) {
    // A sentence ends with a sign and the next begins with a blank, so that no token spans the two.
    made.push(...tokenize(separator(index, headingEvery) + sentence(index)));
  }
  return made.slice(0, tokens).join("");
}

/** What is left of a text after the part that was already said; all of it when that part is not its start. */
export function after(prefix: string | undefined, text: string): string {
  return prefix && text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

export const latexAnswer = String.raw`The Gaussian integral, step by step.

Let $I = \int_{-\infty}^{\infty} e^{-x^2}\,dx$. Its square is a double integral:

$$
I^2 = \iint_{\mathbb{R}^2} e^{-(x^2 + y^2)}\,dx\,dy
    = \int_0^{2\pi} \int_0^{\infty} e^{-r^2}\, r\,dr\,d\theta
    = 2\pi \left[ -\tfrac{1}{2} e^{-r^2} \right]_0^{\infty} = \pi .
$$

So $I = \sqrt{\pi}$, and for any $a > 0$

\[
\int_{-\infty}^{\infty} e^{-a x^2 + b x}\,dx = \sqrt{\frac{\pi}{a}}\; e^{b^2 / 4a}.
\]

Moments follow by differentiating under the integral sign:

$$
\begin{aligned}
\int_{-\infty}^{\infty} x^{2n} e^{-a x^2}\,dx
  &= (-1)^n \frac{d^n}{da^n} \sqrt{\frac{\pi}{a}} \\
  &= \frac{(2n-1)!!}{(2a)^n} \sqrt{\frac{\pi}{a}} .
\end{aligned}
$$

| $n$ | moment at $a = \tfrac12$ |
|---|---|
| 0 | $\sqrt{2\pi}$ |
| 1 | $\sqrt{2\pi}$ |
| 2 | $3\sqrt{2\pi}$ |

A matrix form: $\det A^{-1/2} = \prod_{i=1}^{n} \lambda_i^{-1/2}$ with
$A = \begin{pmatrix} 2 & -1 \\ -1 & 2 \end{pmatrix}$. A price of $5 and one of \$7 are no formulas.
`;
