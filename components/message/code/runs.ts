/** The colours of a run of characters in both themes, and whether it is in italics or bold. */
export type RunStyle = { light?: string; dark?: string; italic?: true; bold?: true };

/** A program cut into runs: `lengths[i]` characters in the style `palette[styles[i]]`, one after the other. */
export type Highlighted = { palette: RunStyle[]; lengths: number[]; styles: number[] };

/** A token as the highlighter gives it; `fontStyle` is 1 for italics, 2 for bold, or both. */
type Variant = { color?: string; fontStyle?: number };
type Token = { content: string; variants: Record<string, Variant> };

/** Joins tokens of the same style, across lines too: blanks take the style of what stands before them. */
export function toRuns(lines: readonly (readonly Token[])[]): Highlighted {
  const palette: RunStyle[] = [];
  const known = new Map<string, number>();
  const lengths: number[] = [];
  const styles: number[] = [];
  const add = (length: number, style: number | undefined) => {
    const last = lengths.length - 1;
    if (last >= 0 && (style === undefined || styles[last] === style)) {
      lengths[last] = (lengths[last] ?? 0) + length;
      return;
    }
    lengths.push(length);
    styles.push(style ?? indexOf({}));
  };
  const indexOf = (style: RunStyle): number => {
    const key = JSON.stringify(style);
    const index = known.get(key) ?? palette.push(style) - 1;
    known.set(key, index);
    return index;
  };
  for (const [index, line] of lines.entries()) {
    if (index > 0) add(1, undefined);
    for (const { content, variants } of line) {
      add(content.length, content.trim() === "" ? undefined : indexOf(styleOf(variants)));
    }
  }
  return { palette, lengths, styles };
}

function styleOf({ light, dark }: Record<string, Variant>): RunStyle {
  const fontStyle = Math.max(light?.fontStyle ?? 0, 0);
  return {
    ...(light?.color && { light: light.color }),
    ...(dark?.color && { dark: dark.color }),
    ...(fontStyle & 1 && { italic: true as const }),
    ...(fontStyle & 2 && { bold: true as const }),
  };
}
