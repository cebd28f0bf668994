import "server-only";
import type { Part } from "@/lib/core/message/part";

const longest = 60;

/** A title from the first message: its first line, cut between words, or the name of what is attached. */
export function titleFrom(parts: readonly Part[]): string {
  for (const part of parts) {
    const line = part.type === "text" ? part.text.trim().split("\n")[0]?.trim() : undefined;
    if (line) return shortened(line);
  }
  for (const part of parts)
    if ((part.type === "image" || part.type === "video") && part.name) return shortened(part.name);
  return "";
}

function shortened(line: string): string {
  const characters = Array.from(line);
  if (characters.length <= longest) return line;
  const cut = characters.slice(0, longest).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > longest / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
