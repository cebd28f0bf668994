/**
 * Completes a table whose delimiter row has not come yet, so that its header does not first show as a line of text.
 * Only a line that starts with `|` is taken for a header.
 * @param text whose last block may be the start of a table
 */
export function repairTable(text: string): string {
  const lines = text.split("\n");
  const last = lines.length - 1;
  const isLastEmpty = lines[last]?.trim() === "";
  // The header is the last line, or the one above a delimiter row that is being written.
  const header = isLastEmpty || /^ {0,3}\|?[\s:|-]*$/.test(lines[last] ?? "") ? last - 1 : last;
  const line = lines[header];
  if (line === undefined || !/^ {0,3}\|.*[^\s|]/.test(line)) return text;
  if (header > 0 && lines[header - 1]?.trim() !== "") return text;
  const row = line.trimEnd();
  const closed = row.endsWith("|") && !row.endsWith("\\|") ? row : `${row}|`;
  const columns = closed.replace(/\\\|/g, "").split("|").length - 2;
  return [...lines.slice(0, header), closed, `|${"---|".repeat(columns)}`].join("\n");
}
