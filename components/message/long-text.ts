/** A message of more lines than this is folded. */
const mostLines = 12;
/** So many characters fill a line of the bubble, about. */
const lineLength = 72;

/** Whether a message is so long that it is shown folded at first: by its lines, wrapped ones counted too. */
export function isLongText(text: string): boolean {
  let lines = 0;
  for (const line of text.split("\n", mostLines + 1))
    lines += Math.max(1, Math.ceil(line.length / lineLength));
  return lines > mostLines;
}
