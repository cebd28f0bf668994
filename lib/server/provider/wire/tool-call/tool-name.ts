import "server-only";

const prefix = /^functions?[.:]?/;
const ordinal = /^[.:_-]?(\d*)$/;

/**
 * The tool an id of Kimi's grammar names. Normally `functions.<name>:<index>`; engines lose the dot, the colon or
 * both (`functionsexec5`, sgl-project/sglang#21377), so declared names are looked for first, the longest first.
 * An id that fits no declared tool gives the name it most likely means.
 */
export function toolNameOf(id: string, tools: readonly string[]): string {
  return declaredNameOf(id, tools) ?? (id.replace(prefix, "").replace(/:?\d+$/, "") || id);
}

/** The declared tool an id or a name means, or undefined when it means none. */
export function declaredNameOf(id: string, tools: readonly string[]): string | undefined {
  if (tools.includes(id)) return id;
  const bare = id.replace(prefix, "");
  return tools
    .filter((tool) =>
      [id, bare].some((text) => text.startsWith(tool) && ordinal.test(text.slice(tool.length))),
    )
    .reduce<string | undefined>(
      (best, tool) => (best && best.length >= tool.length ? best : tool),
      undefined,
    );
}

/**
 * The id to keep for a call: verbatim when it has the form `<name>:<index>`, with or without `functions.`, else put
 * into that form, as the model answers with nothing when ids in its history have another (MoonshotAI/Kimi-K2#128).
 */
export function wellFormedId(id: string, name: string, slot: number): string {
  const [, index] = /(\d+)$/.exec(id.slice(id.lastIndexOf(name) + name.length)) ?? [];
  return id.endsWith(`${name}:${index}`) ? id : `functions.${name}:${index ?? slot}`;
}
