import "server-only";

/**
 * Whether the model that answered is the one asked for. Case and vendor prefixes (`moonshotai/`) do not count; a
 * date (`-0711`) or a variant (`:free`) does only when both names have one.
 */
export function namesSameModel(asked: string, got: string): boolean {
  if (asked === got) return true;
  const one = partsOf(asked);
  const other = partsOf(got);
  return one.base === other.base && agrees(one.date, other.date) && agrees(one.variant, other.variant);
}

type ModelParts = { base: string; date: string; variant: string };

function partsOf(model: string): ModelParts {
  const bare = model.toLowerCase().split("/").at(-1) ?? "";
  const [name = "", variant = ""] = bare.split(":");
  const date = /-(\d{4}-\d{2}-\d{2}|\d{8}|\d{6}|\d{4})$/.exec(name)?.[1] ?? "";
  const base = date === "" ? name : name.slice(0, -date.length - 1);
  return { base, date: date.replaceAll("-", ""), variant };
}

function agrees(one: string, other: string): boolean {
  return one === "" || other === "" || one.endsWith(other) || other.endsWith(one);
}
