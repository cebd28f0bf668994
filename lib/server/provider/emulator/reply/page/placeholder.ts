import "server-only";

/** Words by their length in letters, from one on. */
const words = [
  ["8", "3", "5"],
  ["12", "48", "96"],
  ["124", "86%", "4.2"],
  ["Name", "Item", "Type"],
  ["Label", "Value", "Total"],
  ["Status", "Detail", "Button"],
  ["Section", "Summary", "Options"],
  ["Category", "Overview", "Settings"],
  ["Selection", "Reference", "Next step"],
];
/** Phrases for longer lines, each of another length. */
const phrases = [
  "Short label",
  "Line of text",
  "Your title here",
  "Name of this part",
  "A heading goes here",
  "What this part is about",
  "A few words of description",
];
const sentence =
  "Text goes here, as long as the line in the picture, so that the page keeps its shape while you write yours";

/** Words to stand where the picture has writing: about `letters` characters, the same for the same `index`. */
export function placeholder(letters: number, index: number): string {
  const short = words[letters - 1];
  if (short) return short[index % short.length] ?? "";
  if (letters < 32) return phrases.findLast((one) => one.length <= letters) ?? "Selection";
  const long = `${sentence}. `.repeat(Math.ceil(letters / sentence.length));
  return long.slice(0, long.lastIndexOf(" ", letters)).replace(/[ ,.]+$/, "");
}
